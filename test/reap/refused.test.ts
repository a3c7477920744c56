/** A delete that AWS refuses: it is never forced, people hear of it once for each kind of no, and the others go on. */
import { deeds, Life } from '../support/life.ts';
import { aDueOrphan, OUTCOME, outcomesIn, SNAPSHOT } from './due-orphan.ts';

const LAST_ERROR = /^AddTags payments\/api last-error=2026-03-09T10:00:0[05]Z /;

type Refuse = (life: Life, arn: string) => void;

const PROTECTED: Refuse = (life, arn) =>
  life.between('snapshot', 'delete', () => (life.account.loadBalancer(arn).deletionProtection = true));
const IN_USE: Refuse = (life, arn) => void (life.account.loadBalancer(arn).usedByService = true);
const DENIED: Refuse = (life) => void life.account.fail({ command: 'DeleteLoadBalancer', with: 'denied' });

describe('a delete that AWS refuses', () => {
  it.each([
    ['protected', 1, PROTECTED],
    ['in-use', 1, IN_USE],
    ['denied', 2, DENIED],
  ])('is remembered on the NLB and reported: %s, after attempts: %d', async (kind, attempts, refuse) => {
    const { life, arn } = await aDueOrphan();
    refuse(life, arn);
    const run = await life.reap();
    expect(life.writes()).toEqual([
      SNAPSHOT,
      ...Array.from({ length: attempts }, () => 'DeleteLoadBalancer payments/api'),
      OUTCOME,
      'Publish payments/api is not deleted',
      OUTCOME,
      expect.stringMatching(LAST_ERROR),
    ]);
    expect(life.marks(arn)['last-error']).toContain(`Z ${kind} `);
    expect(outcomesIn(life)).toMatchObject([{ state: 'spared', refused: { kind, told: true } }]);
    expect(deeds(life, run)).toEqual(['failed payments/api']);
    expect(run.failures).toHaveLength(1);
    expect(life.account.targetGroups.size).toBe(1);
  });

  it('is remembered with the policy that denies it', async () => {
    const { life, arn } = await aDueOrphan();
    const message = `User: ${life.account.callerArn} is not authorized to perform: elasticloadbalancing:DeleteLoadBalancer on resource: ${arn} with an explicit deny in a service control policy`;
    const error = Object.assign(new Error(message), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    life.account.fail({ command: 'DeleteLoadBalancer', with: error });
    await life.reap();
    expect(life.marks(arn)['last-error']).toMatch(/ denied .*a service control policy denies it/);
    const [entry] = life.digests.at(-1)?.entries ?? [];
    expect(entry?.['why']).toMatch(
      /with an explicit deny in a service control policy: a service control policy denies it/,
    );
  });

  it.each([
    ['in-use', 1, IN_USE],
    ['denied', 2, DENIED],
  ])('is tried again on the next day only, and not reported twice: %s', async (_, attempts, refuse) => {
    const { life, arn } = await aDueOrphan();
    refuse(life, arn);
    await life.reap();
    life.writes();
    life.toDay(7, 11);
    expect(await life.reap()).toEqual({ outcomes: [], failures: [] });
    expect(life.writes()).toEqual([]);
    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    expect(life.writes().map((write) => write.split(' ')[0])).toEqual([
      'PutObject',
      ...Array.from({ length: attempts }, () => 'DeleteLoadBalancer'),
      'PutObject',
      'AddTags',
    ]);
  });

  it('is tried again in the next run when the refusal may pass', async () => {
    const { life } = await aDueOrphan();
    const heal = life.account.fail({ command: 'DeleteLoadBalancer', with: 'server-error' });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    heal();
    life.toDay(7, 11);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('is reported by the next run when SNS refused the message', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.loadBalancer(arn).usedByService = true;
    const heal = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.reap();
    expect(life.marks(arn)).not.toHaveProperty('last-error');
    heal();
    life.toDay(7, 11);
    life.writes();
    expect(deeds(life, await life.reap())).toEqual(['not-attempted payments/api']);
    expect(life.writes()).toEqual(['Publish payments/api is not deleted', OUTCOME, expect.stringMatching(LAST_ERROR)]);
    expect(life.told.at(-1)).toBe('failed payments/api');
    life.toDay(7, 12);
    await life.reap();
    expect(life.writes()).toEqual([]);
  });

  it('is remembered at once when nobody listens', async () => {
    const { life, arn } = await aDueOrphan();
    life.account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: false });
    life.account.loadBalancer(arn).usedByService = true;
    await life.reap();
    expect(life.marks(arn)).toHaveProperty('last-error');
  });

  it('does not keep the others from being deleted', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    life.account.loadBalancer(first).usedByService = true;
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['failed payments/api', 'deleted shop/web']);
    expect(run.failures).toHaveLength(1);
  });

  it('does not take the place of the others forever', async () => {
    const life = new Life({ maxDeletesPerDay: 1 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    life.account.loadBalancer(first).usedByService = true;
    await life.reap();
    life.toDay(8);
    await life.reap();
    expect(life.account.loadBalancers.has(second)).toBe(false);
  });
});

