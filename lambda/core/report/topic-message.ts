/**
 * What arrives on the topic → what Slack shows: the janitor's digests and summaries, CloudWatch alarms, and anything else as plain
 * text. Pure. Never throws: a message that cannot be read is shown as it is, since silence would be worse.
 */
import type { Digest } from './entries.ts';
import { plainLines, plainText } from './plain-text.ts';
import { prose, unmarked } from './slack-text.ts';
import { slackMessageOf, type SlackMessage } from './chat.ts';
import { summarySlackMessage } from './summary-chat.ts';
import type { Summary } from './summary.ts';

const MOST_TITLE_CHARACTERS = 150;
const MOST_PLAIN_CHARACTERS = 2900;

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
  if (isAlarm(parsed)) {
    const { AlarmName, NewStateValue, NewStateReason } = parsed;
    return plain(`Alarm ${AlarmName}: ${NewStateValue}`, plainText(NewStateReason));
  }
  return plain(subject, body);
}

/** Whoever may publish on the topic, or name an alarm, wrote this. */
function plain(subject: string, body: string): SlackMessage {
  const title = plainText(subject);
  return {
    text: prose(title),
    blocks: [
      { type: 'header', text: unmarked(title || 'nlb-janitor', MOST_TITLE_CHARACTERS) },
      { type: 'section', text: unmarked(plainLines(body) || '(no text)', MOST_PLAIN_CHARACTERS) },
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

function isSummary(value: unknown): value is Summary {
  return isRecord(value) && value['version'] === 1 && value['kind'] === 'summary';
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
