/**
 * A digest as Slack blocks: a header, then two blocks for each entry. Pure.
 * Limits: 50 blocks, 3,000 characters a section (docs.slack.dev/reference/block-kit/blocks); messages.ts keeps the first.
 */
import { dateTime } from '../words.ts';
import { answersFor, consoleUrl } from './answers.ts';
import type { Digest, Entry } from './entries.ts';
import { plainly, plainText } from './plain-text.ts';
import { costInWords } from './prices.ts';
import { code, link, markup, prose, unmarked } from './slack-text.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly unknown[];
}

const MOST_HEADER_CHARACTERS = 150;

export function slackMessageOf(written: Digest, title: string): SlackMessage {
  const digest = plainly(written);
  const subject = plainText(title);
  return {
    text: prose(subject),
    blocks: [
      { type: 'header', text: unmarked(subject, MOST_HEADER_CHARACTERS) },
      ...digest.entries.flatMap((entry) => [section(markdownOf(entry, digest)), context(answerLine(entry, digest))]),
    ],
  };
}

function markdownOf(entry: Entry, digest: Digest): string {
  switch (entry.kind) {
    case 'orphan': {
      const lines = [
        `*${prose(entry.name)}* looks orphaned: ${code(entry.reason)}`,
        ...(entry.restartedBecause === null ? [] : [`_The window starts again: ${prose(entry.restartedBecause)}_`]),
        `Service ${code(entry.service ?? 'unknown')} in cluster ${code(entry.cluster ?? 'unknown')}, since ${dateTime(new Date(entry.since))}`,
        prose(entry.explanation),
        ...entry.cautions.map((caution) => `:warning: ${prose(caution)}`),
        `${code(entry.dnsName)}, ${costInWords(entry.monthlyCostUsd)}`,
        `Goes with it: ${entry.goesWithIt.length === 0 ? 'nothing else' : prose(entry.goesWithIt.join(', '))}`,
        ...entry.stays.map(({ name, why }) => `Stays: ${prose(name)} (${prose(why)})`),
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
        `*${prose(entry.name)}* ${entry.isFoundGone ? 'is gone; no answer came to the delete begun' : 'was deleted'} at ${dateTime(new Date(entry.deletedAt))} (${code(entry.reason)})`,
        ...entry.targetGroups.map(
          ({ name, did, why }) => `Target group ${prose(name)}: ${prose(did)}${why === null ? '' : `, ${prose(why)}`}`,
        ),
        `Saves ${costInWords(entry.monthlyCostUsd)}`,
      ].join('\n');
    case 'left-behind':
      return [
        `*${prose(entry.name)}* left target groups behind. Delete them by hand if nobody uses them:`,
        ...entry.targetGroups.map(
          ({ name, arn, why }) => `${prose(name)}${why === null ? '' : `: ${prose(why)}`} ${code(arn)}`,
        ),
      ].join('\n');
    case 'reminder':
      return `*${prose(entry.service ?? entry.name)}* (${prose(entry.name)}) is deleted after ${dateTime(new Date(entry.deadline))}`;
    case 'answered':
      return `*${prose(entry.service ?? entry.name)}* (${prose(entry.name)}): ${prose(entry.answer)} by ${prose(entry.by ?? 'somebody')}`;
    case 'note':
      return `*${prose(entry.service ?? entry.name)}* (${prose(entry.name)}): ${prose(entry.why)}`;
    case 'released':
      return `*${prose(entry.name)}* was released: ${code(entry.reason)}\n${prose(entry.explanation)}`;
    case 'failed':
      return `:x: *${prose(entry.name)}*: ${prose(entry.what)}\n${prose(entry.why)}`;
    case 'refused':
      return `:no_entry: Deletes refused: ${prose(entry.why)}`;
  }
}

/** Incoming webhooks know no buttons that come back: a command and a link are what can be offered. */
function answerLine(entry: Entry, digest: Digest): string {
  switch (entry.kind) {
    case 'orphan': {
      const { approve, reject, keep } = answersFor(entry.arn, digest.region);
      const commands = [...(digest.mode === 'delete' ? [approve] : []), reject, keep];
      return `${commands.map((command) => code(command)).join('\n')}\n${link(consoleUrl(entry.arn, digest.region), 'Console: tags')}`;
    }
    case 'deleted':
    case 'left-behind':
      return `Snapshot: ${code(entry.snapshot)}`;
    case 'reminder':
    case 'answered':
    case 'note':
    case 'released':
    case 'failed':
      return link(consoleUrl(entry.arn, digest.region), 'Console');
    case 'refused':
      return 'What to do: docs/runbook.md, When something looks wrong.';
  }
}

function section(text: string): unknown {
  return { type: 'section', text: markup(text) };
}

function context(text: string): unknown {
  return { type: 'context', elements: [markup(text)] };
}