describe('a delete that AWS denies, perhaps since IAM does not see the flip yet', () => {
  const DELETE = 'DeleteLoadBalancer payments/api';

  it('is tried once more some seconds later, before anybody hears of it', async () => {
    const { life, arn } = await aDueOrphan();
    const begunAt = life.box.clock.now();
    life.account.fail({ command: 'DeleteLoadBalancer', with: 'denied', times: 1 });
    const run = await life.reap();
    expect(deeds(life, run)).toEqual(['deleted payments/api']);
    expect(run.failures).toEqual([]);
    expect(life.writes().filter((write) => write === DELETE)).toHaveLength(2);
    expect(life.told.filter((entry) => entry.startsWith('failed'))).toEqual([]);
    expect(life.account.loadBalancers.has(arn)).toBe(false);
    expect(life.box.clock.now().getTime() - begunAt.getTime()).toBeGreaterThanOrEqual(5000);
  });

  it('is not tried again when AWS refuses it for another reason', async () => {
    const { life } = await aDueOrphan();
    const message = 'Load balancer is currently associated with another service';
    const inUse = Object.assign(new Error(message), { name: 'ResourceInUse', $metadata: { httpStatusCode: 400 } });
    life.account.fail({ command: 'DeleteLoadBalancer', with: inUse, times: 1 });
    expect(deeds(life, await life.reap())).toEqual(['failed payments/api']);
    expect(life.writes().filter((write) => write === DELETE)).toHaveLength(1);
  });

  it.each([
    ['approval', 'rejected', 'spared', 1],
    ['keep', 'true', 'spared', 1],
    ['cost-center', '7', 'deleted', 2],
  ])('is looked at again before: with %s=%s it is %s', async (key, value, did, attempts) => {
    const { life, arn } = await aDueOrphan();
    life.account.fail({ command: 'DeleteLoadBalancer', with: 'denied', times: 1 });
    life.between('delete', 'fresh tags', () => life.flip(arn, key, value));
    const run = await life.reap();
    expect(deeds(life, run)).toEqual([`${did} payments/api`]);
    expect(life.writes().filter((write) => write === DELETE)).toHaveLength(attempts);
    expect(life.account.loadBalancers.has(arn)).toBe(did === 'spared');
    expect(outcomesIn(life).map(({ state }) => state)).toEqual([did]);
  });

  it('is not made when somebody paused meanwhile', async () => {
    const { life, arn } = await aDueOrphan();
    const pausing = (): boolean => {
      life.pause();
      return true;
    };
    life.account.fail({ command: 'DeleteLoadBalancer', with: 'denied', times: 1, when: pausing });
    expect(deeds(life, await life.reap())).toEqual(['not-attempted payments/api']);
    expect(life.writes().filter((write) => write === DELETE)).toHaveLength(1);
    expect(life.account.loadBalancers.has(arn)).toBe(true);
  });
});

describe('a refusal that the NLB itself cannot remember', () => {
  /** No tag of the janitor can be written any more. */
  const FULL: Refuse = (life, arn) => {
    const more = Array.from({ length: 50 - life.account.tagsOf(arn).size }, (_, index) => [`team-${index}`, 'x']);
    life.account.setTags(arn, Object.fromEntries(more) as Record<string, string>);
  };
  const TAGS_DENIED: Refuse = (life) => void life.account.fail({ command: 'AddTags', with: 'denied' });
  const ROOM: Refuse = () => undefined;

  /** Four hourly runs on each of these days. @returns attempts of each day */
  async function running(life: Life, days: readonly number[]): Promise<readonly number[]> {
    const attempts: number[] = [];
    for (const day of days) {
      life.writes();
      for (const hour of [10, 11, 12, 13]) {
        life.toDay(day, hour);
        await life.reap();
      }
      attempts.push(
        life.writes().filter((write) => write.startsWith('PutObject') && write.endsWith('snapshot.json')).length,
      );
    }
    return attempts;
  }

  it.each([
    ['no room, in use', FULL, IN_USE],
    ['no right to write either', TAGS_DENIED, DENIED],
    ['in use, with room', ROOM, IN_USE],
  ])('is told once, and tried once a day all the same: %s', async (_, forget, refuse) => {
    const { life, arn } = await aDueOrphan();
    forget(life, arn);
    refuse(life, arn);
    expect(await running(life, [7, 8, 9])).toEqual([1, 1, 1]);
    expect(life.told.filter((one) => one.startsWith('failed'))).toEqual(['failed payments/api']);
    expect('last-error' in life.marks(arn)).toBe(forget === ROOM);
  });

  it('is told again when AWS refuses for another reason', async () => {
    const { life, arn } = await aDueOrphan();
    FULL(life, arn);
    IN_USE(life, arn);
    await running(life, [7]);
    life.account.loadBalancer(arn).usedByService = false;
    DENIED(life, arn);
    await running(life, [8, 9]);
    expect(life.told.filter((one) => one.startsWith('failed'))).toHaveLength(2);
  });

  it('is told once and tried by every run where it may pass', async () => {
    const { life, arn } = await aDueOrphan();
    FULL(life, arn);
    const heal = life.account.fail({ command: 'DeleteLoadBalancer', with: 'server-error' });
    expect(await running(life, [7])).toEqual([4]);
    expect(life.told.filter((one) => one.startsWith('failed'))).toEqual(['failed payments/api']);
    heal();
    life.toDay(7, 14);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('is told by the next run, without another attempt, when the run died before it told', async () => {
    const { life, arn } = await aDueOrphan();
    FULL(life, arn);
    IN_USE(life, arn);
    life.killRunBefore('notice');
    await life.reap().catch(() => undefined);
    expect(await running(life, [7])).toEqual([0]);
    expect(life.told.filter((one) => one.startsWith('failed'))).toEqual(['failed payments/api']);
  });

  it('does not take the place of the others forever', async () => {
    const life = new Life({ maxDeletesPerDay: 1 });
    const first = life.anOrphan('payments/api');
    const second = life.anOrphan('shop/web');
    await life.due(first, second);
    FULL(life, first);
    IN_USE(life, first);
    await life.reap();
    life.toDay(8);
    await life.reap();
    expect(life.account.loadBalancers.has(second)).toBe(false);
  });
});
