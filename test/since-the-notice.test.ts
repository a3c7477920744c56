/**
 * What speaks against a delete and comes after its notice: a person approved what the notice said. Nothing is deleted, a new
 * notice says what has come, and another approval of it holds.
 */
import { someOf } from '../lambda/core/scope.ts';
import { STATE_KEY } from '../lambda/records/state.ts';
import type { RunResult } from '../lambda/tell/log.ts';
import { deeds, Life } from './support/life.ts';

/** As it is written down. */
const RECORD = 'dns-record: api.example.com CNAME in hosted zone Z0001SANDBOX';
const NOTHING: readonly string[] = [];
/** That a sweep saw the approval, of which CloudTrail has not told. */
const SEEN = ['AddTags payments/api approved-by=unknown since 2026-03-05T09:00:00Z'];

interface Approved {
  readonly life: Life;
  readonly arn: string;
}

/** Told of on day 0, looked at again on day 1, approved. */
async function approved(before: (one: Approved) => unknown = () => undefined): Promise<Approved> {
  const life = new Life();
  const one = { life, arn: life.anOrphan() };
  before(one);
  await life.sweep();
  life.toDay(1);
  await life.sweep();
  life.flip(one.arn, 'approval', 'approved');
  life.toDay(3);
  return one;
}

function record({ life: { account }, arn }: Approved, name = 'api.example.com'): void {
  const values = [account.loadBalancer(arn).dnsName];
  account.route53.add(account.route53.addZone('example.com'), { name, type: 'CNAME', values });
}

function told({ arn }: Approved, { account }: Life): unknown {
  const { told: all } = JSON.parse(account.objects.get(STATE_KEY)?.text ?? '{}') as { told?: { arn: string }[] };
  return all?.find((one) => one.arn === arn);
}

function whys({ outcomes }: RunResult): readonly string[] {
  return outcomes.flatMap((outcome) => (outcome.did === 'spared' ? [outcome.why] : []));
}

/** The last notice. */
function notice({ digests }: Life): unknown {
  return digests.at(-1)?.entries[0];
}

