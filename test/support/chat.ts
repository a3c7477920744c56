/** A life in which nobody is subscribed to the notices and Amazon Q is to the cards, and what came into the chat. */
import { FILLED_IN } from '../infra/support/sample-settings.ts';
import { Life } from './life.ts';

export const AMAZON_Q = {
  protocol: 'https',
  endpoint: 'https://global.sns-api.chatbot.amazonaws.com',
  confirmed: true,
} as const;

export interface Card {
  readonly content: { readonly title: string; readonly description: string };
  readonly metadata: { readonly threadId: string; readonly additionalContext?: Readonly<Record<string, string>> };
}

export function chatAlone(settings: Readonly<Record<string, unknown>> = {}): Life {
  const life = new Life({ chat: FILLED_IN.chat, ...settings });
  life.account.topic.unsubscribe({ protocol: 'email', endpoint: 'team@shop.example' });
  life.account.chatTopic.subscribe(AMAZON_Q);
  return life;
}

/** Oldest first. */
export function cardsOf(life: Life): readonly Card[] {
  return life.account.chatTopic.messages.map(({ forms }) => JSON.parse(forms['default'] ?? '') as Card);
}

export function titlesOf(life: Life): readonly string[] {
  return cardsOf(life).map(({ content }) => content.title);
}
