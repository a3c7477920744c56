/**
 * Asks the chat again before its last answer to a test card is over: once a week in the last two, so that nobody has to remember.
 * Where it did not answer before, nobody is asked: `doctor` sends the first card.
 */
import { answerHoldsUntil, RENEW_DAYS, TEST_CARD_DAYS, whyAnswerDoesNotCount } from '../core/chat/listener.ts';
import { channelOf } from '../core/chat/test-nlb.ts';
import { chatTestCard } from '../core/report/chat-test-card.ts';
import type { Scope } from '../core/scope.ts';
import { DAY_MS } from '../core/time.ts';
import type { Chat } from '../model/chat.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { ApprovalPolicy } from '../model/policy.ts';
import type { SweepWorld } from '../ports/world.ts';
import { CHAT_ANSWER_KEY, chatAnswerJson, readChatAnswer } from '../records/chat-answer.ts';

type RenewalWorld = Pick<SweepWorld, 'account' | 'region' | 'chat' | 'now'> & {
  readonly write: Pick<SweepWorld['write'], 'report'>;
};

export async function renewChatAnswer(
  scope: Scope,
  { chat: settings, approval }: { readonly chat: Chat | undefined; readonly approval: ApprovalPolicy },
  { account, region, chat, now, write }: RenewalWorld,
): Promise<Done> {
  if (scope.is !== 'everything' || settings === undefined || chat === undefined) return NOTHING_DONE;
  const stored = readChatAnswer(await chat.lastAnswer());
  // Whoever has something to tell says so.
  if (!stored.ok || stored.value === undefined) return NOTHING_DONE;
  const answer = stored.value;
  const sentAt = now();
  if (whyAnswerDoesNotCount(answer, channelOf(settings), sentAt) !== undefined) return NOTHING_DONE;
  const until = answerHoldsUntil(answer);
  if (until.getTime() - sentAt.getTime() >= RENEW_DAYS * DAY_MS) return NOTHING_DONE;
  const { renewalAskedAt } = answer;
  if (renewalAskedAt !== undefined && sentAt.getTime() - renewalAskedAt.getTime() < TEST_CARD_DAYS * DAY_MS) {
    return NOTHING_DONE;
  }
  // First, so that a run which cannot remember asks nobody, rather than in every hour.
  const remembered = await write.report.put(CHAT_ANSWER_KEY, chatAnswerJson({ ...answer, renewalAskedAt: sentAt }));
  if (!remembered.ok)
    return failed(`the chat was not asked again: ${CHAT_ANSWER_KEY} could not be stored: ${remembered.why}`);
  const posted = await chat.post(chatTestCard({ account, region, chat: settings, approval, sentAt, until }));
  return posted.ok ? NOTHING_DONE : failed(`the chat was not asked again: ${posted.why}`);
}

function failed(why: string): Done {
  return { ...NOTHING_DONE, failures: [why] };
}
