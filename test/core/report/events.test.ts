/** The events as values: their forms, what of a run they tell, and what nobody can write into them. */
import { readFileSync } from 'node:fs';
import { EVENT_DETAILS, EVENT_SCHEMA_FILE, eventJsonSchema } from '../../../infra/event-json-schema.ts';
import { RULES } from '../../../infra/rules.ts';
import { reapEvents, sweepCompleted, sweepEvents, type EventFrame } from '../../../lambda/core/report/events.ts';
import { EVENT_SOURCE, REAP_EVENTS, SWEEP_EVENTS, type JanitorEvent } from '../../../lambda/model/event.ts';
import type { News, Outcome } from '../../../lambda/model/outcome.ts';
import { aLoadBalancer, ACCOUNT, facts, NOW, REGION } from '../../support/builders.ts';
import { RAW } from '../../support/hostile.ts';
import { aCandidate, aMadeDeletion, anOrphanOf } from '../../support/news.ts';
import { matchesEvent } from '../../infra/support/event-pattern.ts';

const FRAME: EventFrame = {
  account: ACCOUNT,
  region: REGION,
  mode: 'delete',
  at: NOW,
  ownerTagKeys: ['team'],
  bucket: 'snapshots',
};
const { arn, name } = aLoadBalancer();
const verdict = anOrphanOf();
const QUARANTINED: Outcome = {
  arn,
  name,
  did: 'quarantined',
  quarantinedAt: NOW,
  candidate: aCandidate(),
  restartedBecause: undefined,
};
const RELEASED: Outcome = { arn, name, did: 'released', verdict };
const DELETED: Outcome = { arn, name, did: 'deleted', record: aMadeDeletion() };
const FAILED: Outcome = { arn, name, did: 'failed', what: 'was not deleted', why: 'no' };
const SPARED: Outcome = { arn, name, did: 'spared', why: 'it is gone' };
const WAITS: Outcome = { arn, name, did: 'not-attempted', why: 'later' };
const APPROVED: News = {
  is: 'answered',
  verdict,
  answered: { word: 'approved', event: undefined, doesNotCount: undefined },
  notBefore: NOW,
};

const typesOf = (events: readonly JanitorEvent[]): readonly string[] => events.map(({ type }) => type);
const detailOf = (events: readonly JanitorEvent[]): Record<string, unknown> =>
  JSON.parse(events[0]?.detail ?? '') as Record<string, unknown>;
const COMPLETED = sweepCompleted(
  { scope: { is: 'everything' }, isPaused: false, figures: {}, outcomes: [FAILED], failures: ['x'] },
  FRAME,
);

it('each function says its own, and of what it did not do nothing', () => {
  const outcomes = [QUARANTINED, RELEASED, DELETED, FAILED, SPARED, WAITS];
  expect(typesOf(sweepEvents(outcomes, [APPROVED], FRAME))).toEqual(
    SWEEP_EVENTS.filter((type) => type !== 'Sweep Completed').toSorted(
      (one, other) => ORDER.indexOf(one) - ORDER.indexOf(other),
    ),
  );
  expect(typesOf(reapEvents(outcomes, [verdict], FRAME))).toEqual(REAP_EVENTS);
});
const ORDER = ['NLB Quarantined', 'NLB Released', 'NLB Approved'];

it('of single NLBs nothing is said in mode report', () => {
  expect(sweepEvents([QUARANTINED, RELEASED], [APPROVED], { ...FRAME, mode: 'report' })).toEqual([]);
});

it.each<[string, News]>([
  ['a no', { ...APPROVED, answered: { ...APPROVED.answered, word: 'rejected' } }],
  ['an approval that does not count', { ...APPROVED, answered: { ...APPROVED.answered, doesNotCount: 'too early' } }],
  ['other news', { is: 'breaker-refused', why: 'too many' }],
])('%s is no approval', (_, news) => {
  expect(sweepEvents([], [news], FRAME)).toEqual([]);
});

it('each names its NLB as the one resource; the end of a sweep names none', () => {
  for (const { resources } of [...sweepEvents([QUARANTINED], [APPROVED], FRAME), ...reapEvents([DELETED], [], FRAME)]) {
    expect(resources).toEqual([arn]);
  }
  expect(COMPLETED).toMatchObject({ resources: [], at: NOW });
  expect(detailOf([COMPLETED])).toMatchObject({ failures: 2 });
});

