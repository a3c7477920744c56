/** Whether people would hear of anything: the subscriptions of the topic, Slack's webhook, the chat, a test message. */
import type { DeployedChat, Listeners, SettingsBrief, TestMessage } from '../../model/deployment.ts';
import type { ChatSubscription } from '../../model/chat.ts';
import type { ApprovalPolicy } from '../../model/policy.ts';
import type { Reading } from '../../model/reading.ts';
import type { Subscription } from '../../model/subscription.ts';
import { chatListening, RENEW_DAYS, type ChatListening } from '../chat/listener.ts';
import { channelOf } from '../chat/test-nlb.ts';
import { whoHears } from '../report/listeners.ts';
import { shellWord } from '../commands.ts';
import { DAY_MS, dayOf } from '../time.ts';
import { count, listed } from '../words.ts';
import { checksOfReading, failure, notChecked, ok, unread, warning, type Check } from './check.ts';

const LISTENERS = { id: 'listeners', title: 'Who hears' };
const WEBHOOK = { id: 'slack-webhook', title: 'Slack webhook' };
const CHAT = { id: 'chat', title: 'Chat' };
const TEST = { id: 'test-message', title: 'Test message' };

/** What who hears depends on, beside the subscriptions. */
interface ListenerContext {
  /** Undefined: not known, so that silence counts as in mode delete. */
  readonly mode: SettingsBrief['mode'] | undefined;
  readonly approval: ApprovalPolicy;
  readonly region: string;
  /** Undefined without one. */
  readonly chat: DeployedChat | undefined;
  readonly now: Date;
}

export function listenerChecks(listeners: Reading<Listeners>, context: ListenerContext): readonly Check[] {
  const { mode, approval, region, chat, now } = context;
  return checksOfReading(LISTENERS, listeners, ({ confirmed, pending, topicArn }) => {
    const names = pending.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`);
    const waiting = names.length === 0 ? '' : `; not confirmed: ${listed(names)}`;
    const confirm =
      'click the link in the e-mail that AWS sent; where it is lost or older than two days, let AWS send it again';
    const again = pending.map(
      ({ protocol, endpoint }) =>
        `aws sns subscribe --region ${region} --topic-arn ${topicArn} --protocol ${shellWord(protocol)} --notification-endpoint ${shellWord(endpoint)}`,
    );
    const hears = whoHears(confirmed, approval, chat && listeningOf(chat, now));
    switch (hears.is) {
      case 'nobody': {
        const found = `${hears.why.split('. ')[0] ?? hears.why}${waiting}`;
        const todo = pending.length > 0 ? confirm : chat === undefined ? SUBSCRIBE : `${SUBSCRIBE}; ${OR_TEST}`;
        return [mode === 'report' ? warning(LISTENERS, found, todo, again) : failure(LISTENERS, found, todo, again)];
      }
      case 'unreadable':
        return [notChecked(LISTENERS, `${hears.why}${waiting}`, WAIT)];
      case 'chat-alone':
        return [ok(LISTENERS, `the chat alone, until ${dayOf(hears.until)}${waiting}`)];
      case 'subscribers': {
        const found = `${count(confirmed.length, 'confirmed subscription')} (${confirmed.map(inWords).join('; ')})`;
        return [pending.length > 0 ? warning(LISTENERS, `${found}${waiting}`, confirm, again) : ok(LISTENERS, found)];
      }
    }
  });
}

/** `https, with a filter policy` */
function inWords({ protocol, gets }: Subscription): string {
  switch (gets) {
    case 'all':
      return protocol;
    case 'some':
      return `${protocol}, with a filter policy`;
    case 'unknown':
      return `${protocol}, of another account`;
  }
}

const SUBSCRIBE = 'subscribe an e-mail address without a filter policy, and confirm it: docs/settings.md#emails';
const OR_TEST = 'or send a test card and answer it in the chat: docs/chat.md';

function listeningOf(chat: DeployedChat, now: Date): ChatListening {
  if (chat.settings === undefined) return { is: 'does-not', why: 'the settings of the functions are not known' };
  return chatListening(chat, channelOf(chat.settings), now);
}

/** The webhook itself is never shown. */
export function webhookChecks(webhook: Reading<'https-url'> | undefined): readonly Check[] {
  if (webhook === undefined) return [];
  if (webhook.ok)
    return [
      ok(WEBHOOK, 'the secret can be read and holds an https URL; only a test message shows that Slack takes it'),
    ];
  if (webhook.cause === 'denied') {
    return [
      notChecked(
        WEBHOOK,
        webhook.why,
        'ReadOnlyAccess may not read secrets; see whether a test message arrives instead',
        [SEND_TEST],
      ),
    ];
  }
  if (webhook.cause === 'unreachable') return [unread(WEBHOOK, webhook)];
  return [failure(WEBHOOK, webhook.why, 'store the URL of the incoming webhook there: docs/settings.md#slack')];
}

/** Whoever listens by e-mail hears without it, so that it is no failure. */
export function chatChecks(chat: DeployedChat | undefined, now: Date): readonly Check[] {
  if (chat === undefined) return [];
  return checksOfReading(CHAT, chat.subscription, (subscription) => {
    if (subscription !== 'all') return [lostCards(chat, subscription)];
    const listening = listeningOf(chat, now);
    switch (listening.is) {
      case 'unreadable':
        return [notChecked(CHAT, listening.why, WAIT)];
      case 'does-not':
        return [ok(CHAT, `${JOINED}; it does not count as a listener (${listening.why})`)];
      case 'listens':
        return [listeningCheck(listening.until, now)];
    }
  });
}

function listeningCheck(until: Date, now: Date): Check {
  const found = `${JOINED}; it counts as a listener until ${dayOf(until)}`;
  const isSoonOver = until.getTime() - now.getTime() < RENEW_DAYS * DAY_MS;
  return isSoonOver ? warning(CHAT, found, 'answer another test card before that day', [SEND_TEST]) : ok(CHAT, found);
}

const JOINED = 'Amazon Q has subscribed to the topic of the cards';
const SEND_TEST = 'npx nlb-janitor doctor --test-message';
const WAIT = 'after an answer wait for a quarter of an hour; otherwise ask whoever may read the bucket and CloudTrail';

function lostCards({ topicArn }: DeployedChat, subscription: Exclude<ChatSubscription, 'all'>): Check {
  switch (subscription) {
    case 'none':
      return warning(
        CHAT,
        `Amazon Q has not subscribed to ${topicArn}: nobody sees the cards with the buttons`,
        'let Amazon Q into the workspace, in its console, and deploy the stack that owns the channel; where the channel is configured by hand, add the topic there: docs/chat.md',
      );
    case 'some':
      return warning(
        CHAT,
        `the subscription of Amazon Q to ${topicArn} has a filter policy: cards may not arrive`,
        'take the filter policy away, in the console of SNS',
      );
    case 'unknown':
      return warning(
        CHAT,
        `the subscription of Amazon Q to ${topicArn} belongs to another account: cards may not arrive`,
        'take the topic out of the channel of that account, and let Amazon Q of this one subscribe: docs/chat.md',
      );
  }
}

export function testMessageChecks(message: TestMessage): readonly Check[] {
  switch (message.is) {
    case 'not-asked':
      return [];
    case 'sent':
      return [ok(TEST, 'SNS took it: look whether it arrived in every mailbox and chat')];
    case 'failed':
      return [failure(TEST, message.why, 'a test message takes the right sns:Publish on the topic')];
  }
}
