/**
 * Makes and deletes the kill switch, for the command line alone: no function may do either. Doing it twice is no error,
 * and the first one's word on since when and by whom stays.
 */
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import type { SSMClient } from '@aws-sdk/client-ssm';

import { PAUSE_PARAMETER } from '../model/pause.ts';
import type { WriteFailure } from '../ports/write.ts';
import { required } from './reading.ts';
import { isNamed, requireAws, writeFailure } from './writing.ts';

export type FlipResult = { readonly ok: true; readonly did: 'flipped' | 'nothing' } | WriteFailure;

const DESCRIPTION = 'While this exists, nlb-janitor changes nothing in this region. `nlb-janitor resume` deletes it.';

/** @param by ARN of whoever pauses it, as people will read it */
export async function pauseJanitor(client: SSMClient, now: Date, by: string): Promise<FlipResult> {
  const Value = `since ${now.toISOString().slice(0, 19)}Z by ${by}`;
  const input = { Name: PAUSE_PARAMETER, Value, Description: DESCRIPTION, Type: 'String', Tier: 'Standard' } as const;
  try {
    const answer = await client.send(new PutParameterCommand(input));
    // SAFETY: a proxy's 200 stops nothing.
    required(answer.Version, 'Version');
    return { ok: true, did: 'flipped' };
  } catch (error) {
    if (isNamed(error, 'ParameterAlreadyExists')) return { ok: true, did: 'nothing' };
    return writeFailure({ service: 'ssm', action: 'PutParameter' }, error);
  }
}

export async function resumeJanitor(client: SSMClient): Promise<FlipResult> {
  try {
    requireAws(await client.send(new DeleteParameterCommand({ Name: PAUSE_PARAMETER })));
    return { ok: true, did: 'flipped' };
  } catch (error) {
    if (isNamed(error, 'ParameterNotFound')) return { ok: true, did: 'nothing' };
    return writeFailure({ service: 'ssm', action: 'DeleteParameter' }, error);
  }
}