it('a delete that failed says whose NLB it was, as far as this run knows', () => {
  expect(detailOf(reapEvents([FAILED], [verdict], FRAME))).toMatchObject({ cluster: 'prod', service: 'payments/api' });
  expect(detailOf(reapEvents([FAILED], [], FRAME))).toMatchObject({ arn, name, cluster: null, service: null });
});

it('holds no raw character, whatever was written, and stays JSON', () => {
  const hostile = 'a\u001b[2J\u0000\u202e\n"\\b\ud800';
  const record = aMadeDeletion({ name: hostile, service: hostile, tags: new Map([['team', hostile]]) });
  const events = [
    ...reapEvents(
      [
        { ...DELETED, record },
        { ...FAILED, why: hostile },
      ],
      [],
      FRAME,
    ),
    ...sweepEvents([{ ...QUARANTINED, restartedBecause: hostile }], [], FRAME),
  ];
  for (const { detail } of events) {
    expect(detail).not.toMatch(RAW);
    const texts = JSON.stringify(JSON.parse(detail), (_, value: unknown) =>
      typeof value === 'string' && RAW.test(value) ? 'RAW' : value,
    );
    expect(texts).not.toContain('RAW');
  }
  expect(detailOf(events)).toMatchObject({ service: 'a\\u{1b}[2J\\u{0}\\u{202e} "\\b\\u{d800}' });
});

it('has an end, however much was written, and never one in the middle of a character', () => {
  const why = `${'x'.repeat(998)}😀${'y'.repeat(5000)}`;
  const detail = detailOf(reapEvents([{ ...FAILED, why }], [], FRAME));
  expect(detail['why']).toBe(`${'x'.repeat(998)}…`);
  const companions = Array.from({ length: 50 }, (_, index) => ({
    arn: 'tg',
    name: `${index}`,
    did: 'left' as const,
    why: undefined,
  }));
  const record = aMadeDeletion({ companions });
  expect(detailOf(reapEvents([{ ...DELETED, record }], [], FRAME))['targetGroups']).toHaveLength(20);
});

it('has the form of the schema', () => {
  const events = [
    ...sweepEvents([QUARANTINED, RELEASED], [APPROVED], FRAME),
    ...reapEvents([DELETED, FAILED], [verdict], FRAME),
    COMPLETED,
  ];
  expect(new Set(typesOf(events))).toEqual(new Set(Object.keys(EVENT_DETAILS)));
  for (const { type, detail } of events) {
    expect([type, EVENT_DETAILS[type].safeParse(JSON.parse(detail)).error]).toEqual([type, undefined]);
  }
});

describe('the JSON schema', () => {
  it('is what is committed; `npm run schema` writes it anew', () => {
    expect(JSON.parse(readFileSync(EVENT_SCHEMA_FILE, 'utf8'))).toEqual(eventJsonSchema());
  });

  it('forbids no field that may come', () => {
    expect(JSON.stringify(eventJsonSchema())).not.toContain('additionalProperties');
  });

  it('fits the example of docs/events.md', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/events.md', 'utf8')) ?? [];
    const example = JSON.parse(json) as { source: string; detail: unknown; resources: readonly string[] };
    expect(example).toMatchObject({ source: EVENT_SOURCE, 'detail-type': 'NLB Quarantined' });
    expect(EVENT_DETAILS['NLB Quarantined'].safeParse(example.detail).error).toBeUndefined();
    expect(example.resources).toEqual([(example.detail as { arn: string }).arn]);
  });
});

it('no rule of the stack listens to them: it would wake the janitor by what it did', () => {
  for (const { type, resources, detail } of [...sweepEvents([QUARANTINED], [], FRAME), COMPLETED]) {
    const event = { source: EVENT_SOURCE, 'detail-type': type, resources, detail: JSON.parse(detail) };
    for (const { pattern } of RULES) expect(matchesEvent(pattern, event)).toBe(false);
  }
  expect(RULES.length).toBeGreaterThan(0);
});

it('facts of the builders are an orphan, so that the forms above are real', () => {
  expect(anOrphanOf(facts()).loadBalancer.arn).toBe(arn);
});
