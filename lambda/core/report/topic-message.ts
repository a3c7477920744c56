/**
 * What arrives on the topic → what Slack shows: the janitor's digests, CloudWatch alarms, and anything else as plain
 * text.
 * Pure. Never throws: a message that cannot be read is shown as it is, since silence would be worse.
 */
import type { Digest } from './entries.ts';
import { slackMessageOf, type SlackMessage } from './chat.ts';

const MOST_PLAIN_CHARACTERS = 3000;

export function slackMessageFor(subject: string, body: string): SlackMessage {
  const parsed = parse(body);
  if (isDigest(parsed)) {
    try {
      return slackMessageOf(parsed, subject);
    } catch {
      // A digest of a later version: its text is better than nothing.
    }
  }
  if (isAlarm(parsed)) {
    const { AlarmName, NewStateValue, NewStateReason } = parsed;
    return plain(`Alarm ${AlarmName}: ${NewStateValue}`, NewStateReason);
  }
  return plain(subject, body);
}

function plain(title: string, text: string): SlackMessage {
  const shown = text.slice(0, MOST_PLAIN_CHARACTERS - 100);
  return {
    text: title,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) || 'nlb-janitor' } },
      { type: 'section', text: { type: 'plain_text', text: shown === '' ? '(no text)' : shown } },
    ],
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isDigest(value: unknown): value is Digest {
  return (
    isRecord(value) && value['version'] === 1 && Array.isArray(value['entries']) && typeof value['region'] === 'string'
  );
}

function isAlarm(value: unknown): value is { AlarmName: string; NewStateValue: string; NewStateReason: string } {
  return (
    isRecord(value) &&
    ['AlarmName', 'NewStateValue', 'NewStateReason'].every((field) => typeof value[field] === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
