/** A person's answer counts once AWS shows it. */
import { seenTagWriter } from '../../cli/tags-seen.ts';
import type { TagReading } from '../../lambda/model/aws.ts';
import type { WriteResult } from '../../lambda/ports/write.ts';

const KEEP = 'nlb-janitor/keep';

const present = (tags: Readonly<Record<string, string>>): TagReading => ({
  ok: true,
  value: { is: 'present', tags: new Map(Object.entries(tags)) },
});

/** AWS shows one reading after the other, and the last one from then on. */
function world(readings: readonly TagReading[], written: WriteResult = { ok: true }) {
  const slept: number[] = [];
  let reads = 0;
  const writer = seenTagWriter(
    { add: async () => written, remove: async () => written },
    {
      tagsOf: async () => {
        const reading = readings[Math.min(reads, readings.length - 1)];
        reads += 1;
        if (reading === undefined) throw new Error('nothing to read');
        return reading;
      },
    },
    async (milliseconds) => void slept.push(milliseconds),
  );
  return { writer, slept, reads: () => reads };
}

const add = (...readings: TagReading[]) => world(readings).writer.add('lb', { [KEEP]: 'true' });
const remove = (...readings: TagReading[]) => world(readings).writer.remove('lb', [KEEP, 'nlb-janitor/reason']);

it('is written when the tags show it', async () => {
  expect(await add(present({ [KEEP]: 'true', other: 'x' }))).toEqual({ ok: true });
  expect(await remove(present({ other: 'x' }))).toEqual({ ok: true });
});

it.each([
  ['without it', present({})],
  ['with another value', present({ [KEEP]: 'until=2026-01-01' })],
])('is not written when the tags stay %s', async (_, reading) => {
  expect(await add(reading)).toEqual({
    ok: false,
    kind: 'other',
    why: 'the answer was sent, but its tags do not show it: try again, and find out who else is changing them',
  });
});

it('is not taken off while one of them is still there', async () => {
  expect(await remove(present({ 'nlb-janitor/reason': 'x' }))).toMatchObject({ ok: false });
});

it('is not written when the load balancer is gone, or its tags cannot be read', async () => {
  expect(await add({ ok: true, value: { is: 'gone' } })).toMatchObject({ why: expect.stringContaining('is gone') });
  expect(await remove({ ok: true, value: { is: 'gone' } })).toMatchObject({ ok: false });
  expect(await add({ ok: false, cause: 'denied', why: 'no' })).toMatchObject({
    why: 'the answer was sent, but what came of it cannot be seen: no',
  });
});

it('waits a second at a time for AWS to show it, and not for long', async () => {
  const late = world([present({}), present({}), present({ [KEEP]: 'true' })]);
  expect(await late.writer.add('lb', { [KEEP]: 'true' })).toEqual({ ok: true });
  expect(late.slept).toEqual([1000, 1000]);
  const never = world([present({})]);
  expect((await never.writer.add('lb', { [KEEP]: 'true' })).ok).toBe(false);
  expect([never.slept.length, never.reads()]).toEqual([4, 5]);
});

it('looks at nothing after a write that failed', async () => {
  const failure: WriteResult = { ok: false, kind: 'denied', why: 'no' };
  const { writer, reads } = world([present({})], failure);
  expect(await writer.add('lb', { [KEEP]: 'true' })).toEqual(failure);
  expect(reads()).toBe(0);
});
