/**
 * The demo's account, judged once, and the news that its load balancers could give. What people would be told comes from
 * the product's own verdicts and entries; only what happens later (an answer, a delete, a refusal) is made up here.
 */
import { collect } from '../../lambda/collect/collect.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import { candidateOf } from '../../lambda/core/plan/candidate.ts';
import { digestOf, type DigestFrame } from '../../lambda/core/report/digest.ts';
import { entryOf } from '../../lambda/core/report/news-entries.ts';
import type { Digest } from '../../lambda/core/report/entries.ts';
import { monthlyCostUsd } from '../../lambda/core/report/prices.ts';
import { summaryOf, type Happened } from '../../lambda/core/report/summary.ts';
import type { Summary } from '../../lambda/core/report/summary-form.ts';
import { DAY_MS } from '../../lambda/core/time.ts';
import type { Answered, AnswerWord } from '../../lambda/model/answer.ts';
import { namespacedName } from '../../lambda/model/kubernetes.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { Candidate } from '../../lambda/model/plan.ts';
import type { Mode } from '../../lambda/model/policy.ts';
import type { MadeDeletion, RefusedDeletion } from '../../lambda/model/record.ts';
import { NO_SUMMARY_YET } from '../../lambda/model/state.ts';
import type { Verdict } from '../../lambda/model/verdict.ts';
import { snapshotKeyOf } from '../../lambda/records/keys.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { Box } from '../../sandbox/box.ts';
import { buildDemoWorld, DEMO_START } from '../../sandbox/demo-world.ts';
import { CouldNotError } from '../errors.ts';

/** An engineer's session, as CloudTrail names it. */
export const ALICE = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Platform_1a2b3c/alice@example.com';
const EVENT_ID = '5a1c6ad0-3f2e-4c3a-9d55-2b1d0c9f7e11';
const GRACE_DAYS = 7;
const TEAM_TAG = 'team';

export interface SandboxNews {
  readonly candidates: readonly Candidate[];
  /** The orphan of that Service. */
  orphan(service: string): Candidate;
  /** Any load balancer that is no orphan, by reason. */
  verdict(reason: string): Verdict;
  digest(news: readonly News[], policy?: Partial<Pick<DigestFrame, 'mode' | 'approval' | 'at'>>): Digest;
  summary(part?: Partial<Omit<Happened, 'accountName' | 'helpUrl'>> & { readonly mode?: Mode }): Summary;
}

export async function sandboxNews(): Promise<SandboxNews> {
  const box = new Box({ startAt: DEMO_START });
  try {
    await buildDemoWorld(box);
    const { accountId: account, region } = box.account;
    const settings = parseSettings({ regions: [region], ownerTagKeys: [TEAM_TAG] }, 'preview-messages');
    const facts = await collect(
      box.readPorts(),
      { account, region, now: box.clock.now(), withTargetGroupTags: true },
      settings,
    );
    if (!facts.ok) throw new CouldNotError(facts.why);
    const verdicts = judge(facts.value, settings);
    const candidates = verdicts.flatMap((verdict) => {
      if (verdict.is !== 'orphan') return [];
      const candidate = candidateOf(verdict, facts.value.inspections, settings);
      if (!candidate.ok) throw new CouldNotError(candidate.why);
      return [candidate.value];
    });
    const frame: DigestFrame = {
      account,
      region,
      at: DEMO_START,
      mode: 'delete',
      approval: 'required',
      graceDays: GRACE_DAYS,
      reminderHours: settings.reminderHours,
      accountName: 'shop-production',
      helpUrl: undefined,
      ownerTagKeys: settings.ownerTagKeys,
      bucket: box.account.bucket.name,
    };
    return {
      candidates,
      orphan: (service) => found(candidates, ({ orphan }) => serviceOf(orphan) === service, service),
      verdict: (reason) => found(verdicts, (verdict) => verdict.reason === reason, reason),
      digest: (news, policy = {}) => {
        const asked = { ...frame, ...policy };
        return digestOf(
          news.map((one) => entryOf(one, asked)),
          asked,
        );
      },
      summary: ({ mode = 'delete', ...happened } = {}) => {
        const { accountName, helpUrl, bucket } = frame;
        const all = { accountName, helpUrl, bucket, ...FIRST_SUMMARY, ...happened };
        return summaryOf(facts.value, verdicts, { ...settings, mode }, all);
      },
    };
  } finally {
    await box.close();
  }
}

function found<T>(all: readonly T[], is: (one: T) => boolean, what: string): T {
  const one = all.find(is);
  if (one === undefined) throw new Error(`the sandbox has no ${what}`);
  return one;
}

function serviceOf({ owner }: Candidate['orphan']): string {
  return namespacedName(owner.service);
}

