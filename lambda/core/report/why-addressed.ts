/** Why a mail has come to its reader, as its last words. Pure. */
import { accountInWords } from './about.ts';
import { wrapped } from './columns.ts';
import type { Digest } from './entries.ts';

/** SNS adds a link below it that ends the subscription. */
export function whyAddressed(message: Pick<Digest, 'account' | 'accountName' | 'region'>): string {
  const place = `account ${accountInWords(message)}, region ${message.region}`;
  return wrapped(
    `You get this because this address is subscribed to the topic of nlb-janitor in ${place}.`,
    '',
    '    ',
  );
}
