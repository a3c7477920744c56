/**
 * A batch of queue messages → the scope of one run, and what each message was taken for. Pure. A message that cannot be
 * read neither stops the others nor adds anything to the scope.
 */
import { mergeScopes, type Scope } from '../scope.ts';
import { isRecord, shown } from '../fields.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import type { Self, Trigger } from './outcome.ts';
import { parseTrigger } from './trigger.ts';

export interface Batch {
  /** Undefined when no message asks for a run. */
  readonly scope: Scope | undefined;
  /** One for each message, in their order. */
  readonly triggers: readonly (Trigger & { readonly messageId: string })[];
}

/** @param event what Lambda hands over: `{ Records: [{ messageId, body }] }` (Lambda guide, "Using Lambda with Amazon SQS") */
export function readBatch(event: unknown, self: Self): Batch {
  const records = isRecord(event) ? event['Records'] : undefined;
  if (!Array.isArray(records)) {
    const because = 'it did not come through the queue: send it there, so that one run follows the other';
    return { scope: undefined, triggers: [{ is: 'unreadable', because, messageId: 'none' }] };
  }
  const triggers = records.map((record: unknown) => {
    const { messageId, body } = isRecord(record) ? record : {};
    return { ...parseTrigger(parsedJson(body), self), messageId: shown(messageId) };
  });
  const scopes = triggers.flatMap((trigger) => (trigger.is === 'run' ? [trigger.scope] : []));
  return { scope: scopes.length === 0 ? undefined : mergeScopes(scopes), triggers };
}
