/** What the summary says, how wide its mail is, and that it fits what SNS and Slack take. */
import { judge } from '../../../lambda/core/judge/judge.ts';
import { candidateOf } from '../../../lambda/core/plan/candidate.ts';
import { summarySlackMessage } from '../../../lambda/core/report/summary-chat.ts';
import { summaryMessage } from '../../../lambda/core/report/summary-message.ts';
import { summaryOf, type Happened } from '../../../lambda/core/report/summary.ts';
import type { Summary } from '../../../lambda/core/report/summary-form.ts';
import { summaryText } from '../../../lambda/core/report/summary-text.ts';
import { summarySubject } from '../../../lambda/core/report/summary-words.ts';
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import { NO_SUMMARY_YET } from '../../../lambda/model/state.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import { limitFaults, openMarkup } from '../../support/block-kit.ts';
import { facts, inTreeTags, SETTINGS, unreadable, type FactsPart } from '../../support/builders.ts';
import { poisoned } from '../../support/hostile.ts';
import { aMadeDeletion } from '../../support/news.ts';
import { REAP } from '../../support/quarantines.ts';

const QUIET: Happened = {
  accountName: undefined,
  helpUrl: undefined,
  bucket: undefined,
  memory: NO_SUMMARY_YET,
  pause: { is: 'running' },
  quarantinedNow: new Set(),
  deleted: { ok: true, value: [] },
};
const DELETE = { ...REAP, approval: 'required' } as const;

function summaryWith(part: FactsPart = {}, happened: Partial<Happened> = {}, settings: typeof REAP = DELETE): Summary {
  const given = facts(part);
  return summaryOf(given, judge(given, SETTINGS), settings, { ...QUIET, ...happened });
}

/** The tags of a quarantine that fits the orphan of the builders. */
function quarantined(part: Readonly<Record<string, string>> = {}, settings: typeof REAP = DELETE): FactsPart {
  const given = facts({ tagged: inTreeTags() });
  const [orphan] = judge(given, SETTINGS);
  if (orphan?.is !== 'orphan') throw new Error(`it is ${orphan?.is}: ${orphan?.explanation}`);
  const candidate = candidateOf(orphan, given.inspections, settings);
  if (!candidate.ok) throw new Error(candidate.why);
  return {
    tagged: inTreeTags({
      'nlb-janitor/quarantined-at': '2026-02-25T09:00:00Z',
      'nlb-janitor/reason': 'service-gone',
      'nlb-janitor/evidence': candidate.value.fingerprint,
      'nlb-janitor/notified-at': '2026-02-25T09:00:05Z',
      'nlb-janitor/delete-after': '2026-03-04T09:00:05Z',
      'nlb-janitor/approval': 'pending',
      ...part,
    }),
  };
}

const standing = ({ loadBalancers }: Summary): readonly unknown[] =>
  loadBalancers.flatMap((group) =>
    group.items.map(({ says, since, notBefore }) => [group.standing, since, notBefore, says]),
  );

const many = (number: number): Facts => {
  const given = facts();
  const [one] = given.loadBalancers;
  if (one === undefined) throw new Error('the builders made no load balancer');
  return { ...given, loadBalancers: Array.from({ length: number }, () => one) };
};
const manyOf = (number: number, most?: number): Summary => {
  const given = many(number);
  const [verdict] = judge(facts(), SETTINGS);
  if (verdict === undefined) throw new Error('nothing was judged');
  const verdicts = Array.from({ length: number }, () => verdict);
  return summaryOf(given, verdicts, { ...DELETE, mode: 'report' }, { ...QUIET, deleted: undefined }, most);
};

