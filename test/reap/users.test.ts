/** Users outside Kubernetes that appear in the last minute: they are looked for right before each delete. */
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, type Due } from './due-orphan.ts';

/** A DNS name that points at it. */
function record({ life: { account }, arn }: Due): void {
  const { dnsName } = account.loadBalancer(arn);
  account.route53.add(account.route53.addZone('example.com'), {
    name: 'api.example.com',
    type: 'CNAME',
    values: [dnsName],
  });
}

const APPEARING: readonly (readonly [string, (due: Due) => unknown])[] = [
  ['an endpoint service', ({ life, arn }) => life.account.ec2.addEndpointService({ networkLoadBalancerArns: [arn] })],
  ['a VPC link', ({ life, arn }) => life.account.apiGateway.addVpcLink({ name: 'link', targetArns: [arn] })],
  [
    'an accelerator',
    ({ life, arn }) =>
      life.account.globalAccelerator.addAccelerator({
        name: 'shop',
        listeners: [{ endpointGroups: [{ endpoints: [arn] }] }],
      }),
  ],
  ['a VPC origin', ({ life, arn }) => life.account.cloudFront.addVpcOrigin({ name: 'origin', endpointArn: arn })],
  ['a mirror', ({ life, arn }) => life.account.ec2.addTrafficMirrorTarget(arn)],
];

it.each(APPEARING)(
  '%s that appears before the last look spares it; before the run began, it is not even due',
  async (_, appear) => {
    const due = await aDueOrphan();
    due.life.between('plan', 'last look', () => appear(due));
    expect(deeds(due.life, await due.life.reap())).toEqual(['spared payments/api']);
    expect(due.life.account.loadBalancers.has(due.arn)).toBe(true);
  },
);

it('one of another NLB spares nothing', async () => {
  const due = await aDueOrphan();
  due.life.between('plan', 'last look', () =>
    due.life.account.ec2.addEndpointService({ networkLoadBalancerArns: [`${due.arn}0`] }),
  );
  expect(deeds(due.life, await due.life.reap())).toEqual(['deleted payments/api']);
});

describe('a DNS record that appears before the last look', () => {
  it('spares what no person approved: it is a caution', async () => {
    const life = new Life({ approval: 'automatic' });
    const arn = life.anOrphan();
    await life.due();
    life.between('plan', 'last look', () => record({ life, arn }));
    expect(deeds(life, await life.reap())).toEqual(['spared payments/api']);
  });

  it('does not spare what a person approved, unless records veto', async () => {
    const approved = await aDueOrphan();
    approved.life.between('plan', 'last look', () => record(approved));
    expect(deeds(approved.life, await approved.life.reap())).toEqual(['deleted payments/api']);
    const vetoed = await aDueOrphan({ dnsRecords: 'veto' });
    vetoed.life.between('plan', 'last look', () => record(vetoed));
    expect(deeds(vetoed.life, await vetoed.life.reap())).toEqual(['spared payments/api']);
  });
});
