/**
 * The alarms that look at what the runs say of themselves: that `sweep` judges at all, that it could read what it judges
 * by, and that somebody paused the janitor. Made from the log, since a run that reads nothing fails nowhere.
 */
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type Rhythm, rhythmOf } from '../lambda/settings/schedule.ts';
import { addAlarmOfAll, alarmsTo, AT_LEAST_ONE, NAMESPACE } from './alarm.ts';
import type { JanitorFunction } from './janitor-function.ts';

/** Message of the last line of a run that judged (lambda/tell/log.ts), and its fields. */
export const JUDGED = { message: 'judged', clusters: 'unreadClusters', sources: 'unreadSources' } as const;
/** Message of the line of a run that found the kill switch (lambda/act/pause.ts). */
export const PAUSED_MESSAGE = 'paused';
/** Its field: whole days since the pause began. Missing where nobody knows since when. */
export const PAUSED_DAYS = 'pausedDays';
/** After so many days a pause may have been forgotten. */
const LONG_PAUSE_DAYS = 7;

interface SweepAlarmTargets {
  readonly topics: readonly ITopic[];
  readonly schedule: string;
  readonly sweep: JanitorFunction;
  /** Those that look at the kill switch, by name. */
  readonly judges: Readonly<Record<string, JanitorFunction>>;
}

export function addSweepAlarms(scope: Construct, { topics, schedule, sweep, judges }: SweepAlarmTargets): void {
  const rhythm = rhythmOf(schedule) ?? NO_RHYTHM;
  addSilence(scope, topics, sweep, rhythm);

  const add = alarmsTo(topics, scope);
  const day = dayOf(rhythm);
  const unread = (id: string, field: string): Metric =>
    metricOf(id, sweep, id, JUDGED_EVERYTHING, `$.${field}`).with({ period: day.period, statistic: Stats.MINIMUM });
  add(
    {
      id: 'UnreadClusters',
      name: 'cannot-read-clusters',
      anchor: 'not-everything-could-be-read',
      why: 'nlb-janitor could not read some clusters for a day (how many: the value below), so it keeps what may be theirs.',
    },
    { ...AT_LEAST_ONE, ...day.of, metric: unread('UnreadClusters', JUDGED.clusters) },
  );
  add(
    {
      id: 'UnreadSources',
      name: 'cannot-read',
      anchor: 'not-everything-could-be-read',
      why: 'nlb-janitor could not read something of AWS for a day, so it keeps what that might have saved.',
    },
    { ...AT_LEAST_ONE, ...day.of, metric: unread('UnreadSources', JUDGED.sources) },
  );

  const paused = Object.entries(judges).map(([name, judge]) =>
    metricOf(`Paused-${name}`, judge, 'Paused', FilterPattern.stringValue('$.message', '=', PAUSED_MESSAGE), '1'),
  );
  add(
    {
      id: 'Paused',
      name: 'paused',
      anchor: 'paused',
      why: 'nlb-janitor is paused: it deletes, tags and tells nothing.',
    },
    {
      ...AT_LEAST_ONE,
      metric: (paused[0] ?? metricNamed('Paused')).with({ period: HOUR, statistic: Stats.MAXIMUM }),
      // It stays on from run to run, so that the pause is not told again by each.
      evaluationPeriods: silentHours(rhythm),
      datapointsToAlarm: 1,
    },
  );

  const long = Object.entries(judges).map(([name, judge]) =>
    metricOf(`PausedLong-${name}`, judge, 'PausedLong', PAUSED_FOR_LONG, '1'),
  );
  add(
    {
      id: 'PausedLong',
      name: 'paused-for-seven-days',
      anchor: 'paused-for-seven-days',
      why: `nlb-janitor has been paused for ${LONG_PAUSE_DAYS} days: somebody may have forgotten it.`,
    },
    {
      ...AT_LEAST_ONE,
      metric: (long[0] ?? metricNamed('PausedLong')).with({ period: HOUR, statistic: Stats.MAXIMUM }),
      evaluationPeriods: silentHours(rhythm),
      datapointsToAlarm: 1,
    },
  );
}

/**
 * Silence is missing data, and before the first sweep there is nothing but silence: so the alarm also waits for a second
 * one, which goes off at the first sweep and, missing data being ignored, stays on ever after.
 */