describe('whom it waits for', () => {
  it.each([
    ['a person', {}, ['waits', '2026-02-25T09:00:05Z', '2026-03-04T09:00:05Z', null]],
    [
      'its day, once approved',
      { 'nlb-janitor/approval': 'approved' },
      ['approved', '2026-02-25T09:00:05Z', '2026-03-04T09:00:05Z', 'Approved. Deleted after 2026-03-04 09:00 UTC.'],
    ],
    [
      'a person again, where the approval has expired',
      { 'nlb-janitor/approval': 'approved', 'nlb-janitor/approved-by': 'ada at 2026-01-20T09:00:00Z' },
      [
        'waits',
        '2026-02-25T09:00:05Z',
        '2026-03-04T09:00:05Z',
        'Its approval expired on 2026-02-19 09:00 UTC, 30 days after it was given: approve again.',
      ],
    ],
    [
      'a person, where the word is no answer',
      { 'nlb-janitor/approval': 'Approved' },
      ['waits', '2026-02-25T09:00:05Z', '2026-03-04T09:00:05Z', expect.stringContaining('a word that is no answer')],
    ],
    [
      'a sweep, when nothing that was told still holds',
      { 'nlb-janitor/evidence': '0123456789abcdef' },
      ['orphan', null, null, expect.stringContaining('What the finding rests on changed')],
    ],
    ['nobody who keeps it', { 'nlb-janitor/keep': 'true' }, ['left-alone', null, null, null]],
    ['nobody who keeps it for a while', { 'nlb-janitor/keep': 'until=2027-01-01' }, ['left-alone', null, null, null]],
    ['nobody who rejected it', { 'nlb-janitor/approval': 'rejected' }, ['left-alone', null, null, null]],
  ])('is %s', (_, tags, expected) => {
    expect(standing(summaryWith(quarantined(tags)))).toEqual([expected]);
  });

  it('is nobody in mode report, whatever the tags of an earlier mode say', () => {
    const given = summaryWith(quarantined(), { deleted: undefined }, { ...DELETE, mode: 'report' });
    expect(standing(given)).toEqual([['orphan', null, null, null]]);
    expect(given.deleted).toBeNull();
  });

  it('is CloudTrail, where approvers are named and it has not shown who approved', () => {
    const named = { ...DELETE, approvers: ['arn:aws:iam::123456789012:role/platform'] };
    expect(standing(summaryWith(quarantined({ 'nlb-janitor/approval': 'approved' }, named), {}, named))).toEqual([
      ['approved', '2026-02-25T09:00:05Z', '2026-03-04T09:00:05Z', expect.stringContaining('does not count yet')],
    ]);
  });

  it('is the hours of deletion, where its window ends outside of them', () => {
    const opensAt = new Date('2026-03-05T08:00:00Z');
    const hours = { ...DELETE, deletionHours: { isOpen: () => false, opensAt: () => opensAt } };
    expect(standing(summaryWith(quarantined({ 'nlb-janitor/approval': 'approved' }, hours), {}, hours))).toEqual([
      ['approved', '2026-02-25T09:00:05Z', '2026-03-05T08:00:00Z', 'Approved. Deleted after 2026-03-05 08:00 UTC.'],
    ]);
  });

  it('is a day, where approval is automatic', () => {
    const automatic = { ...DELETE, approval: 'automatic' } as const;
    expect(standing(summaryWith(quarantined({}, automatic), {}, automatic))).toEqual([
      [
        'automatic',
        '2026-02-25T09:00:05Z',
        '2026-03-04T09:00:05Z',
        'Deleted after 2026-03-04 09:00 UTC, and after a reminder, unless somebody keeps or rejects it.',
      ],
    ]);
  });

  describe('just quarantined,', () => {
    const now = '2026-03-01T10:05:00Z';
    const inAWeek = '2026-03-08T10:05:00Z';
    const justNow = (settings: typeof REAP, part: FactsPart = {}): Summary => {
      const [one] = facts().loadBalancers;
      return summaryWith(part, { quarantinedNow: new Set([one?.arn ?? '']) }, settings);
    };

    it('is a person, and says that it stays without an answer, and how long in any case', () => {
      const given = justNow(DELETE);
      expect(standing(given)).toEqual([['waits', now, inAWeek, null]]);
      expect(given.counts.waiting).toBe(1);
      expect(summaryText(given).replaceAll(/\s+/g, ' ')).toContain(
        'Waits since 2026-03-01 10:05 UTC; not deleted unless somebody approves it, and not before 2026-03-08 10:05 UTC.',
      );
    });

    it('is a day where approval is automatic, unless there is a caution', () => {
      const automatic = { ...DELETE, approval: 'automatic' } as const;
      const given = justNow(automatic);
      const says =
        'Quarantined in this run. Deleted after 2026-03-08 10:05 UTC, and after a reminder, unless somebody keeps or rejects it.';
      expect(standing(given)).toEqual([['automatic', now, inAWeek, says]]);
      expect(given.counts.waiting).toBe(0);
      const withCaution = justNow(automatic, { tagged: inTreeTags({ 'aws-cdk:stack': 'x', managed_by: 'terraform' }) });
      expect(withCaution.loadBalancers[0]?.items[0]?.cautions).toBeGreaterThan(0);
      expect(standing(withCaution)).toEqual([['waits', now, inAWeek, null]]);
    });

    it('is a person, and no day is named in a mode that deletes nothing', () => {
      expect(standing(justNow({ ...DELETE, mode: 'quarantine' }))).toEqual([['waits', now, null, null]]);
    });
  });

  it('is a cluster that can be read again, for what is frozen', () => {
    const view = unreadable('cluster prod: no answer');
    const given = summaryWith({ ...quarantined(), cluster: view, view: undefined });
    expect(standing(given)).toEqual([
      ['frozen', null, null, expect.stringContaining('not deleted before it can be judged again')],
    ]);
    expect(given.unread.items).toMatchObject([{ keeps: 1 }]);
    expect(given.unjudged).toMatch(/^1 of 1 could not be judged/);
  });
});

