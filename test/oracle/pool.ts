/** The clusters that a world may have, before anything befalls them. */
import type { ClusterSpec, EndSpec } from './description.ts';

/** Two VPCs do: one that an NLB is in, and another one. */
export const HERE = 'vpc-0here';
export const ELSEWHERE = 'vpc-0elsewhere';
/** The NLBs' own age, unless told: made before all clusters that are young, and after all that are old. */
export const NLB_AGE = 4000;

type Part = Partial<Omit<ClusterSpec, 'name'>>;

const gone = (...ends: EndSpec[]): Part => ({ exists: false, ends });
const young = (...ends: EndSpec[]): Part => ({ age: 500, ends });
const end = (told: EndSpec['told'], hoursAgo = 600, vpc = HERE): EndSpec => ({ told, hoursAgo, vpc });

/** By name, which says what it is. */
const POOL: Readonly<Record<string, Part>> = {
  alpha: {},
  beta: {},
  updating: { status: 'UPDATING' },
  far: { vpc: ELSEWHERE },
  creating: { status: 'CREATING' },
  deleting: { status: 'DELETING' },
  failed: { status: 'FAILED' },
  connector: { isRegisteredOnly: true },
  'gone-in-trail': gone(end('trail')),
  'gone-without-vpc': gone(end('trail-without-vpc')),
  'gone-from-elsewhere': gone(end('trail', 600, ELSEWHERE)),
  'gone-refused': gone(end('trail-refused')),
  'gone-before': gone(end('trail', NLB_AGE + 1)),
  'gone-long-ago': gone(end('trail', 90 * 24)),
  'gone-in-config': gone(end('config', 3000)),
  'gone-in-config-perhaps-before': gone(end('config', NLB_AGE - 24)),
  'gone-in-config-elsewhere': gone(end('config', 3000, ELSEWHERE)),
  'gone-by-word': gone(end('settings')),
  'gone-by-both': gone(end('settings'), end('trail', 700)),
  never: gone(),
  'young-in-trail': young(end('trail')),
  'young-by-word': young(end('settings')),
  'young-in-config': young(end('config')),
  'young-too-late': young(end('trail', 400)),
  'young-unproved': young(),
  'moved-in-trail': { ...young(end('trail')), vpc: ELSEWHERE },
  'moved-unproved': { ...young(), vpc: ELSEWHERE },
};

/** Those that nobody can look into: one of them keeps nearly all that lies beside it. */
export const DARK_NAMES: readonly string[] = ['creating', 'deleting', 'failed', 'connector'];

export const CLUSTER_NAMES: readonly string[] = Object.keys(POOL).filter((name) => !DARK_NAMES.includes(name));

/** @throws for a name that is not in the pool */
export function clusterOf(name: string): ClusterSpec {
  const part = POOL[name];
  if (part === undefined) throw new Error(`the pool has no cluster ${name}`);
  return {
    vpc: HERE,
    exists: true,
    age: 9000,
    status: 'ACTIVE',
    isRegisteredOnly: false,
    unread: new Map(),
    canBeDescribed: true,
    services: [],
    holders: [],
    bindings: [],
    ...part,
    ends: [...(part.ends ?? [])],
    name,
  };
}
