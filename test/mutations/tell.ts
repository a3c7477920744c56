/** Mutations of lambda/tell. */
import { of, type Mutation } from './rows.ts';

export const TELL: readonly Mutation[] = [
  ...of('lambda/tell/tell.ts', 'test/tell/tell.test.ts', [
    [
      'if (!subscriptions.ok) return done([subscriptions.why]);',
      "if (!subscriptions.ok) Object.assign(subscriptions, { value: [{ protocol: 'email', gets: 'all' }] });",
    ],
    ['      failures.push(published.why);\n      continue;', '      failures.push(published.why);'],
    [
      'const heard = entries.map((entry) => newsOf.get(entry)).filter((one) => one !== undefined);',
      'const heard = [...newsOf.values()];',
    ],
    ['news.filter(isWrittenDownUnheard)', 'news'],
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
