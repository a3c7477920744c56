/** One alarm to the topic of the notices, and to the chat where there is one, with the address of its heading in the runbook. */
import {
  Alarm,
  type AlarmBase,
  type AlarmProps,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { IN_THE_REPOSITORY } from '../lambda/core/report/help.ts';
import { METRICS_NAMESPACE } from '../lambda/model/figures.ts';

/** Of the metrics that are made from the log. */
export const NAMESPACE = METRICS_NAMESPACE;

const RUNBOOK = 'docs/runbook.md';
/** Its headings (test/infra/alarms.test.ts). */
type Anchor =
  | 'a-function-failed'
  | 'approved-and-not-deleted'
  | 'delete-failed'
  | 'notice-not-deliverable'
  | 'no-sweep'
  | 'breaker-refused'
  | 'dead-letter-queue'
  | 'message-unreadable'
  | 'messages-wait'
  | 'not-everything-could-be-read'
  | 'paused'
  | 'paused-for-seven-days';

interface About {
  readonly id: string;
  /** After `nlb-janitor-`. */
  readonly name: string;
  readonly anchor: Anchor;
  /** One sentence for whoever gets the message. */
  readonly why: string;
}

/** What an alarm is about, and what it looks at. */
export type AddAlarm = (about: About, props: Omit<AlarmProps, 'alarmName'>) => void;

export function alarmsTo(topics: readonly ITopic[], scope: Construct): AddAlarm {
  return ({ id, ...about }, props) =>
    new Alarm(scope, id, { ...named(about), ...props }).addAlarmAction(...actionsFor(topics));
}

/** An alarm that rings while all of these do, which ring nowhere themselves. */
export function addAlarmOfAll(
  topics: readonly ITopic[],
  scope: Construct,
  { id, ...about }: About,
  parts: readonly AlarmBase[],
): void {
  const { alarmName, alarmDescription } = named(about);
  new CompositeAlarm(scope, id, {
    compositeAlarmName: alarmName,
    alarmDescription,
    alarmRule: AlarmRule.allOf(...parts),
  }).addAlarmAction(...actionsFor(topics));
}

function actionsFor(topics: readonly ITopic[]): SnsAction[] {
  return topics.map((topic) => new SnsAction(topic));
}

function named({ name, anchor, why }: Omit<About, 'id'>): { alarmName: string; alarmDescription: string } {
  return {
    alarmName: `${NAMESPACE}-${name}`,
    alarmDescription: `${why} What to do: ${RUNBOOK}#${anchor}, ${IN_THE_REPOSITORY}`,
  };
}

export const AT_LEAST_ONE = {
  threshold: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
