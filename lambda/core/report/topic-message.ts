/**
 * What arrives on the topic → what Slack shows: the janitor's digests and summaries, CloudWatch alarms, and anything else as plain
 * text. Pure. Never throws: a message that cannot be read is shown as it is, since silence would be worse.
 */
import { alarmMessageOf, type Alarm } from './alarm-card.ts';
import { slackMessageOf, type SlackMessage } from './chat.ts';
import type { Digest } from './entries.ts';
import { plainLines, plainText } from './plain-text.ts';
import { header, plainSection } from './slack-blocks.ts';
import { prose } from './slack-text.ts';
import { summarySlackMessage } from './summary-chat.ts';
import type { Summary } from './summary-form.ts';

export function slackMessageFor(subject: string, body: string): SlackMessage {
  const parsed = parse(body);
  if (isDigest(parsed)) {
    try {
      return slackMessageOf(parsed, subject);
    } catch {
      // A digest of a later version: its text is better than nothing.
    }
  }
  if (isSummary(parsed)) {
    try {
      return summarySlackMessage(parsed, subject);
    } catch {
      // A summary of a later version.
    }
  }
  return isAlarm(parsed) ? alarmMessageOf(parsed) : plain(subject, body);
}

/** Whoever may publish on the topic wrote this. */
function plain(subject: string, body: string): SlackMessage {
  const title = plainText(subject).trim() || 'nlb-janitor';
  return { text: prose(title), blocks: [header(title), plainSection(plainLines(body).trim() || '(no text)')] };
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

function isSummary(value: unknown): value is Summary {
  return isRecord(value) && value['version'] === 1 && value['kind'] === 'summary';
}

function isAlarm(value: unknown): value is Alarm {
  return (
    isRecord(value) &&
    ['AlarmName', 'NewStateValue', 'NewStateReason'].every((field) => typeof value[field] === 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