const FIRST_SUMMARY = {
  memory: NO_SUMMARY_YET,
  pause: { is: 'running' },
  quarantinedNow: new Set<string>(),
  deleted: undefined,
} as const;

/** When the grace window of what was found at the start is over. */
export const AFTER_GRACE = new Date(DEMO_START.getTime() + GRACE_DAYS * DAY_MS);

const days = (number: number): Date => new Date(DEMO_START.getTime() + number * DAY_MS);

/** As if a tag of it said so. */
export function ownedBy(candidate: Candidate, team: string): Candidate {
  const { orphan } = candidate;
  return { ...candidate, orphan: { ...orphan, tags: new Map([...orphan.tags, [TEAM_TAG, team]]) } };
}

export function quarantined(candidate: Candidate, restartedBecause?: string): News {
  return { is: 'quarantined', candidate, restartedBecause };
}

export function reminded(candidate: Candidate): News {
  return { is: 'reminded', candidate, dueAt: days(1) };
}

export function answered({ orphan }: Candidate, word: AnswerWord, doesNotCount?: string): News {
  const event: Answered['event'] = {
    eventId: EVENT_ID,
    at: DEMO_START,
    did: 'added',
    arns: [orphan.loadBalancer.arn],
    tags: new Map(),
    by: { arn: ALICE, issuerArn: undefined, isJanitor: false },
  };
  const notBefore = word === 'approved' && doesNotCount === undefined ? days(GRACE_DAYS) : undefined;
  return { is: 'answered', verdict: orphan, answered: { word, event, doesNotCount }, notBefore };
}

/** By somebody of whom CloudTrail has not told. */
export function answeredByNobodyKnown(candidate: Candidate, word: AnswerWord): News {
  const { orphan } = candidate;
  const notBefore = word === 'approved' ? days(GRACE_DAYS) : undefined;
  return { is: 'answered', verdict: orphan, answered: { word, event: undefined, doesNotCount: undefined }, notBefore };
}

export function noted({ orphan }: Candidate, what: Extract<News, { is: 'noted' }>['what'], why: string): News {
  return { is: 'noted', what, verdict: orphan, why };
}

export function deleted(candidate: Candidate): News {
  return { is: 'deleted', record: madeDeletion(candidate) };
}

/** After a reminder that nobody answered. */
export function deletedByItself(candidate: Candidate): News {
  const { approvedBy: _, ...record } = madeDeletion(candidate);
  return { is: 'deleted', record: { ...record, by: 'automatic', remindedAt: days(GRACE_DAYS - 1) } };
}

export function leftBehind(candidate: Candidate, why: string): News {
  const { companions, ...record } = madeDeletion(candidate);
  const targetGroups = companions.map((group) => ({ ...group, did: 'left' as const, why }));
  return { is: 'left-behind', record: { ...record, companions: targetGroups }, targetGroups };
}

export function refusedByAws(candidate: Candidate, why: string): News {
  const { arn, name } = candidate.orphan.loadBalancer;
  const about = deletionOf(candidate);
  const refused: RefusedDeletion['refused'] = { kind: 'protected', isTold: false };
  const record: RefusedDeletion = { is: 'spared', ...about, sparedAt: days(GRACE_DAYS), why, refused };
  return { is: 'delete-refused', arn, name, what: 'was not deleted: AWS refused', why, lastError: '', record };
}

export function madeDeletion(candidate: Candidate): MadeDeletion {
  return {
    is: 'deleted',
    ...deletionOf(candidate),
    deletedAt: days(GRACE_DAYS),
    companions: candidate.companions.map(({ arn, name }) => ({ arn, name, did: 'deleted', why: undefined })),
    isFoundGone: false,
    by: 'approval',
    approvedBy: { principal: ALICE, chatUser: undefined, at: days(1), eventId: EVENT_ID, how: 'looked-up' },
    reportedAt: undefined,
  };
}

function deletionOf(candidate: Candidate) {
  const { orphan } = candidate;
  const { arn, name } = orphan.loadBalancer;
  const [, , , region = ''] = arn.split(':');
  const due = {
    candidate,
    quarantinedAt: DEMO_START,
    notifiedAt: DEMO_START,
    dueAt: days(GRACE_DAYS),
    by: 'approval',
    told: undefined,
  } as const;
  return {
    arn,
    name,
    region,
    service: serviceOf(orphan),
    cluster: orphan.owner.cluster,
    reason: orphan.reason,
    tags: orphan.tags,
    monthlyCostUsd: monthlyCostUsd(orphan.loadBalancer, region),
    snapshotKey: snapshotKeyOf(due, days(GRACE_DAYS)),
  };
}
