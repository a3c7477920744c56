/**
 * A whole life cycle that is disturbed at one call after the other, before and after the call has its effect, and continued
 * by fresh runs: it must end as the undisturbed one does, with nothing deleted unnoticed and no notice lost.
 */
import { PAGE_KEY } from '../lambda/core/report/html/key.ts';
import type { SandboxCall } from '../sandbox/aws/call-log.ts';
import type { SandboxWay } from '../sandbox/aws/middleware.ts';
import { Life } from './support/life.ts';

const GRACE_MS = 7 * 86_400_000;
const NAMES = ['shop/doomed', 'shop/rejected', 'shop/alive', 'shop/protected', 'shop/refused'] as const;

type Step = readonly [day: number, hour: number, does: 'sweep' | 'reap' | ((life: Life, arnOf: ArnOf) => void)];
type ArnOf = (name: (typeof NAMES)[number]) => string;

const STORY: readonly Step[] = [
  [0, 9, 'sweep'],
  [
    1,
    8,
    (life, arnOf) => {
      life.answer(arnOf('shop/doomed'), 'approval', 'approved');
      // Of this one CloudTrail never tells.
      life.flip(arnOf('shop/refused'), 'approval', 'approved');
      life.flip(arnOf('shop/rejected'), 'approval', 'rejected');
    },
  ],
  [1, 9, 'sweep'],
  [
    3,
    8,
    (life, arnOf) => {
      life.serve('shop/alive');
      life.account.loadBalancer(arnOf('shop/protected')).deletionProtection = true;
    },
  ],
  [3, 9, 'sweep'],
  [5, 9, 'reap'],
  [6, 8, (life, arnOf) => void (life.account.loadBalancer(arnOf('shop/refused')).usedByService = true)],
  [8, 9, 'reap'],
  [8, 10, 'sweep'],
  [9, 9, 'reap'],
  [10, 9, 'sweep'],
  [10, 10, 'reap'],
];

/** Where a run goes wrong: at the nth call of the whole life. */
interface Disturbance {
  readonly nth: number;
  readonly when: 'onCall' | 'onAnswer';
  /** `dies`: nothing after it happens. `fails`: only this call does, and the run goes on. */
  readonly run: 'dies' | 'fails';
}

interface Lived {
  readonly life: Life;
  readonly arns: ReadonlyMap<string, string>;
  readonly calls: readonly SandboxCall[];
}

async function live(disturbance?: Disturbance, way: SandboxWay = 'short'): Promise<Lived> {
  const life = new Life({ maxDeletePercent: 100 }, way);
  const arns = new Map<string, string>();
  for (const name of NAMES) arns.set(name, life.anOrphan(name, { targetGroups: name === 'shop/doomed' ? 2 : 1 }));
  const arnOf: ArnOf = (name) => arns.get(name) ?? '';

  let dead = false;
  let struck = false;
  const strike = (hook: Disturbance['when'], nth: number): void => {
    if (dead) throw new Error('dead');
    if (struck || hook !== disturbance?.when || nth !== disturbance.nth) return;
    struck = true;
    dead = disturbance.run === 'dies';
    throw new Error('crash');
  };
  life.account.onCall = (_, nth) => strike('onCall', nth);
  life.account.onAnswer = (_, nth) => strike('onAnswer', nth);

  for (const [day, hour, does] of STORY) {
    life.toDay(day, hour);
    if (typeof does === 'function') {
      does(life, arnOf);
      continue;
    }
    const before: boolean = struck;
    await life[does]().catch(() => undefined);
    if (struck === before) continue;
    // Lambda asks a failed invocation again, after a minute.
    dead = false;
    life.toDay(day, hour);
    life.box.clock.advance({ minutes: 1 });
    await life[does]();
  }
  // An hour after the last run a record that it left open is closed.
  life.toDay(10, 12);
  await life.sweep();
  await life.reap();
  return { life, arns, calls: life.account.calls };
}

/** What is left at the end, without instants. */
function endOf({ life }: Lived): unknown {
  const marksOf = (arn: string): readonly string[] =>
    [...life.account.tagsOf(arn)]
      .map(([key, value]) => (key.endsWith('last-error') ? `${key}=${value.split(' ')[1]}` : `${key}=${value}`))
      .map((tag) => tag.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, '…'))
      .toSorted();
  const state = (arns: Iterable<string>): Record<string, unknown> =>
    Object.fromEntries([...arns].map((arn) => [life.labelOf(arn), marksOf(arn)]));
  const objects = [...life.account.objects.values()]
    // The page is for people, and no run reads it.
    .filter(({ key }) => key !== PAGE_KEY)
    .map(({ key, text }) => {
      const { companions, spared } = JSON.parse(text) as {
        companions?: { name: string; did?: string }[];
        spared?: string;
      };
      const fates = companions?.map(({ name, did }) => `${name} ${did ?? ''}`);
      return { key: key.replaceAll(/[T/][\d:]+Z/g, ''), fates, spared: spared === undefined ? undefined : 'spared' };
    })
    // A disturbed run leaves the record of its attempt behind, as spared.
    .filter(({ key, spared }) => key.endsWith('outcome.json') && spared === undefined);
  return {
    loadBalancers: state(life.account.loadBalancers.keys()),
    targetGroups: state(life.account.targetGroups.keys()),
    objects,
  };
}

