/** A reading made of readings: whole, or unreadable for the reason of its first part that is. */
import { wholeReading } from '../../lambda/aws/reading.ts';
import type { Reading } from '../../lambda/model/reading.ts';

const good: Reading<number> = { ok: true, value: 1 };
const bad: Reading<number> = { ok: false, cause: 'denied', why: 'sns Publish: no' };

test('is whole when every part is', async () => {
  expect(await wholeReading(async (part) => [part(good), part(good)])).toEqual({ ok: true, value: [1, 1] });
});

test('is unreadable as its first unreadable part is', async () => {
  const other: Reading<number> = { ok: false, cause: 'incomplete', why: 'later' };
  expect(await wholeReading(async (part) => [part(good), part(bad), part(other)])).toEqual(bad);
});

test('a reading in a reading keeps its reason', async () => {
  const inner = () => wholeReading(async (part) => part(bad));
  expect(await wholeReading(async (part) => part(await inner()))).toEqual(bad);
});

test('a mistake in the code is not an unreadable source', async () => {
  const mistaken = wholeReading(async () => {
    throw new TypeError('a bug');
  });
  await expect(mistaken).rejects.toThrow('a bug');
});
