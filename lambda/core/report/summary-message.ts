/**
 * The summary as one SNS message. Pure. SNS takes 256 KB for all forms together: where that is not enough, fewer are named,
 * and more are counted.
 */
import { attributesOfSummary, type Attributes } from './attributes.ts';
import { utf8Bytes } from './messages.ts';
import { plainJson } from './plain-text.ts';
import type { Summary } from './summary-form.ts';
import { summaryCard } from './summary-card.ts';
import { summaryText } from './summary-text.ts';
import { summarySubject } from './summary-words.ts';

export interface SummaryMessage {
  readonly subject: string;
  readonly text: string;
  readonly json: string;
  readonly attributes: Attributes;
  /** For the topic of the chat. */
  readonly card: string;
}

/** Leaves room for the subject, and for an envelope. */
const MOST_BYTES = 200_000;
const MOST_NAMED = 20;

/** @param named the summary with so many named of each kind */
export function summaryMessage(named: (most: number) => Summary): SummaryMessage {
  for (let most = MOST_NAMED; ; most = Math.floor(most / 2)) {
    const summary = named(most);
    const text = summaryText(summary);
    const json = plainJson(JSON.stringify(summary));
    // SNS takes both as texts in one JSON text.
    if (most === 0 || utf8Bytes(JSON.stringify({ default: json, email: text })) <= MOST_BYTES) {
      const attributes = attributesOfSummary(summary);
      return { subject: summarySubject(summary), text, json, attributes, card: summaryCard(summary) };
    }
  }
}