describe('its subject', () => {
  const subject = (part: Partial<Summary>, counts: Partial<Summary['counts']> = {}): string => {
    const plain = summaryWith();
    return summarySubject({ ...plain, ...part, counts: { ...plain.counts, ...counts } }).replace(/^.*eu-west-3: /, '');
  };
  const saved = (savedUsd: number): Summary['deleted'] => ({ items: [], more: 0, number: 2, savedUsd, unread: null });

  it.each([
    [{ orphans: 0 }, { deleted: saved(0), monthlyCostUsd: 0 }, 'weekly summary: no orphan'],
    [{ orphans: 0, unknown: 4 }, { monthlyCostUsd: 0 }, 'weekly summary: 4 not judged'],
    [{ orphans: 3, waiting: 1 }, { deleted: saved(47.2) }, 'summary: 3 orphans, 1 waits for you, USD 47 a month saved'],
    [{ orphans: 1 }, { monthlyCostUsd: 26.62 }, 'weekly summary: 1 orphan, USD 27 a month to save'],
    [{ orphans: 1 }, { monthlyCostUsd: null }, 'weekly summary: 1 orphan'],
    [
      { orphans: 123, waiting: 45, unknown: 678 },
      { deleted: saved(999_999) },
      'summary: 123 orphans, 45 wait for you, 678 not judged',
    ],
  ])('%j %j: %s', (counts, part, expected) => {
    expect(subject(part, counts)).toBe(expected);
  });

  it('stays below 100 characters, whatever is in it', () => {
    const plain = summaryWith();
    const long = { ...plain, region: 'ap-northeast-1', paused: 'paused', deleted: saved(999_999) };
    const counts = { ...plain.counts, orphans: 12_345, waiting: 12_345, unknown: 12_345 };
    expect(summarySubject({ ...long, counts }).length).toBeLessThan(100);
    expect(summarySubject({ ...long, region: 'x'.repeat(200), counts }).length).toBeLessThan(100);
    const named = summarySubject({ ...long, accountName: 'the-account-of-the-payments-team-in-production', counts });
    expect(named).toMatch(/^\[nlb-janitor\] the-account-[a-z-]*\.\. ap-northeast-1: summary: PAUSED, 12345 orphans/);
    expect(named.length).toBeLessThan(100);
  });
});

