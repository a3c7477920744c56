/**
 * Settings that are well-formed and yet cannot be deployed. Looks at settings before they are parsed too, so that every
 * fault is told at once; it must therefore take nothing about their shape for granted.
 */
import { partition } from '@aws-sdk/util-endpoints';
import { automaticRefusalsOf } from './automatic-refusals.ts';
import { textOf } from '../lambda/settings/faults.ts';
import { whyNoRunWithin } from '../lambda/settings/runs-within-hours.ts';
import { runsAfter } from '../lambda/settings/schedule.ts';
import { DEFAULTS, deletionHoursIn } from '../lambda/settings/schema.ts';
import { regionRefusalsOf } from '../lambda/settings/regional-refusals.ts';

/** Lambda allows 4 KB for all variables; the rest is for ARNs. */
const MOST_SETTINGS_BYTES = 3_000;

/**
 * @param given settings, parsed or as the operator wrote them
 * @param now of the deployment: a function must not refuse settings whose schedule came to its end meanwhile
 * @returns one line for each fault: the key, what is wrong, and how to fix it
 */
export function refusalsOf(given: object, now = new Date()): string[] {
  const settings = given as Readonly<Record<string, unknown>>;
  const { regions, network, snapshotBucket, clusterAccess, schedule, usersOfNlb, dnsRecords } = settings;
  const faults: string[] = [...regionRefusalsOf(settings), ...automaticRefusalsOf(settings)];
  if (dnsRecords === 'veto' && Object(usersOfNlb)['route-53'] === 'off') {
    faults.push(
      'dnsRecords: is "veto", and usersOfNlb switches "route-53" off, so that no record is read — drop one of the two',
    );
  }
  const severalRegions = Array.isArray(regions) && regions.length > 1;
  if (severalRegions && network !== undefined) {
    faults.push('network: is one VPC, and a VPC lies in one region — name one region, and deploy the others apart');
  }
  if (severalRegions && snapshotBucket !== undefined) {
    faults.push(
      'snapshotBucket: is one bucket, and each region has its own — name one region, and deploy the others apart',
    );
  }
  faults.push(...chatRefusalsOf(settings['chat'], regions));
  if (Array.isArray(clusterAccess)) {
    for (const name of namedTwice(clusterAccess, severalRegions)) {
      faults.push(
        `clusterAccess: names "${name}" twice — a role has one access entry for each cluster; keep one of them`,
      );
    }
  }
  if (typeof schedule === 'string' && runsAfter(schedule, new Date(0)) && !runsAfter(schedule, now)) {
    faults.push(`schedule: is ${textOf(schedule)} — its last run is over; give rate(1 hour)`);
  }
  const hours = deletionHoursIn((given as { readonly deletionHours?: unknown }).deletionHours);
  const { schedule: rhythm = DEFAULTS.schedule } = given as { readonly schedule?: unknown };
  const noRun = hours !== undefined && typeof rhythm === 'string' ? whyNoRunWithin(hours, rhythm) : undefined;
  if (noRun !== undefined) faults.push(`deletionHours: ${noRun}`);
  const bytes = Buffer.byteLength(textOf(given));
  if (bytes > MOST_SETTINGS_BYTES) {
    faults.push(
      `settings: are ${bytes} bytes of JSON, and at most ${MOST_SETTINGS_BYTES} fit into a function's environment — ` +
        'shorten deletedClusters (older than 90 days and nothing of theirs left), clusterAccess or emails',
    );
  }
  return faults;
}

/**
 * A construct in an app of its own asks with the regions that its stack knows.
 *
 * @param chat as the settings have it, parsed or as the operator wrote it
 */
export function chatRefusalsOf(chat: unknown, regions: unknown): readonly string[] {
  if (chat === undefined || !Array.isArray(regions)) return [];
  const elsewhere = regions.map(String).filter((region) => partition(region).name !== 'aws');
  if (elsewhere.length === 0) return [];
  return [
    `chat: Amazon Q Developer in chat applications is not in ${elsewhere.join(', ')} — leave chat out, or deploy these regions apart`,
  ];
}

/** Clusters of one name in two regions are two. */
function namedTwice(clusterAccess: readonly unknown[], severalRegions: boolean): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const access of clusterAccess) {
    const { cluster, region } = Object(access) as Readonly<Record<string, unknown>>;
    if (typeof cluster !== 'string') continue;
    const key = severalRegions ? `${cluster} ${String(region)}` : cluster;
    if (seen.has(key)) twice.add(cluster);
    seen.add(key);
  }
  return twice;
}
