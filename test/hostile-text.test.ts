/**
 * Whatever a person in the cluster or the account writes: no form of output holds a raw control or bidi character, and
 * no value breaks a line, mentions anybody or marks anything up.
 */
import fc from 'fast-check';
import { progressJournal } from '../cli/progress.ts';
import { renderHistory, renderHistoryJson } from '../cli/history.ts';
import { renderExplanation } from '../cli/render/explanation.ts';
import { scanPage } from '../lambda/core/report/html/page.ts';
import { renderJson } from '../cli/render/json.ts';
import { plain } from '../cli/render/layout.ts';
import { renderMarkdown } from '../cli/render/markdown.ts';
import { renderStatusJson } from '../cli/render/status-json.ts';
import { renderStatusMarkdown } from '../cli/render/status-markdown.ts';
import { renderStatusTable } from '../cli/render/status-table.ts';
import { renderTable } from '../cli/render/table.ts';
import { signalsOf } from '../lambda/core/explain/signals.ts';
import { slackMessageOf } from '../lambda/core/report/chat.ts';
import { textOf } from '../lambda/core/report/email.ts';
import { reapEvents } from '../lambda/core/report/events.ts';
import { messagesOf } from '../lambda/core/report/messages.ts';
import { chatAnsweredCard } from '../lambda/core/report/chat-test-card.ts';
import { customNotificationOf } from '../lambda/core/report/custom-notification.ts';
import { summaryCard } from '../lambda/core/report/summary-card.ts';
import { summaryMessage } from '../lambda/core/report/summary-message.ts';
import { summaryText } from '../lambda/core/report/summary-text.ts';
import { summarySubject } from '../lambda/core/report/summary-words.ts';
import { summaryOf } from '../lambda/core/report/summary.ts';
import type { Summary } from '../lambda/core/report/summary-form.ts';
import { judge } from '../lambda/core/judge/judge.ts';
import { NO_SUMMARY_YET } from '../lambda/model/state.ts';
import { statusOf } from '../lambda/core/report/status.ts';
import type { ScanReport } from '../lambda/core/report/scan.ts';
import { subjectOf } from '../lambda/core/report/subject.ts';
import { slackMessageFor } from '../lambda/core/report/topic-message.ts';
import type { DeletionRecord } from '../lambda/model/record.ts';
import {
  aLoadBalancer,
  aService,
  aView,
  facts,
  flowsOf,
  inspectionsOf,
  inTreeTags,
  SETTINGS,
  tagReading,
  unreadable,
  withServices,
} from './support/builders.ts';
import { digestOf, EVERY_KIND } from './support/digests.ts';
import { hostileText, poisoned, RAW } from './support/hostile.ts';
import { aMadeDeletion } from './support/news.ts';
import { nthLoadBalancer, REAP } from './support/quarantines.ts';
import { aScan, onlyOne, scanOf, together } from './support/scans.ts';

const L = aLoadBalancer();
const SCANNED = facts();
const PENDING = {
  'nlb-janitor/quarantined-at': '2026-02-20T00:00:00Z',
  'nlb-janitor/reason': 'service-gone',
  'nlb-janitor/evidence': '0123456789abcdef',
  'nlb-janitor/notified-at': '2026-02-20T00:05:00Z',
  'nlb-janitor/delete-after': '2026-02-27T00:05:00Z',
  'nlb-janitor/approval': 'approved',
  'nlb-janitor/approved-by': 'ada at 2026-02-21T08:00:00Z',
  'nlb-janitor/approval-event': 'event-1',
  'nlb-janitor/last-error': '2026-02-27T09:00:00Z denied no',
};
const FRAME = REAP;
const ONLY = { number: 1, of: 1 };
const SCAN = together(
  aScan(),
  aScan({ inspections: inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) }) }),
  aScan({ tagged: inTreeTags({ 'nlb-janitor/keep': 'yes' }) }),
  aScan({ tagged: inTreeTags({ ...PENDING, team: 'payments-team' }) }),
  aScan({ view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) }),
);
const DIGEST = digestOf(EVERY_KIND);
const SUMMARY: Summary = {
  ...summaryOf(SCANNED, judge(SCANNED, SETTINGS), REAP, {
    accountName: 'prod-account',
    helpUrl: undefined,
    bucket: 'bucket',
    memory: NO_SUMMARY_YET,
    pause: { is: 'paused', by: 'person', why: 'paused' },
    quarantinedNow: new Set([L.arn]),
    deleted: { ok: true, value: [aMadeDeletion({})] },
  }),
  unread: { items: [{ why: 'cluster prod: no answer', keeps: 2, fix: 'a fix' }], more: 0 },
  lostClusters: {
    items: [{ cluster: 'old', loadBalancers: 2, monthlyCostUsd: 5, signs: ['no target'], confirm: 'confirm' }],
    more: 1,
  },
};
const RECORDS: readonly DeletionRecord[] = [
  aMadeDeletion({ companions: [{ arn: 'tg', name: 'group', did: 'left', why: 'used' }] }),
];