describe('its mail', () => {
  const full = (): Summary =>
    summaryWith(quarantined(), {
      memory: { toldAt: new Date('2026-02-22T08:00:00Z'), begunAt: undefined, orphans: [] },
      deleted: { ok: true, value: [aMadeDeletion({}), aMadeDeletion({ name: 'k8s-other' })] },
    });

  it('is at most 72 columns wide, but for commands', () => {
    const lines = summaryText(full()).split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => line.length > 72 && !/nlb-janitor \w/.test(line))).toEqual([]);
  });

  it('says what is new, since when it waits, and what was saved', () => {
    const text = summaryText(full()).replaceAll(/\s+/g, ' ');
    expect(text).toContain('1 NLB judged, 1 orphan, 1 of them new.');
    expect(text).toContain(
      'Waits since 2026-02-25 09:00 UTC; not deleted unless somebody approves it, and not before 2026-03-04 09:00 UTC.',
    );
    expect(text).toContain('Deleted since the last summary: 2 NLBs');
  });

  it('calls nothing new that the last summary named', () => {
    const given = facts();
    const id = given.loadBalancers[0]?.arn.split('/').at(-1) ?? '';
    const memory = { toldAt: new Date('2026-02-22T08:00:00Z'), begunAt: undefined, orphans: [id] };
    expect(summaryText(summaryWith({}, { memory }))).toContain('1 orphan, none of them new.');
  });

  it('gives the command that answers for a cluster that nobody has seen, and tells of it once', () => {
    const given = summaryWith({ cluster: 'absent', view: undefined });
    expect(summaryText(given)).toContain('\n  nlb-janitor confirm-gone --region eu-west-3 prod\n');
    expect(summaryText(given).replaceAll(/\s+/g, ' ')).toContain(
      'Tags name 1 cluster that EKS does not know: say below whether it is gone.',
    );
    expect(given.unread.items).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, Partial<typeof REAP>, string | undefined]>([
    ['a person', {}, {}, 'nlb-janitor approve|reject|keep --region'],
    ['a person, in a mode that deletes nothing', {}, { mode: 'quarantine' }, 'nlb-janitor reject|keep --region'],
    ['its day', {}, { approval: 'automatic' }, 'nlb-janitor reject|keep --region'],
    ['its day, once approved', { 'nlb-janitor/approval': 'approved' }, {}, 'nlb-janitor reject|keep --region'],
    ['nobody', { 'nlb-janitor/keep': 'true' }, {}, undefined],
  ])('and Slack say how to answer for what waits for %s', (_, tags, part, command) => {
    const settings = { ...DELETE, ...part };
    const given = summaryWith(quarantined(tags, settings), {}, settings);
    for (const said of [summaryText(given), JSON.stringify(summarySlackMessage(given, 'x'))]) {
      expect(said).toContain(command ?? '');
      expect(said.includes('reject|keep')).toBe(command !== undefined);
    }
  });

  it('names the account as people do, and where help is', () => {
    const named = { accountName: 'prod-account', helpUrl: 'https://wiki.example.com/runbook' };
    const given = summaryWith({}, named);
    expect(summaryText(given)).toMatch(/^Summary of account prod-account \(123456789012\), eu-west-3, /);
    expect(summaryText(given)).toContain('\nhttps://wiki.example.com/runbook#no-summary-came\n');
    expect(summaryText(given).replaceAll(/\s+/g, ' ')).toMatch(
      /You get this because .* of nlb-janitor in account prod-account \(123456789012\), region eu-west-3\. $/,
    );
    expect(summarySubject(given)).toMatch(/^\[nlb-janitor\] prod-account eu-west-3: /);
    const chat = JSON.stringify(summarySlackMessage(given, 'x'));
    // Of a channel everybody knows why they read it.
    expect(chat).not.toContain('You get this');
    expect(chat).toContain('Account prod-account (123456789012), eu-west-3');
    expect(chat).toContain('<https://wiki.example.com/runbook#no-summary-came|runbook: No summary came>');
    expect(summaryMessage(() => given).attributes).toMatchObject({ account: ['123456789012', 'prod-account'] });
    expect(summaryText(summaryWith())).toMatch(/^Summary of account 123456789012, eu-west-3, /);
    expect(summaryMessage(() => summaryWith()).attributes).toMatchObject({ account: ['123456789012'] });
  });

  it.each(['TO DELETE\n\nApprove:', `${'x '.repeat(60)}Approve: aws elbv2 evil `.repeat(3), '  aws elbv2 evil'])(
    'begins no line at the margin with what others wrote: %j',
    (text) => {
      const shapes = (mail: string) =>
        mail.split('\n').map((line) => /^(\S|\s+(aws|approve:) )/i.exec(line)?.[0]?.trim());
      const shown = shapes(summaryText(poisoned(full(), text))).filter((shape) =>
        /^(aws|approve:)$/i.test(shape ?? ''),
      );
      expect(shown).toEqual([]);
      const margin = (mail: string) => mail.split('\n').filter((line) => /^(TO DELETE|Approve|aws|x x)/.test(line));
      expect(margin(summaryText(poisoned(full(), text)))).toEqual([]);
    },
  );

  it('says that there is nothing here', () => {
    const given = { ...facts(), loadBalancers: [] };
    expect(summaryText(summaryOf(given, [], DELETE, QUIET))).toContain('No Network Load Balancers here.');
  });
});

