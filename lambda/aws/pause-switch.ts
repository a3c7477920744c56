/**
 * Reads the kill switch. AWS's own "there is no such parameter" alone means running: whatever else comes back, and also
 * when nothing does, means paused.
 */
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { SSMClient } from '@aws-sdk/client-ssm';

import { PAUSE_PARAMETER } from '../model/pause.ts';
import type { Reading } from '../model/reading.ts';
import type { PauseSwitch } from '../ports/read.ts';
import { unreadable } from './errors.ts';
import type { AwsCall } from './errors.ts';
import { required } from './reading.ts';
import { isNamed } from './writing.ts';

const CALL: AwsCall = { service: 'ssm', action: 'GetParameter' };

export function ssmPauseSwitch(client: SSMClient): PauseSwitch {
  return {
    async state() {
      const reading = await readSwitch(client);
      if (!reading.ok) {
        const why = `taken for paused, since the switch cannot be read: ${reading.why}`;
        return { is: 'paused', by: 'doubt', why };
      }
      const { value } = reading;
      if (value.is === 'absent') return { is: 'running' };
      const since = pausedAt(value);
      const why = `paused${sinceIn(value.text)}; \`nlb-janitor resume\` ends it`;
      return { is: 'paused', by: 'person', why, ...(since === undefined ? {} : { since }) };
    },
  };
}

/** The parameter as AWS shows it, right now. */
export type SwitchAnswer =
  { readonly is: 'absent' } | { readonly is: 'set'; readonly text: string; readonly changedAt: Date | undefined };

/** Never rejects; never `absent` unless AWS says so. */
export async function readSwitch(client: SSMClient): Promise<Reading<SwitchAnswer>> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: PAUSE_PARAMETER }));
    const text = required(Parameter?.Value, 'Parameter.Value');
    return { ok: true, value: { is: 'set', text, changedAt: Parameter?.LastModifiedDate } };
  } catch (error) {
    // SAFETY: a parameter that cannot be read may be there.
    if (isNamed(error, 'ParameterNotFound')) return { ok: true, value: { is: 'absent' } };
    return unreadable(CALL, error);
  }
}

/** As the text says that `nlb-janitor pause` wrote; otherwise when somebody last wrote the parameter, as AWS says. */
function pausedAt({ text, changedAt }: SwitchAnswer & { readonly is: 'set' }): Date | undefined {
  return writtenIn(text)?.since ?? changedAt;
}

/** ` since 2026-03-01 10:00 UTC by ada`. Anybody may have written anything else: that is not shown. */
export function sinceIn(value: string): string {
  const written = writtenIn(value);
  return written === undefined
    ? ` (the SSM parameter ${PAUSE_PARAMETER} exists)`
    : ` since ${minute(written.since)} by ${written.by}`;
}

/** As the messages write an instant: `dateTime` of core/words.ts, which this room may not import. */
function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What `nlb-janitor pause` writes; undefined for any other text. */
function writtenIn(value: string): { readonly since: Date; readonly by: string } | undefined {
  const [, at = '', by = ''] = /^since (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) by ([\w+=,.@:/-]{1,300})$/.exec(value) ?? [];
  const since = new Date(at);
  return Number.isNaN(since.getTime()) ? undefined : { since, by };
}
