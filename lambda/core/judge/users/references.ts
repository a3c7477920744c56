/**
 * Which references of a source point at one NLB: by its ARN, a DNS name or an address of it, or by the ARN of one of its
 * listeners or target groups. Pure. A source that was not read points at everything.
 */
import { comparableAddress, isAddress } from '../../../model/address.ts';
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Facts } from '../../../model/facts.ts';
import type { Reference, UserReading, UserSource } from '../../../model/users.ts';
import { sentence } from '../../words.ts';
import { isNameOf } from '../dns-names.ts';
import { attachedTargetGroups } from '../target-groups.ts';
import { none, unread, type UserAnswer } from './user.ts';

/** What people call a source. */
const NAMES: Readonly<Record<UserSource, string>> = {
  'endpoint-services': 'VPC endpoint services',
  'api-gateway': 'API Gateway',
  'global-accelerator': 'Global Accelerator',
  cloudfront: 'CloudFront',
  'verified-access': 'Verified Access',
  'traffic-mirror': 'Traffic Mirror targets',
  'ecs-services': 'ECS services',
  'route-53': 'Route 53 records',
};

export function sourceName(source: UserSource): string {
  return NAMES[source];
}

/** What a source says of one NLB: the references that point at it, or why there are none to look at. */
export type Found =
  { readonly is: 'read'; readonly references: readonly Reference[] } | Exclude<UserAnswer, { is: 'uses' }>;

export function findIn(source: UserSource, loadBalancer: LoadBalancer, facts: Facts): Found {
  const reading: UserReading | undefined = facts.inspections.outsideUsers.get(source);
  // SAFETY: a source that was not read may name it.
  if (reading === undefined) return unread(NAMES[source], `${NAMES[source]} were not read.`);
  switch (reading.is) {
    case 'off':
      return {
        is: 'hint',
        caution: {
          kind: 'source-off',
          words: `Not looked at, as the setting usersOfNlb asks: ${NAMES[source]}.`,
          about: [source],
        },
      };
    case 'not-due':
      return none('looked at once a day, and none named it the last time');
    case 'asked': {
      const { answer } = reading;
      // SAFETY: a source that failed may name it.
      if (!answer.ok) return unread(NAMES[source], `${sentence(answer.why)} ${wayOut(source)}`);
      const references = answer.value.filter(({ to }) => pointsAt(to, loadBalancer, facts));
      const gap = references.length === 0 && holdsAddress(reading) ? gapInAddresses(loadBalancer, facts) : undefined;
      // SAFETY: an address of it may be among them.
      return gap === undefined ? { is: 'read', references } : unread('network interfaces', gap);
    }
  }
}

/** One source may keep every suspect unknown: whoever cannot mend it needs a way to go on. */
function wayOut(source: UserSource): string {
  return `If it can never be read here, switch it off in nlb-janitor.json: usersOfNlb {"${source}": "off"}.`;
}

function pointsAt(to: string, loadBalancer: LoadBalancer, facts: Facts): boolean {
  if (to.startsWith('arn:')) return namesOf(loadBalancer, facts).has(loadBalancerOrGroupIn(to));
  const isName = isNameOf(to, loadBalancer.dnsName);
  // Global Accelerator names an Elastic IP address by its allocation.
  return isName || loadBalancer.addressAllocationIds.includes(to) || isAddressOf(to, loadBalancer, facts);
}

/** Why its addresses are not known: then whoever points at an address may point at it. */
export function gapInAddresses({ arn, name }: LoadBalancer, { inspections: { addresses } }: Facts): string | undefined {
  if (!addresses.ok) return addresses.why;
  // Every NLB has interfaces.
  return addresses.value.has(arn)
    ? undefined
    : `EC2 shows no network interface of ${name}: its addresses are not known.`;
}

/** ARNs by which it is named: its own, and those of its target groups. */
function namesOf({ arn }: LoadBalancer, facts: Facts): ReadonlySet<string> {
  const attached = attachedTargetGroups({ arn }, facts);
  return new Set([arn, ...(attached.ok ? attached.value.map((group) => group.arn) : [])]);
}

/**
 * `…:listener/net/<name>/<id>/<listener>` → `…:loadbalancer/net/<name>/<id>`, rules alike; any other ARN as it is
 * (Service Authorization Reference, "AWS Elastic Load Balancing V2", resource types).
 */
function loadBalancerOrGroupIn(arn: string): string {
  const [, before, path] = /^(.*):listener(?:-rule)?\/(net\/[^/]+\/[^/]+)\//.exec(arn) ?? [];
  return before === undefined ? arn : `${before}:loadbalancer/${path}`;
}

/** Whether the source points at anything by an address: then those of the NLBs have to be read. */
export function holdsAddress(reading: UserReading | undefined): boolean {
  return reading?.is === 'asked' && reading.answer.ok && reading.answer.value.some(({ to }) => isAddress(to));
}

function isAddressOf(to: string, { arn }: LoadBalancer, { inspections: { addresses } }: Facts): boolean {
  const own = addresses.ok ? addresses.value.get(arn) : undefined;
  return own !== undefined && own.map(comparableAddress).includes(comparableAddress(to));
}
