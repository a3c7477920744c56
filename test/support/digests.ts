/** Entries and digests for the tests of the report, each with every field that a reader sees. */
import type {
  AnsweredEntry,
  DeletedEntry,
  Digest,
  Entry,
  FailedEntry,
  LeftBehindEntry,
  NoteEntry,
  OrphanEntry,
  RefusedEntry,
  ReleasedEntry,
  ReminderEntry,
} from '../../lambda/core/report/entries.ts';
import type { DigestFrame } from '../../lambda/core/report/digest.ts';
import { aLoadBalancer } from './builders.ts';

export const FRAME: DigestFrame = {
  account: '123456789012',
  accountName: 'prod-account',
  region: 'eu-west-3',
  at: new Date('2026-03-02T09:00:00Z'),
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
  reminderHours: 24,
  helpUrl: undefined,
  ownerTagKeys: ['team'],
  bucket: 'snapshots',
};

const { arn, name, dnsName } = aLoadBalancer();

export function orphanEntryOf(part: Partial<OrphanEntry> = {}): OrphanEntry {
  return {
    kind: 'orphan',
    arn,
    name,
    controller: 'in-tree',
    cluster: 'prod',
    service: 'payments/api',
    owners: [],
    reason: 'service-gone',
    explanation: 'Service payments/api is not in cluster prod.',
    evidence: ['Cluster prod: 12 Services, none named payments/api'],
    cautions: [],
    dnsName,
    monthlyCostUsd: 23.725,
    since: '2026-03-02T09:00:00Z',
    deadline: '2026-03-09T09:00:00Z',
    goesWithIt: ['k8s-payments-api-1'],
    stays: [],
    restartedBecause: null,
    ...part,
  };
}

export const DELETED: DeletedEntry = {
  kind: 'deleted',
  isFoundGone: false,
  arn,
  name,
  cluster: 'prod',
  service: 'payments/api',
  owners: [],
  reason: 'service-gone',
  deletedAt: '2026-03-09T10:00:00Z',
  monthlyCostUsd: 23.725,
  approvedBy: null,
  by: 'approval',
  remindedAt: null,
  bucket: 'snapshots',
  snapshot: '2026-03-09/50dc6c495c0c9188/2026-03-02T09:00:00Z/snapshot.json',
  targetGroups: [
    { name: 'first', did: 'deleted', why: null },
    { name: 'second', did: 'left', why: 'another load balancer uses it' },
  ],
};
export const LEFT_BEHIND: LeftBehindEntry = {
  kind: 'left-behind',
  arn,
  name,
  cluster: 'prod',
  service: 'payments/api',
  owners: [],
  monthlyCostUsd: 23.725,
  reason: 'service-gone',
  deletedAt: '2026-03-02T10:00:00Z',
  bucket: 'snapshots',
  snapshot: DELETED.snapshot,
  targetGroups: [{ arn: 'arn:tg', name: 'third', why: 'given up after 7 days: cluster edge was not read' }],
};
export const RELEASED: ReleasedEntry = {
  kind: 'released',
  arn,
  name,
  cluster: 'prod',
  service: 'payments/api',
  owners: [],
  monthlyCostUsd: 23.725,
  reason: 'serves-service',
  explanation: 'It serves payments/api.',
};
export const FAILED: FailedEntry = {
  kind: 'failed',
  arn,
  name,
  cluster: 'prod',
  service: 'payments/api',
  owners: [],
  monthlyCostUsd: 23.725,
  reason: 'service-gone',
  what: 'was not deleted: AWS refused',
  why: 'ResourceInUse',
};
const ABOUT = { arn, name, cluster: 'prod', service: 'payments/api', owners: [], monthlyCostUsd: 23.725 };
const ANNA = 'arn:aws:sts::123456789012:assumed-role/Admin/anna';
export const ANSWERED: AnsweredEntry = {
  kind: 'answered',
  ...ABOUT,
  explanation: 'Service payments/api is not in cluster prod.',
  answer: 'approved',
  by: ANNA,
  answeredAt: '2026-03-02T08:00:00Z',
  notBefore: '2026-03-09T09:00:00Z',
  doesNotCount: null,
  cautions: [],
};
export const REMINDER: ReminderEntry = {
  kind: 'reminder',
  ...ABOUT,
  reason: 'service-gone',
  explanation: 'Service payments/api is not in cluster prod.',
  deadline: '2026-03-09T09:00:00Z',
};
export const NOTE: NoteEntry = {
  kind: 'note',
  ...ABOUT,
  explanation: 'Service payments/api is not in cluster prod.',
  what: 'waits-for-limit',
  why: 'it is approved, and waits: today no more may be deleted',
};
export const REFUSED: RefusedEntry = { kind: 'refused', why: '12 automatic deletes are due' };

/** One of every kind. */
export const EVERY_KIND: readonly Entry[] = [
  orphanEntryOf({
    owners: [{ tag: 'team', value: 'payments' }],
    cautions: ['a caution'],
    stays: [{ name: 'a group', why: 'used' }],
    restartedBecause: 'changed',
  }),
  REMINDER,
  ANSWERED,
  { ...ANSWERED, doesNotCount: 'no approver' },
  NOTE,
  DELETED,
  LEFT_BEHIND,
  RELEASED,
  FAILED,
  REFUSED,
];

export function digestOf(entries: readonly Entry[], part: Partial<Digest> = {}): Digest {
  const { account, region, mode, approval } = FRAME;
  const at = '2026-03-02T09:00:00Z';
  const given = { version: 1, account, accountName: null, region, at, mode, approval, helpUrl: null, entries } as const;
  return { ...given, pageUrl: null, reminderHours: null, ...part };
}
