/**
 * The AWS Load Balancer Controller takes the janitor's tags off what it still manages. CloudTrail lists that minutes later,
 * and by then another quarantine may have begun: it is asked in every run that suspects one of its NLBs.
 */
import { someOf } from '../lambda/core/scope.ts';
import { deeds, Life } from './support/life.ts';

const NAMED = 'payments/api';

/** A quarantined NLB off which the controller takes the tags, as CloudTrail will list it. */
async function quarantined(...named: readonly string[]): Promise<{ life: Life; arns: readonly string[] }> {
  const life = new Life();
  const arns = named.map((one) => life.anOrphan(one, { controller: 'aws-load-balancer-controller' }));
  await life.sweep();
  return { life, arns };
}

function tagsTaken(life: Life, arn: string, userAgent = 'elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/1.36.3'): void {
  const tagKeys = ['nlb-janitor/approval', 'nlb-janitor/quarantined-at'];
  life.account.addTrailEvent({
    eventName: 'RemoveTags',
    eventSource: 'elasticloadbalancing.amazonaws.com',
    at: life.account.clock.now(),
    record: { userAgent, requestParameters: { resourceArns: [arn], tagKeys } },
  });
}

const asksForRemovals = (life: Life): number =>
  life.account.calls.filter(
    ({ command, input }) => command === 'LookupEvents' && JSON.stringify(input).includes('RemoveTags'),
  ).length;

it('ends a quarantine that began before CloudTrail listed the removal', async () => {
  const { life, arns } = await quarantined(NAMED);
  const [arn = ''] = arns;
  life.toDay(1);
  life.account.removeTags(arn, ...Object.keys(life.marks(arn)).map((key) => `nlb-janitor/${key}`));
  await life.sweep(someOf({ arns: [arn] }));
  expect(life.marks(arn)).toHaveProperty('quarantined-at');

  tagsTaken(life, arn);
  life.toDay(1, 10);
  await life.sweep();
  expect(life.marks(arn)).not.toHaveProperty('quarantined-at');
});

it.each([
  ['the controller', undefined, []],
  ['anybody else', 'Boto3/1.34', [`deleted ${NAMED}`]],
])('right before a delete, tags that %s took off: %s', async (_, userAgent, done) => {
  for (const scope of ['everything', 'one']) {
    const { life, arns } = await quarantined(NAMED);
    const [arn = ''] = arns;
    life.flip(arn, 'approval', 'approved');
    life.toDay(8);
    await life.sweep();
    tagsTaken(life, arn, userAgent);
    life.toDay(8, 10);
    expect(deeds(life, await life.reap(scope === 'one' ? someOf({ arns: [arn] }) : undefined))).toEqual(done);
  }
});

it('spares it while CloudTrail cannot be asked', async () => {
  const { life, arns } = await quarantined(NAMED);
  const [arn = ''] = arns;
  life.flip(arn, 'approval', 'approved');
  life.toDay(8);
  const heal = life.account.fail({ command: 'LookupEvents', with: 'denied' });
  expect(deeds(life, await life.reap())).toEqual([]);
  heal();
  expect(deeds(life, await life.reap())).toEqual([`deleted ${NAMED}`]);
});

it('asks CloudTrail once for a run, however many are deleted', async () => {
  const { life, arns } = await quarantined(NAMED, 'shop/web');
  for (const arn of arns) life.flip(arn, 'approval', 'approved');
  life.toDay(8);
  const before = asksForRemovals(life);
  life.settings = { ...life.settings, maxDeletePercent: 100 };
  expect(deeds(life, await life.reap())).toHaveLength(2);
  expect(asksForRemovals(life) - before).toBe(1);
});