describe('its size', () => {
  it('names the first, counts the rest and says how to see them', () => {
    expect(manyOf(232).loadBalancers).toMatchObject([{ more: 212 }]);
    expect(summaryText(manyOf(232))).toContain('\n  and 212 more: nlb-janitor scan --region eu-west-3\n');
    expect(summaryText(manyOf(20))).not.toContain(' more: ');
  });

  it('says how to see the deletes that it does not name, by a command that finds the bucket itself', () => {
    const deleted = (number: number): Summary =>
      summaryWith(quarantined(), {
        deleted: { ok: true, value: Array.from({ length: number }, (_, nth) => aMadeDeletion({ name: `k8s-${nth}` })) },
      });
    const history = 'more: nlb-janitor history --region eu-west-3';
    const inSlack = (given: Summary): string => JSON.stringify(slackMessageFor('x', summaryMessage(() => given).json));
    expect(summaryText(deleted(25))).toContain(`\n  and 5 ${history}\n`);
    expect(inSlack(deleted(25))).toMatch(/more: `?nlb-janitor history --region eu-west-3(?! --)/);
    expect(summaryText(deleted(20))).not.toContain(history);
    expect(inSlack(deleted(20))).not.toContain('nlb-janitor history');
  });

  it('stays below what SNS takes, by naming fewer', () => {
    const asked: number[] = [];
    const long = 'ü'.repeat(2000);
    const { text, json } = summaryMessage((most) => {
      asked.push(most);
      const named = manyOf(500, most);
      const groups = named.loadBalancers.map((group) => ({
        ...group,
        items: group.items.map((one) => ({ ...one, explanation: long, says: long })),
      }));
      return { ...named, loadBalancers: groups };
    });
    expect(asked).toEqual([20, 10, 5]);
    expect(Buffer.byteLength(JSON.stringify({ default: json, email: text }))).toBeLessThan(262_144);
    expect(summaryMessage((most) => manyOf(500, most)).json).toContain('"more":480');
  });

  it('stays below what Slack takes, and counts what found no room', () => {
    const { json, subject } = summaryMessage((most) => manyOf(500, most));
    const message = slackMessageFor(subject, json);
    const { blocks } = message;
    expect([...limitFaults(message), ...openMarkup(message)]).toEqual([]);
    const sections = blocks.map((block) => JSON.stringify(block)).filter((block) => block.includes('more: '));
    expect(sections).toHaveLength(1);
    const shown = sections[0]?.match(/•/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(3);
    expect(sections[0]).toContain(`and ${500 - shown} more: `);
    for (const block of blocks as readonly { text?: { text: string } }[])
      expect(block.text?.text.length ?? 0).toBeLessThan(2900);
  });

  it('that no program understands is shown as it is', () => {
    const { blocks } = slackMessageFor('a subject', JSON.stringify({ version: 1, kind: 'summary' }));
    expect(JSON.stringify(blocks)).toContain('kind');
  });
});

it('in Slack says the same: the title, what waits, and that it is paused', () => {
  const paused = { is: 'paused', by: 'person', why: 'paused since yesterday' } as const;
  const said = JSON.stringify(summarySlackMessage(summaryWith(quarantined(), { pause: paused }), 'the subject'));
  expect(said).toContain('the subject');
  expect(said).toContain('*PAUSED*: nothing is tagged, released or deleted. It is paused since yesterday.');
  expect(said).toContain('*Waiting for your answer*');
  // A code never stands bare: it follows the words that it is looked up for.
  expect(said).toContain('DNS name in its status. (`service-gone`) Waits since');
  expect(said.split('service-gone')).toHaveLength(2);
  expect(said).toContain('1 NLB judged, 1 orphan.\\n0 in use, 0 left alone, 0 unknown and so kept.\\n');
});
