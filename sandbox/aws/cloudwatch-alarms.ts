/** CloudWatch's alarms in the sandbox, and the list of the metrics that are counted. */
import type {
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  ListMetricsInput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';

import type { Account } from '../account.ts';
import type { StoredAlarm } from './janitor-stack.ts';

export function describeAlarms(
  account: Account,
  { AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'] }: DescribeAlarmsInput,
): DescribeAlarmsOutput {
  const found = [...account.janitor.alarms.values()].filter(({ name }) => name.startsWith(AlarmNamePrefix));
  const ofType = (isComposite: boolean, type: 'MetricAlarm' | 'CompositeAlarm') =>
    AlarmTypes.includes(type)
      ? found.filter((alarm) => alarm.isComposite === isComposite).map((alarm) => shown(alarm, account))
      : [];
  return { MetricAlarms: ofType(false, 'MetricAlarm'), CompositeAlarms: ofType(true, 'CompositeAlarm') };
}

function shown({ name, description, state, since, rings }: StoredAlarm, { topic }: Account) {
  return {
    AlarmName: name,
    AlarmDescription: description,
    StateValue: state,
    StateUpdatedTimestamp: since,
    StateTransitionedTimestamp: since,
    ActionsEnabled: true,
    AlarmActions: rings ? [topic.arn] : [],
  };
}

export function listMetrics(account: Account, { Namespace, MetricName }: ListMetricsInput): ListMetricsOutput {
  return {
    Metrics: account.counted.named(Namespace, MetricName).map(({ namespace, name, dimensions = {} }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
  };
}
