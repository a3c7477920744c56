/** A card of the chat as HTML, near enough to judge it by: its title, its words, and the buttons that stand on it. */
import { z } from 'zod';
import { CARD_FIELDS, TEST_BUTTON, YES } from '../../lambda/model/chat.ts';
import { section } from '../../lambda/core/report/slack-blocks.ts';
import { blocksAsHtml, escapeHtml } from './block-kit-html.ts';

const CARD = z.object({
  content: z.object({ title: z.string(), description: z.string() }),
  metadata: z.object({ additionalContext: z.record(z.string(), z.string()).optional() }),
});

/** @param json as it goes to the topic of the chat */
export function chatCardAsHtml(json: string): string {
  const { content, metadata } = CARD.parse(JSON.parse(json));
  const fields = metadata.additionalContext ?? {};
  const buttons = [
    ...(fields[CARD_FIELDS.keeps] === YES ? ['Keep', 'Reject'] : []),
    ...(fields[CARD_FIELDS.approves] === YES ? ['Approve'] : []),
    ...(fields[CARD_FIELDS.tests] === YES ? [TEST_BUTTON] : []),
  ];
  return `<div class="slack card"><div class="message"><p class="author"><strong>${escapeHtml(content.title)}</strong></p>
${blocksAsHtml([section([content.description])])}
${buttons.map((text) => `<span class="button">${text}</span>`).join(' ')}</div></div>`;
}
