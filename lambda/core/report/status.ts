/** What is pending in one region: facts → status, words and numbers only, no layout. Pure. Judges nothing. */
import type { LoadBalancer, TagReading } from '../../model/aws.ts';
import { namespacedName } from '../../model/kubernetes.ts';
import type { PauseState } from '../../model/pause.ts';
import type { ApprovalPolicy, Mode } from '../../model/policy.ts';
import type { Reading } from '../../model/reading.ts';
import type { DeletionRecord } from '../../model/record.ts';
import type { ServiceOwner } from '../../model/verdict.ts';
import { dailyLimit, type BreakerSettings } from '../plan/breaker.ts';
import type { PendingSettings } from '../plan/not-before.ts';
import { ownerOf } from '../tags/ownership.ts';
import { forecastOf, type Coming, type ForecastDay } from './forecast.ts';
import { pendingOf, type Pending } from './pending.ts';
import { monthlyCostUsd, sumUsd } from './prices.ts';

export interface StatusFacts {
  readonly account: string;
  readonly region: string;
  readonly now: Date;
  readonly pause: PauseState;
  /** Of every type. */
  readonly loadBalancers: readonly LoadBalancer[];
  /** By ARN; one for each of type network. */
  readonly tags: ReadonlyMap<string, TagReading>;
  /** Undefined where no bucket is known. */
  readonly bucket: Reading<BucketFacts> | undefined;
  /** How many days of records were asked for. */
  readonly days: number;
}

export interface BucketFacts {
  readonly records: readonly DeletionRecord[];
  /** What the last full sweep judged in-use or orphan; undefined where that is not on record, or old. */
  readonly fleet: number | undefined;
  /** Places that today's snapshots have taken. */
  readonly takenToday: number;
}

export interface Status {
  readonly account: string;
  readonly region: string;
  readonly at: Date;
  readonly pause: PauseState;
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly approvalValidDays: number;
  /** Network Load Balancers that were looked at. */
  readonly looked: number;
  readonly unread: readonly { readonly name: string; readonly why: string }[];
  /** Quarantined, the next to go first. */
  readonly quarantined: readonly StatusNlb[];
  /** Not quarantined: a person said no. */
  readonly spared: readonly StatusNlb[];
  readonly limit: { readonly perDay: number; readonly isUpperBound: boolean };
  readonly deletions: StatusDeletions;
  readonly week: readonly ForecastDay[];
}

export interface StatusNlb extends Coming {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string | undefined;
  readonly service: string | undefined;
  readonly controller: ServiceOwner['controller'] | undefined;
  readonly monthlyCostUsd: number | undefined;
}

export type StatusDeletions =
  | { readonly is: 'not-asked' }
  | { readonly is: 'unreadable'; readonly why: string }
  | {
      readonly is: 'read';
      readonly days: number;
      readonly records: readonly DeletionRecord[];
      readonly savedUsd: number | undefined;
    };

export function statusOf(facts: StatusFacts, settings: PendingSettings & BreakerSettings): Status {
  const { account, region, now, pause } = facts;
  const network = facts.loadBalancers.filter(({ type }) => type === 'network');
  const unread: { name: string; why: string }[] = [];
  const found: StatusNlb[] = [];
  for (const loadBalancer of network) {
    const reading = facts.tags.get(loadBalancer.arn);
    if (reading?.ok !== true) {
      unread.push({ name: loadBalancer.name, why: reading?.why ?? 'its tags were not read' });
    } else if (reading.value.is === 'present') {
      const { tags } = reading.value;
      const pending = pendingOf(loadBalancer, tags, now, settings);
      if (pending !== undefined) found.push(nlbOf(loadBalancer, tags, pending, region));
    }
  }
  const bucket = facts.bucket?.ok === true ? facts.bucket.value : undefined;
  // Without what the last sweep counted: there are no more than these.
  const limit = {
    perDay: dailyLimit(bucket?.fleet ?? network.length, settings),
    isUpperBound: bucket?.fleet === undefined,
  };
  const isSpared = ({ wait }: StatusNlb): boolean => wait.is === 'kept' || wait.is === 'rejected';
  const quarantined = found.filter((one) => !isSpared(one) || one.quarantine !== undefined);
  return {
    account,
    region,
    at: now,
    pause,
    mode: settings.mode,
    approval: settings.approval,
    approvalValidDays: settings.approvalValidDays,
    looked: network.length,
    unread,
    quarantined: quarantined.toSorted(nextFirst),
    spared: found.filter((one) => isSpared(one) && one.quarantine === undefined),
    limit,
    deletions: deletionsOf(facts),
    week: forecastOf(found, now, { perDay: limit.perDay, takenToday: bucket?.takenToday ?? 0 }),
  };
}

/** Whether anything that was asked for is missing. */
export function isComplete({ pause, unread, deletions }: Status): boolean {
  return unread.length === 0 && deletions.is !== 'unreadable' && !(pause.is === 'paused' && pause.by === 'doubt');
}

function nlbOf(
  loadBalancer: LoadBalancer,
  tags: ReadonlyMap<string, string>,
  pending: Pending,
  region: string,
): StatusNlb {
  const { arn, name } = loadBalancer;
  const owner = ownerOf(loadBalancer, tags);
  const service = owner.is === 'service' ? namespacedName(owner.service) : undefined;
  return {
    ...pending,
    named: service ?? name,
    arn,
    name,
    cluster: owner.cluster,
    service,
    controller: owner.is === 'service' ? owner.controller : undefined,
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region),
  };
}

function deletionsOf({ bucket, days }: StatusFacts): StatusDeletions {
  if (bucket === undefined) return { is: 'not-asked' };
  if (!bucket.ok) return { is: 'unreadable', why: bucket.why };
  const { records } = bucket.value;
  const gone = records.filter(({ is }) => is === 'deleted');
  return { is: 'read', days, records, savedUsd: sumUsd(gone.map(({ monthlyCostUsd: usd }) => usd)) };
}

/** What has no day comes last. */
function nextFirst(one: StatusNlb, other: StatusNlb): number {
  const at = ({ notBefore }: StatusNlb): number => notBefore?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return at(one) - at(other);
}