function explained(text: string): string {
  const given = facts();
  const judged = onlyOne(scanOf(given));
  return renderExplanation(poisoned(judged, text), poisoned(signalsOf(judged, given), text), SCAN, plain);
}

function progress(text: string): string {
  const said: string[] = [];
  progressJournal((line) => void said.push(line)).note(`read cluster ${text}`, { cluster: text });
  return said.join('\n');
}

const summary = (text: string): Summary => ({ ...poisoned(SUMMARY, text), version: 1, kind: 'summary' });
const scan = (text: string): readonly ScanReport[] => [poisoned(SCAN, text)];
const digest = (text: string) => poisoned(DIGEST, text);
const alarm = (text: string) => ({ AlarmName: text, NewStateValue: text, NewStateReason: text });

/** One of each that may be shown. */
const STATUS = statusOf(
  {
    account: SCANNED.account,
    region: SCANNED.region,
    now: SCANNED.now,
    pause: { is: 'paused', by: 'person', why: 'paused' },
    loadBalancers: [nthLoadBalancer(1), nthLoadBalancer(2), nthLoadBalancer(3)],
    tags: new Map([
      [nthLoadBalancer(1).arn, tagReading(inTreeTags(PENDING))],
      [nthLoadBalancer(2).arn, tagReading(inTreeTags({ 'nlb-janitor/keep': 'until=2026-03-02' }))],
      [nthLoadBalancer(3).arn, unreadable('denied')],
    ]),
    bucket: { ok: true, value: { records: RECORDS, fleet: 10, takenToday: 0 } },
    days: 7,
  },
  REAP,
);

const EVENT_FRAME = {
  account: SCANNED.account,
  region: SCANNED.region,
  mode: 'delete',
  at: SCANNED.now,
  ownerTagKeys: [],
  bucket: undefined,
} as const;

/** What Amazon Q shows of a card. */
function parsed(card: string): string {
  const { content } = JSON.parse(card) as { content: Readonly<Record<string, string>> };
  // Lines are ours.
  return Object.values(content).join(' ').replaceAll('\n', ' ');
}

const FORMS: Readonly<Record<string, (text: string) => string>> = {
  'the table': (text) => renderTable(scan(text), REAP, plain),
  'the Markdown': (text) => renderMarkdown(scan(text), REAP),
  'the JSON of a scan': (text) =>
    renderJson(
      scan(text).map((report) => ({ region: 'eu-west-3', report })),
      FRAME,
    ),
  'the page': (text) =>
    scanPage(
      scan(text).map((report) => ({ region: text, report })),
      { ...REAP, ownerTagKeys: poisoned(['team'], text) },
    ),
  'the table of a status': (text) => renderStatusTable([poisoned(STATUS, text)], plain),
  'the Markdown of a status': (text) => renderStatusMarkdown([poisoned(STATUS, text)]),
  'the JSON of a status': (text) => renderStatusJson([{ region: 'eu-west-3', status: poisoned(STATUS, text) }]),
  'an explanation': explained,
  progress,
  'the history': (text) => renderHistory(poisoned(RECORDS, text), 3),
  'the JSON of the history': (text) => renderHistoryJson(poisoned(RECORDS, text)),
  'the e-mail': (text) => textOf(digest(text)),
  'its subject': (text) => subjectOf(digest(text), ONLY),
  'the JSON of a notice': (text) =>
    messagesOf(digest(text))
      .map(({ json }) => json)
      .join(''),
  'the mail of a summary': (text) => summaryText(summary(text)),
  'the subject of a summary': (text) => summarySubject({ ...SUMMARY, region: text }),
  'the JSON of a summary': (text) => summaryMessage(() => summary(text)).json,
  'a summary in Slack': (text) => textsOf(slackMessageFor(text, JSON.stringify(summary(text)))).join('\n'),
  'a summary in the chat': (text) => parsed(summaryCard(summary(text))),
  'a refusal in the chat': (text) => parsed(customNotificationOf({ kind: 'refused', why: text }, digest(text))),
  'an answer to a test card in the chat': (text) =>
    parsed(
      chatAnsweredCard({ account: text, region: text, by: text, sentAt: SCANNED.now, is: 'does-not-count', why: text }),
    ),
  'a notice in Slack': (text) => textsOf(slackMessageOf(digest(text), text)).join('\n'),
  'an event': (text) =>
    reapEvents([{ arn: text, name: text, did: 'deleted', record: poisoned(aMadeDeletion(), text) }], [], EVENT_FRAME)
      .map(({ detail }) => detail)
      .join(''),
  'an alarm in Slack': (text) => textsOf(slackMessageFor(text, JSON.stringify(alarm(text)))).join('\n'),
  'anything else in Slack': (text) => textsOf(slackMessageFor(text, text)).join('\n'),
};

