/**
 * A digest as Slack blocks: a header, then two blocks for each entry. Pure.
 * Limits: 50 blocks, 3,000 characters a section (docs.slack.dev/reference/block-kit/blocks); messages.ts keeps the first.
 */
import { dateTime } from '../words.ts';
import { answersFor, consoleUrl } from './answers.ts';
import type { Digest, Entry } from './entries.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly unknown[];
}

const MOST_SECTION_CHARACTERS = 2900;

export function slackMessageOf(digest: Digest, subject: string): SlackMessage {
  return {
    text: subject,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject.slice(0, 150) } },
      ...digest.entries.flatMap((entry) => [section(markdownOf(entry, digest)), context(answerLine(entry, digest))]),
    ],
  };
}

function markdownOf(entry: Entry, digest: Digest): string {
  switch (entry.kind) {
    case 'orphan': {
      const lines = [
        `*${escape(entry.name)}* looks orphaned: \`${entry.reason}\``,
        ...(entry.restartedBecause === null ? [] : [`_The window starts again: ${escape(entry.restartedBecause)}_`]),
        `Service \`${escape(entry.service ?? 'unknown')}\` in cluster \`${escape(entry.cluster ?? 'unknown')}\`, since ${dateTime(new Date(entry.since))}`,
        escape(entry.explanation),
        ...entry.cautions.map((caution) => `:warning: ${escape(caution)}`),
        `\`${escape(entry.dnsName)}\`, about USD ${entry.monthlyCostUsd.toFixed(2)} a month`,
        `Goes with it: ${entry.goesWithIt.length === 0 ? 'nothing else' : escape(entry.goesWithIt.join(', '))}`,
        ...entry.stays.map(({ name, why }) => `Stays: ${escape(name)} (${escape(why)})`),
        ...(entry.deadline === null
          ? []
          : [
              digest.approval === 'required'
                ? `*Deleted after ${dateTime(new Date(entry.deadline))}, if approved*`
                : `*Deleted after ${dateTime(new Date(entry.deadline))}*${entry.cautions.length > 0 ? ', only if approved' : ''}`,
            ]),
      ];
      return lines.join('\n');
    }
    case 'deleted':
      return [
        `*${escape(entry.name)}* ${entry.isFoundGone ? 'is gone; no answer came to the delete begun' : 'was deleted'} at ${dateTime(new Date(entry.deletedAt))} (\`${entry.reason}\`)`,
        ...entry.targetGroups.map(
          ({ name, did, why }) => `Target group ${escape(name)}: ${did}${why === null ? '' : `, ${escape(why)}`}`,
        ),
        `Saves about USD ${entry.monthlyCostUsd.toFixed(2)} a month`,
      ].join('\n');
    case 'released':
      return `*${escape(entry.name)}* was released: \`${entry.reason}\`\n${escape(entry.explanation)}`;
    case 'failed':
      return `:x: *${escape(entry.name)}*: ${escape(entry.what)}\n${escape(entry.why)}`;
    case 'refused':
      return `:no_entry: Deletes refused: ${escape(entry.why)}`;
  }
}

/** Incoming webhooks know no buttons that come back: a command and a link are what can be offered. */
function answerLine(entry: Entry, digest: Digest): string {
  switch (entry.kind) {
    case 'orphan': {
      const { approve, reject, keep } = answersFor(entry.arn, digest.region);
      const commands = [...(digest.mode === 'delete' ? [approve] : []), reject, keep];
      return `${commands.map((command) => `\`${command}\``).join('\n')}\n<${consoleUrl(entry.arn, digest.region)}|Console: tags>`;
    }
    case 'deleted':
      return `Snapshot: \`${escape(entry.snapshot)}\``;
    case 'released':
    case 'failed':
      return `<${consoleUrl(entry.arn, digest.region)}|Console>`;
    case 'refused':
      return 'What to do: docs/runbook.md, When something looks wrong.';
  }
}

function section(text: string): unknown {
  return { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, MOST_SECTION_CHARACTERS) } };
}

function context(text: string): unknown {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: text.slice(0, MOST_SECTION_CHARACTERS) }] };
}

/** docs.slack.dev: &, < and > are the three characters that mean something. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