/** Complaints about what people were not told, or not in time. */
function untold({ life, arns, calls }: Lived): readonly string[] {
  const complaints: string[] = [];
  for (const entry of [
    ...NAMES.map((name) => `orphan ${name}`),
    'answered shop/doomed',
    'answered shop/refused',
    'deleted shop/doomed',
    'released shop/rejected',
    'released shop/alive',
    'released shop/protected',
    'failed shop/refused',
  ]) {
    if (!life.told.includes(entry)) complaints.push(`nobody was told: ${entry}`);
  }
  for (const { command, input, at } of calls) {
    if (command !== 'DeleteLoadBalancer') continue;
    const { LoadBalancerArn: arn } = input as { LoadBalancerArn: string };
    const noticed = life.account.messages.some(
      (message) =>
        message.at.getTime() <= at.getTime() - GRACE_MS &&
        (JSON.parse(message.forms['default'] ?? '') as { entries: { kind: string; arn: string }[] }).entries.some(
          (entry) => entry.kind === 'orphan' && entry.arn === arn,
        ),
    );
    if (!noticed) complaints.push(`deleted within the grace of its notice: ${life.labelOf(arn)}`);
    if (arn !== arns.get('shop/doomed') && arn !== arns.get('shop/refused'))
      complaints.push(`must never be deleted: ${life.labelOf(arn)}`);
  }
  return complaints;
}

const UNDISTURBED = live();

it('goes undisturbed through quarantine, veto, release, refusal and delete', async () => {
  const undisturbed = await UNDISTURBED;
  expect(untold(undisturbed)).toEqual([]);
  expect(undisturbed.life.told).toEqual([
    ...NAMES.map((name) => `orphan ${name}`),
    'answered shop/doomed',
    'released shop/rejected',
    'answered shop/refused',
    'released shop/alive',
    'released shop/protected',
    'deleted shop/doomed',
    'failed shop/refused',
  ]);
  expect([...undisturbed.life.account.loadBalancers.keys()].map((arn) => undisturbed.life.labelOf(arn))).toEqual(
    NAMES.slice(1),
  );
  expect(undisturbed.calls.length).toBeGreaterThan(150);
});

it('makes the same calls through the whole SDK as on the short way of the others', async () => {
  const [short, whole] = [await UNDISTURBED, await live(undefined, 'whole')];
  const writes = ({ calls }: Lived) => calls.filter(({ mutating }) => mutating).map(inShort);
  expect(writes(whole)).toEqual(writes(short));
  // Reads that go on at the same time may come in another order.
  const all = ({ calls }: Lived) => calls.map(inShort).toSorted();
  expect(all(whole)).toEqual(all(short));
  expect(endOf(whole)).toEqual(endOf(short));
});

/** Without the checksums that the SDK adds on its whole way. */
function inShort({ service, command, at, input }: SandboxCall): string {
  const fields = Object.entries(input).filter(([field]) => !field.startsWith('Checksum'));
  return `${at.toISOString()} ${service} ${command} ${JSON.stringify(fields.toSorted(([one], [other]) => one.localeCompare(other)))}`;
}

type Fits = (calls: readonly SandboxCall[], index: number) => boolean;

const isWrite: Fits = (calls, index) => calls[index]?.mutating === true;
/** Dying after another write is dying before the next one. */
const isLastWriteOfItsRun: Fits = (calls, index) => {
  const next = calls.slice(index + 1).find(({ mutating }) => mutating);
  const call = calls[index];
  if (call?.mutating !== true) return false;
  return next === undefined || next.at.getTime() - call.at.getTime() > 60_000;
};
/** Every write, and of the reads one in ten: all of them take a minute, and passed when this was written. */
const isSample: Fits = (calls, index) => isWrite(calls, index) || index % 10 === 0;

// Of a dead run only its writes are left, so dying at a read is dying before the write after it.
it.each([
  ['dies before a write', { when: 'onCall', run: 'dies' }, isWrite],
  ['dies after its last write', { when: 'onAnswer', run: 'dies' }, isLastWriteOfItsRun],
  ['sees a write fail that came through', { when: 'onAnswer', run: 'fails' }, isWrite],
  ['sees a call fail', { when: 'onCall', run: 'fails' }, isSample],
] as const)(
  'ends as undisturbed when a run %s, whichever it is',
  async (_, kind, fits) => {
    const undisturbed = await UNDISTURBED;
    const { calls } = undisturbed;
    const end = endOf(undisturbed);
    for (const [index, call] of calls.entries()) {
      if (!fits(calls, index)) continue;
      const lived = await live({ nth: index + 1, ...kind });
      const at = `${index + 1}: ${undisturbed.life.inWords(call)}`;
      expect({ at, untold: untold(lived), end: endOf(lived) }).toEqual({ at, untold: [], end });
    }
  },
  120_000,
);
