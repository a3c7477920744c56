/**
 * The operator's settings (docs/design.md section 5): from a file at synth (files.ts), from one environment
 * variable at run time.
 * Either a complete, valid Settings or one SettingsError that lists every fault; never a guess.
 */
import type { Chat } from '../model/chat.ts';
import type { DeletionHours } from '../model/hours.ts';
import type { ApprovalPolicy, DnsRecordPolicy, Mode } from '../model/policy.ts';
import type { UserSource } from '../model/users.ts';
import { faultsIn, isFields, printable } from './faults.ts';
import { DEFAULTS, settingsSchema } from './schema.ts';

export interface Settings {
  /** One stack for each. */
  readonly regions: readonly string[];
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  /** How long before an automatic deletion people are reminded. */
  readonly reminderHours: number;
  readonly minimumAgeHours: number;
  /** EventBridge expression, `rate(…)` or `cron(…)`. */
  readonly schedule: string;
  /** When the summary comes: an expression like `schedule`, or `off`. */
  readonly summary: string;
  readonly emails: readonly string[];
  readonly slack: Slack | undefined;
  readonly chat: Chat | undefined;
  /** The runbook where the team keeps it: headings are linked as `<helpUrl>#heading`. */
  readonly helpUrl: string | undefined;
  /** Tags of an NLB that say whose it is. */
  readonly ownerTagKeys: readonly string[];
  readonly deletedClusters: readonly DeletedCluster[];
  /** Clusters that make no other NLB unknown when they cannot be read. */
  readonly ignoredClusters: readonly string[];
  /** Where users outside Kubernetes are not looked for: what is left out is `on`. */
  readonly usersOfNlb: Readonly<Partial<Record<UserSource, 'on' | 'off'>>>;
  readonly dnsRecords: DnsRecordPolicy;
  /** When something may be deleted; at any hour by default. */
  readonly deletionHours: DeletionHours | undefined;
  readonly maxDeletesPerDay: number;
  readonly maxDeletePercent: number;
  /** Whose approval counts: patterns of ARNs; undefined for anybody who may write the tag. */
  readonly approvers: readonly string[] | undefined;
  /** An approval holds for so many days. */
  readonly approvalValidDays: number;
  readonly trafficLookbackDays: number;
  readonly network: Network | undefined;
  readonly clusterAccess: readonly ClusterAccess[];
  /** Re-adopts the snapshot bucket that an earlier stack left behind. */
  readonly snapshotBucket: string | undefined;
  /** Whether the figures of each run become metrics, with a dashboard of them. */
  readonly metrics: 'on' | 'off';
  readonly logRetentionDays: number;
  /** Lambdas of one account share a pool: undefined takes nothing from it. */
  readonly reservedConcurrency: number | undefined;
}

interface Slack {
  /** Where the URL of the incoming webhook lies: ARN of a secret, or of an SSM SecureString parameter. */
  readonly webhookArn: string;
  /** Whose stack posts to Slack; every one by default. */
  readonly region?: string;
}

interface DeletedCluster {
  readonly name: string;
  readonly deletedAt: Date;
  /** Where it was; everywhere by default. */
  readonly region?: string;
}

/** Where the functions run when cluster endpoints are private: one VPC for each stack. */
export interface Network {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

export interface ClusterAccess {
  readonly cluster: string;
  /**
   * `group`: a Kubernetes group that you bind to a ClusterRole. `view-policy`: AWS's own, which reads no custom
   * resources.
   */
  readonly by: 'group' | 'view-policy';
  /** Where the cluster is; in every region by default. */
  readonly region?: string;
}

/** Where the settings stand in the context of cdk.json. */
export const SETTINGS_KEY = 'nlb-janitor';

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly string[];
  constructor(where: string, given: readonly string[]) {
    const faults = given.map(printable);
    super(`${printable(where)}: ${faults.length} fault(s)\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/**
 * @param given as JSON has it: what is left out takes its default, what is there must be right
 * @param where named in the error: the file and key, or the variable
 * @throws SettingsError that lists every fault
 */
export function parseSettings(given: unknown, where: string): Settings {
  if (!isFields(given)) {
    throw new SettingsError(where, ['settings are missing — give an object with at least "regions"']);
  }
  const parsed = settingsSchema.safeParse({ ...DEFAULTS, ...given }, { reportInput: true });
  if (!parsed.success) throw new SettingsError(where, faultsIn(parsed.error.issues));
  const { slack, chat, helpUrl, network, snapshotBucket, reservedConcurrency, approvers, deletionHours, ...settings } =
    parsed.data;
  return { ...settings, slack, chat, helpUrl, network, snapshotBucket, reservedConcurrency, approvers, deletionHours };
}
