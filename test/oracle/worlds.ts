/** Random worlds: one for each seed, always the same. A plan says in words what a world is made of, so that it can be cut down. */
import { Chance } from './chance.ts';
import { CALLS } from './losses.ts';
import { Place, clusterIn } from './place.ts';
import { CLUSTER_NAMES, DARK_NAMES, HERE, NLB_AGE } from './pool.ts';
import { STORIES } from './stories.ts';
import { SURROUNDINGS } from './surroundings.ts';
import { TWISTS } from './twists.ts';
import type { NlbSpec, WorldSpec } from './description.ts';

export interface Plan {
  readonly seed: number;
  readonly nlbs: readonly NlbPlan[];
  readonly surroundings: readonly string[];
  /** Words of losses.ts. */
  readonly lost: readonly string[];
}

interface NlbPlan {
  readonly nth: number;
  readonly maker: 'in-tree' | 'controller';
  readonly cluster: string;
  readonly story: string;
  readonly twists: readonly string[];
}

/** Targets that serve nobody: a plain orphan has one of these, or none. */
const AT_REST = ['unhealthy', 'unhealthy', 'unused', 'draining'] as const;

export function planOf(seed: number): Plan {
  const chance = new Chance(seed, 'plan');
  const nlbs = Array.from({ length: chance.whole(2, 8) }, (_, nth): NlbPlan => {
    const isPlain = chance.is(0.55);
    return {
      nth,
      maker: chance.one(['in-tree', 'controller'] as const),
      cluster: chance.is(0.6) ? 'alpha' : chance.one(chance.is(0.05) ? DARK_NAMES : CLUSTER_NAMES),
      story: isPlain ? 'gone' : chance.one(Object.keys(STORIES)),
      twists: chance.some(Object.keys(TWISTS), chance.one([0, 1, 1, 1, 2, 2, 3])),
    };
  });
  return {
    seed,
    nlbs,
    surroundings: chance.some(Object.keys(SURROUNDINGS), chance.one([0, 0, 0, 1, 1, 2])),
    lost: chance.is(0.2) ? chance.some(Object.keys(CALLS), chance.one([1, 1, 2])) : [],
  };
}

export function worldOf({ seed, nlbs, surroundings, lost }: Plan): WorldSpec {
  const world: WorldSpec = {
    seed,
    clusters: [],
    nlbs: [],
    others: [],
    users: [],
    lost: lost.map((what) => ({
      what,
      by: new Chance(seed, what).one(['denied', 'throttled', 'server-error'] as const),
    })),
    off: [],
    ignored: [],
    recordsVeto: false,
  };
  clusterIn(world, 'alpha');
  const made = nlbs.map((plan) => ({ plan, nlb: nlbOf(plan, new Chance(seed, plan.nth, 'made')) }));
  for (const { nlb } of made) {
    world.nlbs.push(nlb);
    clusterIn(world, nlb.cluster);
  }
  for (const { plan, nlb } of made) {
    const at = (what: string) => new Place(nlb, world, new Chance(seed, plan.nth, what));
    STORIES[plan.story]?.(at(plan.story));
    for (const twist of plan.twists) TWISTS[twist]?.(at(twist));
  }
  for (const name of surroundings) SURROUNDINGS[name]?.(world, new Chance(seed, name));
  return world;
}

function nlbOf({ nth, maker, cluster }: NlbPlan, chance: Chance): NlbSpec {
  const label = `nlb-${nth}`;
  return {
    label,
    maker,
    cluster,
    service: { namespace: 'shop', name: `web-${nth}` },
    uid: `a000000${nth}-0000-4000-8000-000000000000`,
    vpc: HERE,
    age: NLB_AGE,
    state: 'active',
    isProtected: false,
    reserved: false,
    marks: [],
    notes: [],
    groups: [{ label: `${label}-first`, protocol: 'TCP', targets: chance.is(0.3) ? [] : [chance.one(AT_REST)] }],
    traffic: [],
    strippedDaysAgo: undefined,
  };
}
