/**
 * What the kill switch shows after somebody flipped it. An answer of AWS to the flip is not enough: whoever pauses in an
 * emergency goes away from the terminal, and must not go for a switch that is not set.
 */
import type { SSMClient } from '@aws-sdk/client-ssm';
import { readSwitch, type SwitchAnswer } from '../lambda/aws/pause-switch.ts';
import type { Sleep } from './patience.ts';
import { readUntil } from './until-shown.ts';

/** `why`: that it does not show, or that it cannot be seen. */
export type Seen = { readonly ok: true; readonly value: SwitchAnswer } | { readonly ok: false; readonly why: string };

/** Waits for what was written to show. Never rejects. */
export async function switchShows(client: SSMClient, wanted: SwitchAnswer['is'], sleep: Sleep): Promise<Seen> {
  const reading = await readUntil(
    () => readSwitch(client),
    (one) => !one.ok || one.value.is === wanted,
    sleep,
  );
  if (!reading.ok) return { ok: false, why: `it was sent, but what came of it cannot be seen: ${reading.why}` };
  // SAFETY: a pause that AWS does not show stops nothing.
  if (reading.value.is === wanted) return reading;
  const shown = reading.value.is === 'set' ? 'is still paused' : 'is not paused';
  return {
    ok: false,
    why: `it was sent, but AWS says that it ${shown}: try again, and find out who else is changing it`,
  };
}
