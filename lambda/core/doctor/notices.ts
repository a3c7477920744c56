/** Whether people would hear of anything: the subscriptions of the topic, Slack's webhook, the chat, a test message. */
import type { ChatSubscription, Listeners, SettingsBrief, TestMessage } from '../../model/deployment.ts';
import type { ApprovalPolicy } from '../../model/policy.ts';
import type { Reading } from '../../model/reading.ts';
import type { Subscription } from '../../model/subscription.ts';
import { whyNobodyListens } from '../report/listeners.ts';
import { shellWord } from '../commands.ts';
import { count, listed } from '../words.ts';
import { checksOfReading, failure, notChecked, ok, unread, warning, type Check } from './check.ts';

const LISTENERS = { id: 'listeners', title: 'Who hears' };
const WEBHOOK = { id: 'slack-webhook', title: 'Slack webhook' };
const CHAT = { id: 'chat', title: 'Chat' };
const TEST = { id: 'test-message', title: 'Test message' };

interface Hearing {
  /** Undefined: not known, so that silence counts as in mode delete. */
  readonly mode: SettingsBrief['mode'] | undefined;
  readonly approval: ApprovalPolicy;
  readonly region: string;
}

export function listenerChecks(listeners: Reading<Listeners>, { mode, approval, region }: Hearing): readonly Check[] {
  return checksOfReading(LISTENERS, listeners, ({ confirmed, pending, topicArn }) => {
    const names = pending.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`);
    const waiting = names.length === 0 ? '' : `; not confirmed: ${listed(names)}`;
    const confirm =
      'click the link in the e-mail that AWS sent; where it is lost or older than two days, let AWS send it again';
    const again = pending.map(
      ({ protocol, endpoint }) =>
        `aws sns subscribe --region ${region} --topic-arn ${topicArn} --protocol ${shellWord(protocol)} --notification-endpoint ${shellWord(endpoint)}`,
    );
    const why = whyNobodyListens(confirmed, approval);
    if (why !== undefined) {
      const found = `${why.split('. ')[0] ?? why}${waiting}`;
      const todo = pending.length > 0 ? confirm : SUBSCRIBE;
      return [mode === 'report' ? warning(LISTENERS, found, todo, again) : failure(LISTENERS, found, todo, again)];
    }
    const protocols = confirmed.map(inWords).join('; ');
    const found = `${count(confirmed.length, 'confirmed subscription')} (${protocols})`;
    return [pending.length > 0 ? warning(LISTENERS, `${found}${waiting}`, confirm, again) : ok(LISTENERS, found)];
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
        ['npx nlb-janitor doctor --test-message'],
      ),
    ];
  }
  if (webhook.cause === 'unreachable') return [unread(WEBHOOK, webhook)];
  return [failure(WEBHOOK, webhook.why, 'store the URL of the incoming webhook there: docs/settings.md#slack')];
}

/** Notices count without it, so that it is no failure. */
export function chatChecks(chat: Reading<ChatSubscription> | undefined): readonly Check[] {
  if (chat === undefined) return [];
  return checksOfReading(CHAT, chat, ({ topicArn, isJoined }) => [
    isJoined
      ? ok(CHAT, 'Amazon Q has subscribed to the topic of the cards; only a test message shows that they arrive')
      : warning(
          CHAT,
          `Amazon Q has not subscribed to ${topicArn}: nobody sees the cards with the buttons`,
          'let Amazon Q into the workspace, in its console, and deploy the stack that owns the channel; where the channel is configured by hand, add the topic there: docs/chat.md',
        ),
  ]);
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
