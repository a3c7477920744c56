/** How few calls of GetMetricData take so many queries: 500 queries and 100,800 data points in each. */
import { inCalls, metricQuery, type QueryGroup } from '../../lambda/aws/metric-queries.ts';

const OF = { namespace: 'AWS/NetworkELB', dimension: 'LoadBalancer', value: 'net/a/1' };

const groups = (count: number, queries: number, points: number): QueryGroup[] =>
  Array.from({ length: count }, (_, index) => ({
    queries: Array.from({ length: queries }, (__, nth) => metricQuery(`q${index}x${nth}`, OF, 'M', 'Sum', 3600)),
    points,
  }));

const sizes = (given: readonly QueryGroup[]) => inCalls(given).map((call) => call.length);

test.each<[string, readonly QueryGroup[], readonly number[]]>([
  ['nothing', [], []],
  ['one', groups(1, 5, 960), [1]],
  ['as many queries as go into one call', groups(100, 5, 960), [100]],
  ['one group more', groups(101, 5, 960), [100, 1]],
  ['as many data points as go into one call', groups(2, 1, 50_400), [2]],
  ['one data point more', groups(2, 1, 50_401), [1, 1]],
  // 61 days of 24 hours, five metrics.
  ['sixty days of hours', groups(30, 5, 5 * 61 * 24), [13, 13, 4]],
  ['a group that is too large for any call', [...groups(1, 1, 200_000), ...groups(1, 1, 1)], [1, 1]],
  ['large and small groups together', [...groups(99, 5, 960), ...groups(6, 1, 8)], [104, 1]],
])('%s', (_, given, expected) => {
  expect(sizes(given)).toEqual(expected);
  expect(inCalls(given).flat()).toEqual(given);
});
