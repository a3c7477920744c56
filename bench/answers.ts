/**
 * What answers cost in ELBv2 calls, in a large fleet, in the account in a box: one approval, and twenty at once, with the
 * runs that they make. A controller that fails to delete costs nothing: its calls wake nobody.
 */
import { someOf } from '../lambda/core/scope.ts';
import { parseTrigger } from '../lambda/core/trigger/trigger.ts';
import { reap } from '../lambda/reap.ts';
import { parseSettings } from '../lambda/settings/settings.ts';
import { sweep } from '../lambda/sweep.ts';
import { Box } from '../sandbox/box.ts';
import { inTree } from '../sandbox/made-by-controllers.ts';
import type { Aim } from './aims.ts';
import { ELB } from './measure.ts';

const FLEET = 5000;
const MOST_FOR_ONE = 60;
/** Messages of a queue that make one run. */
const BATCH = 10;
const VPC = 'vpc-0prod';
const EVERYTHING = { is: 'everything' } as const;

export interface AnswerCosts {
  readonly one: number;
  readonly twenty: number;
  /** Runs of an hour in which a controller fails to delete every minute. */
  readonly runsOfFailingController: number;
}

export async function answerCosts(): Promise<AnswerCosts> {
  return {
    one: await callsFor(1),
    twenty: await callsFor(20),
    runsOfFailingController: runsOfFailingController(),
  };
}

/** From the first message to the last delete: the sweeps that the answers make, and the reaps that those wake. */
async function callsFor(answers: number): Promise<number> {
  const box = new Box({ startAt: new Date('2026-03-02T09:00:00Z') });
  try {
    await box.addCluster({ name: 'prod', vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
    for (let nth = answers; nth < FLEET; nth += 1) {
      box.account.addNetworkLoadBalancer({ name: `other-${nth}`, vpcId: VPC, tags: { team: 'network' } });
    }
    const arns = Array.from(
      { length: answers },
      (_, nth) => inTree(box, 'prod', `bench/orphan-${nth}`, { vpcId: VPC, target: 'unhealthy' }, 'gone').arn,
    );
    box.account.subscribe({ protocol: 'email', endpoint: 'platform@example.com', confirmed: true });
    const settings = parseSettings(
      { regions: [box.account.region], maxDeletePercent: 100, maxDeletesPerDay: 100 },
      'bench',
    );
    await sweep(EVERYTHING, box.sweepWorld(), settings);
    box.clock.advance({ days: settings.graceDays, hours: 1 });
    await sweep(EVERYTHING, box.sweepWorld(), settings);
    for (const arn of arns) box.account.setTags(arn, { 'nlb-janitor/approval': 'approved' });

    const before = box.account.calls.length;
    for (let from = 0; from < arns.length; from += BATCH) {
      const scope = someOf({ arns: arns.slice(from, from + BATCH) });
      await sweep(scope, box.sweepWorld(), settings);
      await reap(scope, box.reapWorld(), settings);
    }
    const left = arns.filter((arn) => box.account.loadBalancers.has(arn)).length;
    if (left > 0) throw new Error(`bench: ${left} of ${answers} approved NLBs were not deleted`);
    return box.account.calls.slice(before).filter(({ service }) => service === ELB).length;
  } finally {
    await box.close();
  }
}

function runsOfFailingController(): number {
  const self = { account: '123456789012', region: 'eu-west-3', roleArns: [] };
  const attempt = {
    source: 'aws.elasticloadbalancing',
    account: self.account,
    region: self.region,
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {
      eventSource: 'elasticloadbalancing.amazonaws.com',
      apiVersion: '2015-12-01',
      eventName: 'DeleteLoadBalancer',
      errorCode: 'OperationNotPermittedException',
    },
  };
  return Array.from({ length: 60 }, () => parseTrigger(attempt, self)).filter(({ is }) => is === 'run').length;
}

export function answerLines({ one, twenty, runsOfFailingController: runs }: AnswerCosts): readonly string[] {
  return [
    `In a fleet of ${FLEET.toLocaleString('en')} NLBs, ELBv2 calls from the answer to the delete`,
    `  one approval: ${one}`,
    `  twenty approvals at once: ${twenty}`,
    `  a controller that fails to delete for an hour: ${runs} runs`,
  ];
}

export function answerAims({ one, runsOfFailingController: runs }: AnswerCosts): readonly Aim[] {
  return [
    { text: `one approval: ${one} ELBv2 calls, aim at most ${MOST_FOR_ONE}`, isReached: one <= MOST_FOR_ONE },
    { text: `a failing controller: ${runs} runs, aim none`, isReached: runs === 0 },
  ];
}