describe('a record that appears after the approval', () => {
  it('is told by a sweep, with a window of its own, and the NLB goes when it is approved again', async () => {
    const one = await approved();
    const { life, arn } = one;
    expect(told(one, life)).toEqual({ arn, quarantinedAt: '2026-03-02T09:00:00Z', cautions: [] });
    record(one);
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual([
      'RemoveTags payments/api notified-at delete-after',
      'AddTags payments/api quarantined-at=2026-03-05T09:00:00Z reason=service-gone evidence=… approval=pending',
      'Publish 1 orphan found',
      'AddTags payments/api notified-at=2026-03-05T09:00:00Z delete-after=2026-03-12T09:00:00Z',
    ]);
    expect(notice(life)).toMatchObject({
      restartedBecause: 'since its notice: api.example.com still points here; approve again if it may go',
      cautions: ['api.example.com still points here.'],
    });
    expect(told(one, life)).toEqual({
      arn,
      quarantinedAt: '2026-03-05T09:00:00Z',
      cautions: [RECORD],
    });

    life.toDay(8);
    expect(deeds(life, await life.reap())).toEqual(NOTHING);
    life.flip(arn, 'approval', 'approved');
    await life.sweep();
    expect(deeds(life, await life.reap())).toEqual(NOTHING);
    life.toDay(10, 10);
    await life.sweep();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('spares it where no sweep has told of it yet', async () => {
    const one = await approved();
    one.life.toDay(7, 10);
    record(one);
    const run = await one.life.reap();
    expect(deeds(one.life, run)).toEqual(['spared payments/api']);
    expect(whys(run)).toEqual([
      'a caution has come since its notice: api.example.com still points here; a sweep tells people within a day and asks them again',
    ]);
    expect(one.life.account.loadBalancers.has(one.arn)).toBe(true);
  });

  it('is new also where it came between the notice and the next full sweep', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    await life.sweep();
    record({ life, arn });
    life.flip(arn, 'approval', 'approved');
    life.toDay(7, 10);
    await life.sweep();
    expect(deeds(life, await life.reap())).toEqual(NOTHING);
    expect(notice(life)).toMatchObject({ cautions: ['api.example.com still points here.'] });
  });

  it('is new also where a narrow sweep told of the NLB', async () => {
    const life = new Life();
    await life.sweep();
    const arn = life.anOrphan();
    await life.sweep(someOf({ arns: [arn] }));
    expect(told({ life, arn }, life)).toEqual({ arn, quarantinedAt: '2026-03-02T09:00:00Z', cautions: [] });
  });
});

describe('a record that was there at the notice', () => {
  it('is covered by the approval, whatever the sweeps meanwhile see', async () => {
    const { life } = await approved(record);
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(SEEN);
    life.toDay(7, 10);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('is covered also where the last full sweep is too old to say how large the fleet is', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    record({ life, arn });
    await life.due(arn);
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });

  it('covers no other record', async () => {
    const one = await approved(record);
    record(one, 'shop.example.com');
    one.life.toDay(7, 10);
    expect(whys(await one.life.reap())).toEqual([
      'a caution has come since its notice: api.example.com and shop.example.com still point here. New: shop.example.com CNAME in hosted zone Z0002SANDBOX; a sweep tells people within a day and asks them again',
    ]);
    await one.life.sweep();
    expect(notice(one.life)).toMatchObject({
      restartedBecause: expect.stringContaining(
        'New: shop.example.com CNAME in hosted zone Z0002SANDBOX; approve again',
      ) as string,
    });
    expect(told(one, one.life)).toMatchObject({
      cautions: [RECORD, 'dns-record: shop.example.com CNAME in hosted zone Z0002SANDBOX'],
    });
  });

  it('is new where it was gone meanwhile: clients were moved back', async () => {
    const one = await approved(record);
    one.life.account.route53.remove('api.example.com');
    await one.life.sweep();
    expect(told(one, one.life)).toMatchObject({ cautions: [] });
    record(one);
    one.life.toDay(7, 10);
    expect(deeds(one.life, await one.life.reap())).toEqual(['spared payments/api']);
  });

  it('covers no record that leads to it, nor one of that name in another zone', async () => {
    for (const [name, isPrivate] of [
      ['www.example.com', false],
      ['api.example.com', true],
    ] as const) {
      const one = await approved(record);
      const { route53 } = one.life.account;
      const values = [isPrivate ? one.life.account.loadBalancer(one.arn).dnsName : 'api.example.com'];
      route53.add(route53.addZone('example.com', { isPrivate }), { name, type: 'CNAME', values });
      await one.life.sweep();
      one.life.toDay(7, 10);
      expect(deeds(one.life, await one.life.reap())).toEqual(NOTHING);
    }
  });

  it('covers nothing of another kind', async () => {
    const one = await approved(record);
    one.life.account.setTags(one.arn, { ManagedBy: 'terraform' });
    one.life.toDay(7, 10);
    expect(whys(await one.life.reap())).toEqual([
      expect.stringMatching(/since its notice: Tagged ManagedBy=terraform/),
    ]);
    await one.life.sweep();
    expect(notice(one.life)).toMatchObject({
      restartedBecause: expect.stringContaining('ManagedBy=terraform') as string,
    });
  });

  it('was told by a notice that came late, where it came before that', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    const mend = life.account.fail({ command: 'Publish', with: 'denied' });
    await life.sweep();
    mend();
    record({ life, arn });
    life.toDay(1);
    await life.sweep();
    expect(told({ life, arn }, life)).toMatchObject({ cautions: [RECORD] });
    life.flip(arn, 'approval', 'approved');
    life.toDay(9);
    await life.sweep();
    expect(deeds(life, await life.reap())).toEqual(['deleted payments/api']);
  });
});

describe('a target that answers health checks', () => {
  const answer = ({ life }: Approved, state: 'healthy' | 'unhealthy' = 'healthy') =>
    life.account.setHealth(life.targetGroup('payments/api#1'), state);

  it('is new after the approval', async () => {
    const one = await approved();
    answer(one);
    one.life.toDay(7, 10);
    expect(deeds(one.life, await one.life.reap())).toEqual(['spared payments/api']);
    await one.life.sweep();
    expect(notice(one.life)).toMatchObject({
      restartedBecause: expect.stringContaining('1 target is healthy') as string,
    });
  });

  it('may fail and recover where the notice told of one', async () => {
    const one = await approved(answer);
    answer(one, 'unhealthy');
    await one.life.sweep();
    answer(one);
    one.life.toDay(7, 10);
    await one.life.sweep();
    expect(deeds(one.life, await one.life.reap())).toEqual(['deleted payments/api']);
  });
});

describe('clients who were answered, where no target is registered any more,', () => {
  const SERVED = { newFlows: 40, peakActiveFlows: 2, bytes: 4_000_000 };

  async function withoutTargets(before: (one: Approved) => unknown = () => undefined): Promise<Approved> {
    const life = new Life();
    const one = { life, arn: life.anOrphan('payments/api', { targetGroups: 0 }) };
    before(one);
    await life.due(one.arn);
    return one;
  }

  it('are new after the approval, and asked about once', async () => {
    const one = await withoutTargets();
    one.life.account.setFlows(one.arn, SERVED);
    expect(deeds(one.life, await one.life.reap())).toEqual(['spared payments/api']);
    await one.life.sweep();
    expect(notice(one.life)).toMatchObject({
      restartedBecause: expect.stringMatching(
        /^since its notice: It served about .+ a flow until the hour of/,
      ) as string,
    });
    one.life.flip(one.arn, 'approval', 'approved');
    one.life.toDay(15);
    await one.life.sweep();
    expect(deeds(one.life, await one.life.reap())).toEqual(['deleted payments/api']);
  });

  it('are covered where the notice told of them', async () => {
    const one = await withoutTargets(({ life, arn }) => life.account.setFlows(arn, SERVED));
    expect(deeds(one.life, await one.life.reap())).toEqual(['deleted payments/api']);
  });

  it('are none where nobody was answered', async () => {
    const one = await withoutTargets();
    one.life.account.setFlows(one.arn, { newFlows: 12, peakActiveFlows: 1, bytes: 600 });
    expect(deeds(one.life, await one.life.reap())).toEqual(['deleted payments/api']);
  });
});

describe('flows alone', () => {
  it('come and go: the approval holds', async () => {
    const { life, arn } = await approved();
    life.account.setFlows(arn, { newFlows: 12, peakActiveFlows: 1 });
    life.account.setHealth(life.targetGroup('payments/api#1'), 'unused');
    life.writes();
    await life.sweep();
    expect(life.writes()).toEqual(SEEN);
  });
});

describe('where what the notices said is lost', () => {
  const lose = ({ life: { account } }: Approved) =>
    account.bucket.put({ key: STATE_KEY, text: '{}', contentType: undefined, storedAt: account.clock.now() });

  it('a caution spares, and the next sweep tells people and asks them again', async () => {
    const one = await approved(record);
    one.life.toDay(7, 10);
    lose(one);
    const run = await one.life.reap();
    expect(whys(run)).toEqual([
      'what its notice said speaks against it is not on record, so this may be new: api.example.com still points here; a sweep tells people within a day and asks them again',
    ]);
    await one.life.sweep();
    expect(notice(one.life)).toMatchObject({
      restartedBecause:
        'what its notice said is not on record: api.example.com still points here; approve again if it may go',
    });
    expect(deeds(one.life, await one.life.reap())).toEqual(NOTHING);
  });

  it('only because it could not be read once, the next sweep has it still', async () => {
    const one = await approved();
    const { life } = one;
    record(one);
    const mend = life.account.fail({ command: 'GetObject', with: 'denied' });
    life.writes();
    const run = await life.sweep();
    expect(run.failures).toEqual(['report/state.json was not written: what stands there could not be read']);
    expect(life.writes()).toEqual(SEEN);
    mend();
    await life.sweep();
    expect(notice(life)).toMatchObject({ restartedBecause: expect.stringContaining('api.example.com') as string });
  });

  it('nothing is spared that has no caution', async () => {
    const one = await approved();
    one.life.toDay(7, 10);
    lose(one);
    expect(deeds(one.life, await one.life.reap())).toEqual(['deleted payments/api']);
  });
});

it('in mode quarantine nobody is told twice', async () => {
  const life = new Life({ mode: 'quarantine' });
  const arn = life.anOrphan();
  await life.sweep();
  life.flip(arn, 'approval', 'approved');
  record({ life, arn });
  life.writes();
  life.toDay(1);
  await life.sweep();
  expect(life.writes()).toEqual(['AddTags payments/api approved-by=unknown since 2026-03-03T09:00:00Z']);
});
