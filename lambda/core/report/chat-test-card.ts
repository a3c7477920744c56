/** The card that says that it is a test: no button stands on it, since there is nothing to answer. Pure. */
import { chatMessageJson } from './chat-message.ts';
import { chatText } from './chat-words.ts';

/** JSON for the chat's topic. */
export function chatTestCard({ account, region }: { readonly account: string; readonly region: string }): string {
  const place = `account ${chatText(account, 20)}, ${chatText(region, 60)}`;
  const title = 'Test message of nlb-janitor';
  return chatMessageJson({
    title,
    description: `Sent by \`nlb-janitor doctor --test-message\` for ${place}. Nothing is quarantined or deleted by it, and there is nothing to do.\nCards of load balancers come the same way, with buttons.`,
    threadId: `nlb-janitor-test-${region}`,
    summary: title,
    actionContext: undefined,
  });
}
