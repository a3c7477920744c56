/** Mutations of lambda/tell. */
import { of, type Mutation } from './rows.ts';

export const TELL: readonly Mutation[] = [
  ...of('lambda/tell/tell.ts', 'test/tell/tell.test.ts', [
    ['      failures.push(published.why);\n      continue;', '      failures.push(published.why);'],
    [
      'const heard = told.map((entry) => newsOf.get(entry)).filter((one) => one !== undefined);',
      'const heard = [...newsOf.values()];',
    ],
    ['const told = cards === undefined ? entries : cards.posted;', 'const told = entries;'],
    ['news.filter(isWrittenDownUnheard)', 'news'],
  ]),
  ...of('lambda/tell/hearing.ts', 'test/tell/tell.test.ts', [
    [
      "if (!subscriptions.ok) return { is: 'nobody', why: subscriptions.why, subscriptions: undefined };",
      "if (!subscriptions.ok) return { is: 'subscribers' };",
    ],
    ['if (chat !== undefined && chatFault === undefined)', 'if (chat !== undefined)'],
  ]),
  ...of('lambda/tell/write-down.ts', 'test/tell/write-down.test.ts', [
    [
      "    case 'quarantined':\n    case 'deleted':\n    case 'left-behind':",
      "    case 'quarantined':\n      return true;\n    case 'deleted':\n    case 'left-behind':",
    ],
    [
      'noticeWrite(candidate, tags, heardAt, now(), settings)',
      'noticeWrite(candidate, candidate.orphan.tags, heardAt, now(), settings)',
    ],
    ['keysToRelease(tags)', '[...tags.keys()]'],
  ]),
  ...of('lambda/tell/tell.ts', 'test/sweep/notice.test.ts', [
    ['writeAllDown(heard, now(), settings', 'writeAllDown(heard, frame.at, settings'],
  ]),
];
