/** The mail that says that it is a test. Pure. */
import type { Place } from '../place.ts';

export function testMessage({ account, region }: Place): { readonly subject: string; readonly text: string } {
  return {
    subject: `nlb-janitor test message, account ${account}, ${region}`,
    text: [
      'This is a test message of nlb-janitor. Nothing is quarantined or deleted by it, and there is nothing to do.',
      `It was sent by "nlb-janitor doctor --test-message" for account ${account}, region ${region}.`,
      'Notices and alarms of the janitor come the same way.',
    ].join('\n'),
  };
}
