/** Mutations of lambda/tell. */
import { of, type Mutation } from './rows.ts';

export const TELL: readonly Mutation[] = [
  ...of('lambda/tell/tell.ts', 'test/tell/tell.test.ts', [
    ['      failures.push(why);\n      continue;', '      failures.push(why);'],
    ['await heardOf(entries);', 'await heardOf(digest.entries);'],
    ['news.filter(isWrittenDownUnheard)', 'news'],
  ]),
  ...of('lambda/tell/cards.ts', 'test/tell/tell.test.ts', [
    ['if (result.ok) await posted(entry);', "if (result.ok || digest.region !== '') await posted(entry);"],
  ]),
  ...of('lambda/tell/chat-renewal.ts', 'test/tell/chat-renewal.test.ts', [
    ['if (isProved) return', 'if (recorded.ok) return'],
  ]),
  ...of('lambda/tell/hearing.ts', 'test/tell/tell.test.ts', [
    ["if (!read.ok) return { is: 'unreadable', why: read.why };", "if (!read.ok) return { is: 'subscribers' };"],
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
