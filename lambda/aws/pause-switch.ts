/**
 * Reads the kill switch. AWS's own "there is no such parameter" alone means running: whatever else comes back, and also
 * when nothing does, means paused.
 */
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { SSMClient } from '@aws-sdk/client-ssm';

import { PAUSE_PARAMETER } from '../model/pause.ts';
import type { PauseSwitch } from '../ports/read.ts';
import { awsError } from './errors.ts';
import type { AwsCall } from './errors.ts';
import { isNamed } from './writing.ts';

const CALL: AwsCall = { service: 'ssm', action: 'GetParameter' };

export function ssmPauseSwitch(client: SSMClient): PauseSwitch {
  return {
    async state() {
      try {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: PAUSE_PARAMETER }));
        return {
          is: 'paused',
          by: 'person',
          why: `paused${sinceIn(Parameter?.Value)}; \`nlb-janitor resume\` ends it`,
        };
      } catch (error) {
        // SAFETY: a parameter that cannot be read may be there.
        if (isNamed(error, 'ParameterNotFound')) return { is: 'running' };
        const why = `taken for paused, since the switch cannot be read: ${awsError(CALL, error).message}`;
        return { is: 'paused', by: 'doubt', why };
      }
    },
  };
}

/** What `nlb-janitor pause` writes. Anybody may have written anything else: that is not shown. */
export function sinceIn(value: string | undefined): string {
  return value !== undefined && /^since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ by [\w+=,.@:/-]{1,300}$/.test(value)
    ? ` ${value}`
    : ` (the SSM parameter ${PAUSE_PARAMETER} exists)`;
}
