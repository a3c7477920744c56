/** The alarms of the stack, by the beginning of their names. */
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';

import type { Alarm } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { instantOrInvalid, reading, required } from '../reading.ts';

const CALL = { service: 'cloudwatch', action: 'DescribeAlarms' } as const;

/** Never rejects. */
export function alarmsOf(client: CloudWatchClient): Promise<Reading<readonly Alarm[]>> {
  return reading(CALL, async () => {
    const found: Alarm[] = [];
    const pages = paginateDescribeAlarms(
      { client },
      { AlarmNamePrefix: 'nlb-janitor-', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    );
    for await (const page of pages) {
      found.push(
        ...required(page.MetricAlarms, 'MetricAlarms').map(alarmOf),
        ...required(page.CompositeAlarms, 'CompositeAlarms').map(alarmOf),
      );
    }
    return found;
  });
}

function alarmOf(alarm: MetricAlarm | CompositeAlarm): Alarm {
  return {
    name: required(alarm.AlarmName, 'AlarmName'),
    state: required(alarm.StateValue, 'StateValue'),
    since: instantOrInvalid(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
    description: alarm.AlarmDescription ?? '',
    rings: alarm.ActionsEnabled === true && (alarm.AlarmActions ?? []).length > 0,
  };
}
