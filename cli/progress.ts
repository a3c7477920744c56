/**
 * Progress on stderr, one line for each step that takes time, in the words of whoever waits. It says what the product
 * notes in its log; a note that is not known here is shown as it is.
 */
import { plainText } from '../lambda/core/report/plain-text.ts';
import { count } from '../lambda/core/words.ts';
import type { Journal } from '../lambda/ports/read.ts';

type Fields = Parameters<Journal['note']>[1] & object;

/** By the message of the note; undefined says nothing. */
const IN_WORDS: Readonly<Record<string, (fields: Fields) => string | undefined>> = {
  'listed load balancers': ({ all, network }) =>
    all === network
      ? `Found ${count(Number(all), 'Network Load Balancer')}`
      : `Found ${count(String(all), 'load balancer')}, ${network} of them Network Load Balancers`,
  // Of many clusters only the last: each is one call.
  'asked EKS': ({ number, of }) => (number === of ? `Asked EKS about ${count(Number(of), 'cluster')}` : undefined),
  'Services read': ({ cluster, number }) => `Read cluster ${cluster}: ${count(Number(number), 'Service')}`,
  'listed clusters': ({ number, complete }) =>
    complete === true
      ? `Reading every cluster of the region, ${number} in all`
      : `Reading the clusters of the region; the list is not complete (${number} so far)`,
  'looked up deleted clusters': ({ since }) => `Looked in CloudTrail for clusters deleted since ${since}`,
  'looked up deleted clusters in AWS Config': ({ clusters, found }) =>
    `Asked AWS Config about ${count(Number(clusters), 'lost cluster')}: ${count(Number(found), 'deletion')} on record`,
  'weighing by targets and traffic': ({ number }) =>
    `Reading targets and traffic of ${count(Number(number), 'load balancer')}`,
  'read would-be orphans': ({ read, of }) => `Read targets of ${read} of ${of} load balancers`,
};

export function progressJournal(say: (text: string) => void): Journal {
  return {
    note: (message, fields = {}) => {
      const words = Object.hasOwn(IN_WORDS, message) ? IN_WORDS[message] : undefined;
      const text = words === undefined ? asNoted(message, fields) : words(fields);
      if (text !== undefined) say(plainText(`  ${text}`));
    },
  };
}

/** Fields that nobody knows are left out. */
function asNoted(message: string, fields: Fields): string {
  const details = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
  return `${message}${details === '' ? '' : `: ${details}`}`;
}