describe.each(Object.entries(FORMS))('%s', (_form, shown) => {
  it('holds no raw character, whatever was written', () => {
    fc.assert(
      fc.property(hostileText, (text) => expect(shown(text)).not.toMatch(RAW)),
      { numRuns: 60 },
    );
  });

  it('does hold what was written when it is harmless', () => {
    expect(shown('Zebra')).toContain('Zebra');
  });
});

it.each([
  'the e-mail',
  'the history',
  'its subject',
  'progress',
  'a notice in Slack',
  'a summary in Slack',
  'an alarm in Slack',
  'the Markdown',
])('no value begins a line of its own: %s', (form) => {
  const shown = FORMS[form] ?? (() => '');
  const lines = (text: string): number => shown(text).split('\n').length;
  for (const text of ['\n', '\r', '\u2028', '\u0085', 'a\nb']) {
    expect(lines(text)).toBe(lines(text.replaceAll(/[^ab]/g, ' ')));
  }
});

it('an annotation and a tag are shown harmless all the way from the facts', () => {
  const loadBalancerType = 'nlb\u001b[2J\u0007\n\u202egpj';
  const given = facts({
    view: withServices(aService({ loadBalancerType })),
    tagged: inTreeTags({ note: 'a\u2028b' }),
  });
  const judged = onlyOne(scanOf(given));
  const shown = renderExplanation(judged, signalsOf(judged, given), SCAN, plain);
  // The signal is there, wrapped.
  expect(shown.replaceAll(/\s+/g, ' ')).toContain('aws-load-balancer-type nlb\\u{1b}[2J\\u{7} \\u{202e}gpj');
  expect(shown).toContain('note = a b');
  expect(shown).not.toMatch(RAW);
});

it('mentions nobody in Slack, and makes no link but the one to the console', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const message of [slackMessageOf(digest(text), text), slackMessageFor(text, text)]) {
        const marked = textObjectsOf(message).filter(({ type }) => type !== 'plain_text');
        for (const { text: said } of marked) expect(said.match(/<(?!https:\/\/)/g)).toBeNull();
      }
      const objects = textObjectsOf(slackMessageOf(digest(text), text)).filter(({ type }) => type === 'mrkdwn');
      expect(objects.map(({ verbatim }) => verbatim)).not.toContain(undefined);
    }),
  );
});

it('keeps the rows of the Markdown, and opens no element but its own', () => {
  // Which causes are told together depends on the text; each row has as many cells as the head of its table.
  const broken = (text: string): readonly string[] => {
    let head: number | undefined;
    return renderMarkdown(scan(text), REAP)
      .split('\n')
      .filter((line) => {
        const cells = line.startsWith('|') ? line.replaceAll(/\\[\\|]/g, '').split('|').length : undefined;
        if (cells === undefined || head === undefined) {
          head = cells;
          return false;
        }
        return cells !== head;
      });
  };
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(broken(text)).toEqual([]);
      const outsideOfCode = renderMarkdown(scan(text), REAP).replaceAll(/`[^`]*`/g, '');
      expect(outsideOfCode.match(/<(?!\/?span>)/g)).toBeNull();
    }),
  );
});

interface TextObject {
  readonly type: string;
  readonly text: string;
  readonly verbatim?: boolean;
}

/** Every text of a message, with the one for notifications. */
function textObjectsOf(message: { readonly text: string; readonly blocks: readonly unknown[] }): readonly TextObject[] {
  const found: TextObject[] = [{ type: 'notification', text: message.text }];
  JSON.stringify(message.blocks, (_key, value: unknown) => {
    if (isTextObject(value)) found.push(value);
    return value;
  });
  return found;
}

function isTextObject(value: unknown): value is TextObject {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

function textsOf(message: { readonly text: string; readonly blocks: readonly unknown[] }): readonly string[] {
  return textObjectsOf(message).map(({ text }) => text);
}
