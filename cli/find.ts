/** From what people call load balancers to the load balancers, in every region that is asked. Reads only. */
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { comparableHostname } from '../lambda/core/judge/claims.ts';
import { ownerOf } from '../lambda/core/tags/ownership.ts';
import type { LoadBalancer, TagReading } from '../lambda/model/aws.ts';
import { clientsFor, type Caller } from './clients.ts';
import { CouldNotError } from './errors.ts';
import type { Which } from './which.ts';

export interface Found {
  readonly region: string;
  readonly loadBalancer: LoadBalancer;
}

export interface Finder {
  /** All that it may mean, which may be several; none when there is none. */
  find(which: Which): Promise<readonly Found[]>;
  /** Where it looks, as words. */
  whereFor(which: Which): Promise<string>;
}

/**
 * Lists every region at most once, and reads its tags only when a Service is asked for.
 * @param regions asked for only when something has no region of its own
 */
export function finder(caller: Caller, regions: () => Promise<readonly string[]>): Finder {
  const readers = new Map<string, RegionReader>();
  const inRegion = (region: string): RegionReader => {
    const reader = readers.get(region) ?? regionReader(region, caller);
    readers.set(region, reader);
    return reader;
  };
  const regionsFor = async ({ region }: Which): Promise<readonly string[]> =>
    region === undefined ? regions() : [region];
  return {
    async find(which) {
      const found: Found[] = [];
      for (const region of await regionsFor(which)) {
        const reader = inRegion(region);
        const isMeant = matcher(which, which.is === 'service' ? await reader.tags() : new Map());
        for (const loadBalancer of await reader.list()) if (isMeant(loadBalancer)) found.push({ region, loadBalancer });
      }
      return found;
    },
    whereFor: async (which) => (await regionsFor(which)).join(', '),
  };
}

interface RegionReader {
  list(): Promise<readonly LoadBalancer[]>;
  tags(): Promise<ReadonlyMap<string, TagReading>>;
}

/** @throws CouldNotError, in both methods */
function regionReader(region: string, caller: Caller): RegionReader {
  const reader = elbLoadBalancers(clientsFor(region, caller).elasticLoadBalancing);
  const list = once(async () => {
    const all = await reader.list();
    if (!all.ok) throw new CouldNotError(`${region}: ${all.why}`);
    return all.value;
  });
  const tags = once(async () => {
    const network = (await list()).filter(({ type }) => type === 'network');
    const readings = await reader.tags(network.map(({ arn }) => arn));
    // What could not be read may be of that Service too: to take another for the only one would be a guess.
    for (const { arn, name } of network) {
      const reading = readings.get(arn);
      if (reading?.ok === true) continue;
      throw new CouldNotError(`${region}: tags of ${name}: ${reading?.why ?? 'not read'}; give an ARN or a name`);
    }
    return readings;
  });
  return { list, tags };
}

function matcher(which: Which, tags: ReadonlyMap<string, TagReading>): (loadBalancer: LoadBalancer) => boolean {
  switch (which.is) {
    case 'arn':
      return ({ arn }) => arn === which.arn;
    case 'name':
      return ({ name }) => name === which.name;
    case 'dns-name':
      return ({ dnsName }) => comparableHostname(dnsName) === which.dnsName;
    case 'service':
      return (loadBalancer) => {
        const reading = tags.get(loadBalancer.arn);
        if (reading?.ok !== true || reading.value.is !== 'present') return false;
        const owner = ownerOf(loadBalancer, reading.value.tags);
        return owner.is === 'service' && `${owner.service.namespace}/${owner.service.name}` === which.named;
      };
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
