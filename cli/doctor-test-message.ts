/** The one thing that `doctor` can write: a message on the topic that says that it is a test. Loaded for --test-message alone. */
import { snsNotifier } from '../lambda/aws/sns-notifier.ts';
import type { SendTest } from './doctor.ts';
import { clientsFor } from './clients.ts';

export const sendTestMessage: SendTest = async ({ region, account, topicArn }, caller) => {
  const subject = `nlb-janitor test message, account ${account}, ${region}`;
  const text = [
    'This is a test message of nlb-janitor. Nothing is quarantined or deleted by it, and there is nothing to do.',
    `It was sent by "nlb-janitor doctor --test-message" for account ${account}, region ${region}.`,
    'Notices and alarms of the janitor come the same way.',
  ].join('\n');
  const attributes = { kind: ['test'], account: [account], region: [region] };
  const { sns } = clientsFor(region, caller);
  const result = await snsNotifier(sns, topicArn).publish({ subject, text, json: text, attributes });
  return result.ok ? { is: 'sent' } : { is: 'failed', why: result.why };
};