function addSilence(scope: Construct, topics: readonly ITopic[], sweep: JanitorFunction, rhythm: Rhythm): void {
  const metric = metricOf('SweepsThatJudged', sweep, 'SweepsThatJudged', JUDGED_EVERYTHING, '1');
  const silence = new Alarm(scope, 'Silence', {
    alarmName: `${NAMESPACE}-not-sweeping-silence`,
    alarmDescription: 'Part of nlb-janitor-not-sweeping: no sweep has judged for two intervals of the schedule.',
    metric: metric.with({ period: HOUR, statistic: Stats.SUM }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: silentHours(rhythm),
    treatMissingData: TreatMissingData.BREACHING,
  });
  const begun = new Alarm(scope, 'Begun', {
    ...AT_LEAST_ONE,
    alarmName: `${NAMESPACE}-not-sweeping-begun`,
    alarmDescription: 'Part of nlb-janitor-not-sweeping: on since the first sweep that judged.',
    metric: metric.with({ period: Duration.minutes(5), statistic: Stats.SUM }),
    treatMissingData: TreatMissingData.IGNORE,
  });
  const about = {
    // Not `no-sweep`: the alarm of that name in version 0.2 is of another kind, and CloudFormation cannot turn one into the
    // other.
    id: 'NotSweeping',
    name: 'not-sweeping',
    anchor: 'no-sweep',
    why: 'nlb-janitor has not judged the account for two intervals of its schedule.',
  } as const;
  addAlarmOfAll(topics, scope, about, [silence, begun]);
}

const HOUR = Duration.hours(1);
/** What CloudWatch looks back at most, for periods of an hour and more. */
const MOST_HOURS = 7 * 24;
/** The settings refuse such a schedule; a construct that is given one looks back as far as it can. */
const NO_RHYTHM: Rhythm = { shortest: Number.POSITIVE_INFINITY, longest: Number.POSITIVE_INFINITY };

/** The longest silence that is normal, and one interval more. Slower schedules alarm too early rather than never. */
export function silentHours({ shortest, longest }: Rhythm): number {
  return Math.min(MOST_HOURS, Math.ceil((longest + Math.max(60, shortest)) / 60));
}

/** So long an alarm waits for the next sweep to say the same again. */
export function hoursToSweep(schedule: string): number {
  return silentHours(rhythmOf(schedule) ?? NO_RHYTHM);
}

/** A day on which every sweep said the same, in periods of which each holds a sweep. */
export function dayOf({ longest }: Rhythm): {
  readonly period: Duration;
  readonly of: { readonly evaluationPeriods: number; readonly datapointsToAlarm: number };
} {
  const hours = longest <= 5 * 60 ? 6 : longest <= 11 * 60 ? 12 : 24;
  const period = Duration.hours(hours);
  if (hours < 24) return { period, of: { evaluationPeriods: 24 / hours, datapointsToAlarm: 24 / hours } };
  // Two sweeps in a row, where seven days hold two.
  const days = Math.ceil(longest / (24 * 60)) + 1;
  return { period, of: { evaluationPeriods: Math.min(7, days), datapointsToAlarm: days > 7 ? 1 : 2 } };
}

/** Scoped runs say nothing about the schedule, nor about what they did not have to read. */
const JUDGED_EVERYTHING = FilterPattern.all(
  FilterPattern.stringValue('$.message', '=', JUDGED.message),
  FilterPattern.stringValue('$.scope', '=', 'everything'),
);

/** The run itself counts the days, so that no schedule is too slow for the alarm. */
const PAUSED_FOR_LONG = FilterPattern.all(
  FilterPattern.stringValue('$.message', '=', PAUSED_MESSAGE),
  FilterPattern.numberValue(`$.${PAUSED_DAYS}`, '>=', LONG_PAUSE_DAYS),
);

function metricOf(
  id: string,
  { logGroup }: JanitorFunction,
  name: string,
  filterPattern: IFilterPattern,
  metricValue: string,
): Metric {
  logGroup.addMetricFilter(id, { filterPattern, metricNamespace: NAMESPACE, metricName: name, metricValue });
  return metricNamed(name);
}

function metricNamed(metricName: string): Metric {
  return new Metric({ namespace: NAMESPACE, metricName });
}
