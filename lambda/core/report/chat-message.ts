/**
 * A custom notification of Amazon Q Developer in chat applications, as JSON for the topic of the chat
 * (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html). Pure.
 */

import { plainLines, plainText } from './plain-text.ts';

/** AWS names no limit; Slack takes 3,000 characters of text in one section, and 150 in a header. */
export const MOST_DESCRIPTION_CHARACTERS = 2900;
export const MOST_TITLE_CHARACTERS = 150;

export interface ChatMessage {
  readonly title: string;
  /** In the chat's own markdown (chat-words.ts). */
  readonly description: string;
  /** Messages of one thread stand below each other. */
  readonly threadId: string;
  /** For notifications. */
  readonly summary: string;
  /** What the buttons are shown by and act on (model/chat.ts); undefined where none stands on it. */
  readonly actionContext: Readonly<Record<string, string>> | undefined;
}

export function chatMessageJson({ title, description, threadId, summary, actionContext }: ChatMessage): string {
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: plainText(title).slice(0, MOST_TITLE_CHARACTERS),
      description: plainLines(description),
    },
    metadata: {
      threadId: plainText(threadId),
      summary: plainText(summary).slice(0, MOST_TITLE_CHARACTERS),
      ...(actionContext === undefined
        ? { enableCustomActions: false }
        : { enableCustomActions: true, additionalContext: actionContext }),
    },
  });
}

/** Whole lines only: a cut through a line could leave code open. @param last lines that stand in any case */
export function withinLimit(lines: readonly string[], last: readonly string[] = []): string {
  const more = 'Cut short: `nlb-janitor scan` shows all of it.';
  const shown: string[] = [];
  const kept = last.reduce((sum, line) => sum + line.length + 1, 0);
  let room = MOST_DESCRIPTION_CHARACTERS - more.length - 1 - kept;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) return [...shown, more, ...last].join('\n');
    shown.push(line);
  }
  return [...shown, ...last].join('\n');
}
