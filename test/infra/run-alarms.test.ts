/** The alarms of what queues feed: a run that failed in part is counted, though the function itself did not fail. */
import type { Template } from 'aws-cdk-lib/assertions';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;

beforeAll(() => {
  full = templateWith(FILLED_IN);
});

function alarm(name: string): Record<string, unknown> {
  const [found] = Object.values(full.findResources('AWS::CloudWatch::Alarm', { Properties: { AlarmName: name } }));
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found['Properties'];
}

const filtersOf = (message: string) =>
  Object.values(full.findResources('AWS::Logs::MetricFilter'))
    .map((filter) => filter['Properties'])
    .filter(({ FilterPattern }) => FilterPattern === `{ $.message = "${message}" }`);

test.each(['sweep', 'reap'])('%s: counts failed runs in the log, and crashes and time-outs by Lambda', (name) => {
  const { Metrics, ...rest } = alarm(`nlb-janitor-${name}-failed`) as { Metrics: Record<string, unknown>[] };
  expect(rest).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
  const byId = Object.fromEntries(Metrics.map((metric) => [String(metric['Id']), metric]));
  expect(Object.keys(byId).sort()).toEqual(['crashed', 'expr_1', 'failed']);
  expect(byId['expr_1']).toMatchObject({ Expression: 'FILL(failed, 0) + FILL(crashed, 0)' });
  expect(byId['failed']?.['MetricStat']).toMatchObject({
    Metric: { Namespace: 'nlb-janitor', MetricName: `RunFailed-${name}` },
    Stat: 'Sum',
  });
  expect(byId['crashed']?.['MetricStat']).toMatchObject({
    Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors' },
    Stat: 'Sum',
  });
});

test('counts the failed runs of each function apart', () => {
  const filters = filtersOf('run failed');
  expect(filters.map(({ MetricTransformations: [{ MetricName }] }) => String(MetricName)).toSorted()).toEqual([
    'RunFailed-reap',
    'RunFailed-sweep',
  ]);
});

test('counts messages that nobody can read in the logs of both together', () => {
  const filters = filtersOf('message unreadable');
  expect(filters).toHaveLength(2);
  for (const { MetricTransformations } of filters) {
    expect(MetricTransformations).toEqual([
      expect.objectContaining({ MetricNamespace: 'nlb-janitor', MetricName: 'MessageUnreadable', MetricValue: '1' }),
    ]);
  }
  expect(alarm('nlb-janitor-message-unreadable')).toMatchObject({
    Namespace: 'nlb-janitor',
    MetricName: 'MessageUnreadable',
    TreatMissingData: 'notBreaching',
  });
});
