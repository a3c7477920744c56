/** Whether the benchmark's page kept to its aim: both ways of letters count, the larger one decides. */
import { pageAims, pageLines } from '../../bench/page.ts';
import type { PageCost } from '../../bench/page-janitor.ts';

const MB = 2 ** 20;
const COST: PageCost = {
  loadBalancers: 5000,
  pageBytes: 10 * MB,
  renderMs: 800,
  heapBytes: 100 * MB,
  peakBeforeBytes: 250 * MB,
  peakBytes: 300 * MB,
};
const TOO_MUCH: PageCost = { ...COST, peakBytes: 320 * MB };

test.each([
  ['reached by both', COST, COST, true],
  ['missed by the one in Latin letters', TOO_MUCH, COST, false],
  ['missed by the other', COST, TOO_MUCH, false],
])('the aim is %s', (_what, latin, beyondLatin, isReached) => {
  expect(pageAims({ latin, beyondLatin })).toEqual([
    { text: expect.stringContaining('small heap') as string, isReached },
  ]);
});

test('the table has a line for each, with its own numbers', () => {
  const [, first, second] = pageLines({ latin: COST, beyondLatin: TOO_MUCH });
  expect(first).toMatch(/Latin letters +10\.0 +800 +100 +250 +300$/);
  expect(second).toMatch(/others +10\.0 +800 +100 +250 +320$/);
});
