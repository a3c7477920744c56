/**
 * The operator's settings (design.md section 5): from cdk.json at synth, from one environment variable at run time.
 * Either a complete, valid Settings or one SettingsError that lists every fault; never a guess.
 */
import leven from 'leven';
import { parseInstant } from './core/tags.ts';
import { Faults, isFields, list, oneOf, text, wholeNumber, type Fields } from './settings-fields.ts';

export type Mode = 'report' | 'quarantine' | 'delete';
export type ApprovalPolicy = 'required' | 'automatic';

export interface Settings {
  /** One stack for each. */
  readonly regions: readonly string[];
  readonly mode: Mode;
  readonly approval: ApprovalPolicy;
  readonly graceDays: number;
  readonly minimumAgeHours: number;
  /** EventBridge expression, `rate(…)` or `cron(…)`. */
  readonly schedule: string;
  readonly emails: readonly string[];
  /** Where the URL of the Slack incoming webhook lies: ARN of a secret, or of an SSM SecureString parameter. */
  readonly slack: { readonly webhookArn: string } | undefined;
  readonly deletedClusters: readonly DeletedCluster[];
  readonly maxDeletesPerDay: number;
  readonly maxDeletePercent: number;
  readonly trafficLookbackDays: number;
  readonly network: Network | undefined;
  readonly clusterAccess: readonly ClusterAccess[];
  /** Re-adopts the snapshot bucket that an earlier stack left behind. */
  readonly snapshotBucket: string | undefined;
  readonly logRetentionDays: number;
  /** Lambdas of one account share a pool: undefined takes nothing from it. */
  readonly reservedConcurrency: number | undefined;
}

export interface DeletedCluster {
  readonly name: string;
  readonly deletedAt: Date;
}

