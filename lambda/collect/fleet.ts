/**
 * Lists load balancers with their tags: all of them, or the few that a run is about. What a run about a few did not list
 * is not there for its judge, which says unknown where that could matter.
 */
import { successorNames } from '../core/judge/successor-names.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { Facts } from '../model/facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';

type Fleet = Pick<Facts, 'loadBalancers' | 'tags' | 'isWholeFleet'>;
type ElbReads = Pick<ReadPorts, 'loadBalancers' | 'journal'>;

/** @param only ARNs; undefined lists the whole fleet */
export async function readFleet(
  { loadBalancers: elb, journal }: ElbReads,
  only: readonly string[] | undefined,
): Promise<Reading<Fleet>> {
  const loadBalancers = only === undefined ? await elb.list() : await elb.byArn(only);
  if (!loadBalancers.ok) return loadBalancers;
  const network = networkOf(loadBalancers.value);
  journal.note('listed load balancers', { all: loadBalancers.value.length, network: network.length });
  const tags = await elb.tags(network.map(({ arn }) => arn));
  return { ok: true, value: { loadBalancers: loadBalancers.value, tags, isWholeFleet: only === undefined } };
}

/** The facts with the load balancers that may have taken over; those that could not be read are left out. */
export async function withSuccessors({ loadBalancers: elb }: ElbReads, facts: Facts): Promise<Facts> {
  const known = new Set(facts.loadBalancers.map(({ arn }) => arn));
  const named = await elb.byName(successorNames(facts));
  const successors = named.ok ? named.value.filter(({ arn }) => !known.has(arn)) : [];
  const tags = await elb.tags(networkOf(successors).map(({ arn }) => arn));
  return {
    ...facts,
    loadBalancers: [...facts.loadBalancers, ...successors],
    tags: new Map([...facts.tags, ...tags]),
  };
}

function networkOf(loadBalancers: readonly LoadBalancer[]): readonly LoadBalancer[] {
  return loadBalancers.filter(({ type }) => type === 'network');
}
