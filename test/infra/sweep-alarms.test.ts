import type { Template } from 'aws-cdk-lib/assertions';
import { dayOf, silentHours } from '../../infra/sweep-alarms.ts';
import { rhythmOf } from '../../lambda/settings/schedule.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

type Fields = Readonly<Record<string, unknown>>;

let full: Template;

beforeAll(() => {
  full = templateWith(FILLED_IN);
});

function propertiesOf(type: string): Record<string, unknown>[] {
  return Object.values(full.findResources(type)).map((resource) => resource['Properties'] as Record<string, unknown>);
}

function alarm(name: string): Fields {
  const found = propertiesOf('AWS::CloudWatch::Alarm').find(({ AlarmName }) => AlarmName === `nlb-janitor-${name}`);
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found;
}

function rhythm(schedule: string): { shortest: number; longest: number } {
  const found = rhythmOf(schedule);
  if (found === undefined) throw new Error(`${schedule} is no schedule`);
  return found;
}

/** Metric, pattern and value of every filter that makes it. */
const filtersOf = (metric: string): unknown[] =>
  propertiesOf('AWS::Logs::MetricFilter').flatMap(({ FilterPattern, MetricTransformations, LogGroupName }) =>
    (MetricTransformations as Fields[])
      .filter(({ MetricName }) => MetricName === metric)
      .map(({ MetricNamespace, MetricValue }) => [
        /Sweep|Reap|Slack/.exec(JSON.stringify(LogGroupName))?.[0],
        MetricNamespace,
        FilterPattern,
        MetricValue,
      ]),
  );

const JUDGED = '{ ($.message = "judged") && ($.scope = "everything") }';

describe('no sweep', () => {
  test('counts sweeps that judged everything, not those that were only begun', () => {
    expect(filtersOf('SweepsThatJudged')).toEqual([['Sweep', 'nlb-janitor', JUDGED, '1']]);
    for (const name of ['not-sweeping-silence', 'not-sweeping-begun']) {
      expect(alarm(name)).toMatchObject({ Namespace: 'nlb-janitor', MetricName: 'SweepsThatJudged', Statistic: 'Sum' });
    }
  });

  test('takes silence for missing data, which breaches', () => {
    expect(alarm('not-sweeping-silence')).toMatchObject({
      Period: 3600,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('does not ring at deploy: only once a first sweep has judged, which it never forgets', () => {
    expect(alarm('not-sweeping-begun')).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'ignore',
    });
    const [ringing, ...others] = propertiesOf('AWS::CloudWatch::CompositeAlarm');
    expect(others).toEqual([]);
    expect(ringing).toMatchObject({
      AlarmName: 'nlb-janitor-not-sweeping',
      AlarmActions: ['NlbJanitorNotices', 'NlbJanitorChat'].map((name) => ({ Ref: expect.stringContaining(name) })),
    });
    expect(JSON.stringify(ringing?.['AlarmRule'])).toMatch(/ALARM\(.*NlbJanitorSilence.* AND ALARM\(.*NlbJanitorBegun/);
    for (const name of ['not-sweeping-silence', 'not-sweeping-begun'])
      expect(alarm(name)['AlarmActions']).toBeUndefined();
  });

  test.each([
    ['rate(15 minutes)', 2],
    ['rate(1 hour)', 2],
    ['rate(6 hours)', 12],
    ['rate(1 day)', 48],
    ['cron(0 6 * * ? *)', 48],
    ['cron(0 8-18 * * ? *)', 15],
    ['cron(0 6 ? * MON-FRI *)', 96],
    ['cron(0 8-18 ? * MON-FRI *)', 63],
    ['cron(0 6 ? * MON *)', 168],
    ['rate(30 days)', 168],
  ])('with %s it is silent for %i hours before it rings', (schedule, hours) => {
    expect(silentHours(rhythm(schedule))).toBe(hours);
  });
});

describe('what could not be read', () => {
  test.each([
    ['cannot-read-clusters', 'UnreadClusters', '$.unreadClusters'],
    ['cannot-read', 'UnreadSources', '$.unreadSources'],
  ])('%s rings when every sweep of a day says so', (name, metric, value) => {
    expect(filtersOf(metric)).toEqual([['Sweep', 'nlb-janitor', JUDGED, value]]);
    expect(alarm(name)).toMatchObject({
      MetricName: metric,
      Statistic: 'Minimum',
      Period: 6 * 3600,
      EvaluationPeriods: 4,
      DatapointsToAlarm: 4,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test.each([
    ['rate(1 hour)', 6, 4, 4],
    ['rate(6 hours)', 12, 2, 2],
    ['rate(12 hours)', 24, 2, 2],
    ['cron(0 6 * * ? *)', 24, 2, 2],
    ['cron(0 6 ? * MON-FRI *)', 24, 2, 4],
    ['cron(0 6 ? * MON *)', 24, 1, 7],
  ])('with %s a day is periods of %i hours, %i of %i', (schedule, hours, datapointsToAlarm, evaluationPeriods) => {
    const { period, of } = dayOf(rhythm(schedule));
    expect([period.toHours(), of]).toEqual([hours, { datapointsToAlarm, evaluationPeriods }]);
  });
});

test('a pause is seen in the logs of both functions, and rings as long as a run finds it', () => {
  expect(filtersOf('Paused')).toEqual([
    ['Sweep', 'nlb-janitor', '{ $.message = "paused" }', '1'],
    ['Reap', 'nlb-janitor', '{ $.message = "paused" }', '1'],
  ]);
  expect(alarm('paused')).toMatchObject({
    MetricName: 'Paused',
    Statistic: 'Maximum',
    Period: 3600,
    EvaluationPeriods: 2,
    DatapointsToAlarm: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('a pause of seven days rings by itself, a younger one does not: the runs count the days', () => {
  const pattern = '{ ($.message = "paused") && ($.pausedDays >= 7) }';
  expect(filtersOf('PausedLong')).toEqual([
    ['Sweep', 'nlb-janitor', pattern, '1'],
    ['Reap', 'nlb-janitor', pattern, '1'],
  ]);
  expect(alarm('paused-for-seven-days')).toMatchObject({
    MetricName: 'PausedLong',
    Statistic: 'Maximum',
    Period: 3600,
    EvaluationPeriods: 2,
    DatapointsToAlarm: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});
