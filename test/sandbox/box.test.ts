/** The account in a box with its clusters: the product's own ports read it, and its two halves tell the same story. */
import { collect } from '../../lambda/collect/collect.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import type { Verdict } from '../../lambda/model/verdict.ts';
import { Box } from '../../sandbox/box.ts';
import { inTree, removeService } from '../../sandbox/made-by-controllers.ts';
import { SETTINGS } from '../support/builders.ts';

const START = new Date('2026-03-02T09:00:00Z');
const VPC = 'vpc-0prod';
let box: Box;

beforeEach(async () => {
  box = new Box({ startAt: START });
  await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
});

afterEach(() => box.close());

async function verdicts(): Promise<readonly Verdict[]> {
  const { accountId: account, region } = box.account;
  const scope = { account, region, now: box.clock.now() };
  const facts = await collect(box.readPorts(), scope, {
    trafficLookbackDays: 7,
    deletedClusters: [],
    ignoredClusters: [],
    usersOfNlb: {},
    dnsRecords: 'caution',
  });
  if (!facts.ok) throw new Error(facts.why);
  return judge(facts.value, SETTINGS);
}

async function reasons(): Promise<readonly string[]> {
  return (await verdicts()).map(({ is, reason }) => `${is}: ${reason}`);
}

it('is read through real clients and a real Kubernetes API, as the world stands', async () => {
  inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'unhealthy' });
  expect(await reasons()).toEqual(['in-use: serves-service']);
  removeService(box, 'prod', 'payments/api');
  expect(await reasons()).toEqual(['orphan: service-gone']);
  expect(box.account.calls.filter(({ mutating }) => mutating)).toEqual([]);
  expect(box.cluster('prod').traffic.requests.length).toBeGreaterThan(0);
});

it('deletes a cluster with the CloudTrail event that proves it, and its API answers no more', async () => {
  inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'unhealthy' });
  await box.deleteCluster('prod');
  box.clock.advance({ minutes: 20 });
  expect(await reasons()).toEqual(['orphan: cluster-gone']);
  expect(() => box.cluster('prod')).toThrow('there is no cluster named prod');
});

it('keeps what a cluster that went dark may own', async () => {
  inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'unhealthy' }, 'gone');
  await box.cluster('prod').stop();
  expect(await reasons()).toEqual(['unknown: cluster-unreachable']);
});

it('answers in the same time, however far its clock is moved', async () => {
  inTree(box, 'prod', 'payments/api', { vpcId: VPC, target: 'unhealthy' }, 'gone');
  box.clock.advance({ days: 400 });
  expect(await reasons()).toEqual(['orphan: service-gone']);
});