/** Where the functions run when cluster endpoints are private: one VPC for each stack. */
export interface Network {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

export interface ClusterAccess {
  readonly cluster: string;
  /** `group`: a Kubernetes group that you bind to a ClusterRole. `view-policy`: AWS's own, which reads no custom resources. */
  readonly by: 'group' | 'view-policy';
}

export const SETTINGS_KEY = 'nlb-janitor';
export const SETTINGS_VARIABLE = 'NLB_JANITOR_SETTINGS';

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly string[];
  constructor(where: string, faults: readonly string[]) {
    super(`${where}: ${faults.length} fault(s)\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

const DEFAULTS = {
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
  minimumAgeHours: 24,
  schedule: 'rate(1 hour)',
  emails: [],
  deletedClusters: [],
  maxDeletesPerDay: 10,
  maxDeletePercent: 20,
  trafficLookbackDays: 7,
  clusterAccess: [],
  logRetentionDays: 90,
} as const;

type Reader<T> = (faults: Faults, key: string, value: unknown) => T | undefined;

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const CLUSTER_NAME = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;
/** Retentions that CloudWatch Logs knows: API_PutRetentionPolicy. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653];

/** One reader for each setting: the compiler lists what is missing. */
const READERS: { readonly [K in keyof Settings]-?: Reader<NonNullable<Settings[K]>> } = {
  regions: (faults, key, value) => {
    const regions = list(faults, key, value, (itemKey, item) =>
      text(faults, itemKey, item, REGION, 'give an AWS region such as "eu-west-3"'),
    );
    return regions?.length === 0 ? faults.add(key, value, 'name at least one region') : regions;
  },
  mode: (faults, key, value) => oneOf(faults, key, value, ['report', 'quarantine', 'delete']),
  approval: (faults, key, value) => oneOf(faults, key, value, ['required', 'automatic']),
  graceDays: (faults, key, value) => wholeNumber(faults, key, value, { least: 0, most: 365 }),
  minimumAgeHours: (faults, key, value) => wholeNumber(faults, key, value, { least: 0, most: 8760 }),
  schedule: readSchedule,
  emails: (faults, key, value) =>
    list(faults, key, value, (itemKey, item) =>
      text(faults, itemKey, item, /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'give an e-mail address'),
    ),
  slack: (faults, key, value) => {
    const fields = fieldsOf(faults, key, value, ['webhookArn']);
    if (fields === undefined) return undefined;
    const webhookArn = text(
      faults,
      `${key}.webhookArn`,
      fields['webhookArn'],
      /^arn:[^:]+:(secretsmanager:[^:]+:\d{12}:secret:.+|ssm:[^:]+:\d{12}:parameter\/.+)$/,
      'give the ARN of a Secrets Manager secret or of an SSM SecureString parameter that holds the webhook URL; never the URL itself',
    );
    return webhookArn === undefined ? undefined : { webhookArn };
  },
  deletedClusters: (faults, key, value) =>
    list(faults, key, value, (itemKey, item) => {
      const fields = fieldsOf(faults, itemKey, item, ['name', 'deletedAt']);
      if (fields === undefined) return undefined;
      const name = text(faults, `${itemKey}.name`, fields['name'], CLUSTER_NAME, 'give the name of the EKS cluster');
      const found = fields['deletedAt'];
      const deletedAt =
        (typeof found === 'string' ? parseInstant(found) : undefined) ??
        faults.add(`${itemKey}.deletedAt`, found, 'give an instant in UTC such as "2026-03-01T00:00:00Z"');
      return name === undefined || deletedAt === undefined ? undefined : { name, deletedAt };
    }),
  maxDeletesPerDay: (faults, key, value) => wholeNumber(faults, key, value, { least: 0, most: 1000 }),
  maxDeletePercent: (faults, key, value) => wholeNumber(faults, key, value, { least: 0, most: 100 }),
  trafficLookbackDays: (faults, key, value) => wholeNumber(faults, key, value, { least: 0, most: 60 }),
  network: (faults, key, value) => {
    const fields = fieldsOf(faults, key, value, ['vpcId', 'subnetIds', 'securityGroupIds']);
    if (fields === undefined) return undefined;
    const vpcId = text(faults, `${key}.vpcId`, fields['vpcId'], /^vpc-[0-9a-f]{8,17}$/, 'give a VPC ID');
    const ids = (field: string, form: RegExp, noun: string): readonly string[] | undefined => {
      const found = list(faults, `${key}.${field}`, fields[field], (itemKey, item) =>
        text(faults, itemKey, item, form, `give ${noun}`),
      );
      return found?.length === 0 ? faults.add(`${key}.${field}`, found, `name at least one`) : found;
    };
    const subnetIds = ids('subnetIds', /^subnet-[0-9a-f]{8,17}$/, 'a subnet ID');
    const securityGroupIds = ids('securityGroupIds', /^sg-[0-9a-f]{8,17}$/, 'a security group ID');
    if (vpcId === undefined || subnetIds === undefined || securityGroupIds === undefined) return undefined;
    return { vpcId, subnetIds, securityGroupIds };
  },
  clusterAccess: (faults, key, value) =>
    list(faults, key, value, (itemKey, item) => {
      const fields = fieldsOf(faults, itemKey, item, ['cluster', 'by']);
      if (fields === undefined) return undefined;
      const cluster = text(
        faults,
        `${itemKey}.cluster`,
        fields['cluster'],
        CLUSTER_NAME,
        'give the name of the EKS cluster',
      );
      const by = oneOf(faults, `${itemKey}.by`, fields['by'], ['group', 'view-policy']);
      return cluster === undefined || by === undefined ? undefined : { cluster, by };
    }),
  snapshotBucket: (faults, key, value) =>
    text(faults, key, value, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'give the name of an existing bucket'),
  logRetentionDays: (faults, key, value) =>
    LOG_RETENTION_DAYS.find((days) => days === value) ??
    faults.add(key, value, `give one of ${LOG_RETENTION_DAYS.join(', ')}`),
  reservedConcurrency: (faults, key, value) => wholeNumber(faults, key, value, { least: 1, most: 1000 }),
};

const OPTIONAL: ReadonlySet<string> = new Set(['slack', 'network', 'snapshotBucket', 'reservedConcurrency']);

/**
 * Settings as the operator wrote them, with the defaults filled in.
 *
 * @param where what the faults are blamed on, such as `cdk.json, context "nlb-janitor"`
 * @throws SettingsError listing every fault, each with its key and the mend
 */
export function parseSettings(given: unknown, where: string): Settings {
  if (!isFields(given))
    throw new SettingsError(where, ['settings are missing — give an object with at least "regions"']);
  const faults = new Faults();
  refuseUnknownKeys(faults, '', given, Object.keys(READERS));

  const withDefaults: Fields = { ...DEFAULTS, ...given };
  const read = (key: keyof Settings): unknown =>
    OPTIONAL.has(key) && !(key in given) ? undefined : READERS[key](faults, key, withDefaults[key]);
  const settings = Object.fromEntries(
    Object.keys(READERS).map((key) => [key, read(key as keyof Settings)]),
  ) as unknown as Settings;
  if (faults.messages.length > 0) throw new SettingsError(where, faults.messages);
  return settings;
}

/** The settings as one environment variable; `settingsFromEnvironment` reads it back the same. */
export function settingsToEnvironment(settings: Settings): Readonly<Record<string, string>> {
  const deletedClusters = settings.deletedClusters.map(({ name, deletedAt }) => ({
    name,
    deletedAt: deletedAt.toISOString(),
  }));
  return { [SETTINGS_VARIABLE]: JSON.stringify({ ...settings, deletedClusters }) };
}

/** @throws SettingsError when the variable is absent, not JSON, or wrong in any setting */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Settings {
  const where = `environment variable ${SETTINGS_VARIABLE}`;
  const json = environment[SETTINGS_VARIABLE];
  if (json === undefined || json === '') {
    throw new SettingsError(where, ['is missing — deploy with `cdk deploy`, which writes it']);
  }
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new SettingsError(where, ['is not JSON — deploy again with `cdk deploy`, which writes it']);
  }
  return parseSettings(given, where);
}

function refuseUnknownKeys(faults: Faults, prefix: string, given: Fields, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const nearest = known.toSorted((one, other) => leven(key, one) - leven(key, other))[0];
    faults.add(`${prefix}${key}`, given[key], `is no setting; did you mean "${prefix}${nearest}"?`);
  }
}

function fieldsOf(faults: Faults, key: string, value: unknown, known: readonly string[]): Fields | undefined {
  if (!isFields(value)) return faults.add(key, value, `give an object with ${known.join(', ')}`);
  refuseUnknownKeys(faults, `${key}.`, value, known);
  return value;
}

/** `rate(1 hour)`, `rate(6 hours)` or six cron fields: EventBridge refuses `rate(1 hours)` only when it is deployed. */
function readSchedule(faults: Faults, key: string, value: unknown): string | undefined {
  const wanted = 'give rate(1 hour), rate(<n> minutes|hours|days) with n from 2, or cron(<six fields>)';
  if (typeof value !== 'string') return faults.add(key, value, wanted);
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(value);
  if (rate !== null) return (rate[1] === '1') === (rate[3] === '') ? value : faults.add(key, value, wanted);
  return /^cron\(\S+( \S+){5}\)$/.test(value) ? value : faults.add(key, value, wanted);
}
