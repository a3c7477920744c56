/** From what people call load balancers to the load balancers, in every region that is asked. Reads only. */
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { isNameOf } from '../lambda/core/judge/dns-names.ts';
import { ownerOf } from '../lambda/core/tags/ownership.ts';
import type { LoadBalancer, TagReading } from '../lambda/model/aws.ts';
import { namespacedName } from '../lambda/model/kubernetes.ts';
import { clientsFor, type Caller } from './clients.ts';
import { CouldNotError } from './errors.ts';
import { failureIn } from './known-regions.ts';
import { neverSilent } from './patience.ts';
import type { Which } from './which.ts';

export interface Found {
  readonly region: string;
  readonly loadBalancer: LoadBalancer;
}

export interface Search {
  /** All that it may mean, which may be several; none when there is none. */
  readonly found: readonly Found[];
  /** The regions that were looked in. */
  readonly looked: readonly string[];
  /** Those that could not be: one of them may hold it, or another that the name means too. */
  readonly failed: readonly FailedRegion[];
}

export interface FailedRegion {
  readonly region: string;
  /** Begins with the region. */
  readonly why: string;
}

export interface Finder {
  /** Looks in every region, also after one that failed. Only in its own for what names its region. */
  find(which: Which): Promise<Search>;
  /** The tags of one that was found, as they are now. */
  tagsOf(found: Found): Promise<TagReading>;
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
      const looked: string[] = [];
      const failed: FailedRegion[] = [];
      for (const region of await regionsFor(which)) {
        try {
          const looking = (): Promise<readonly LoadBalancer[]> => meantIn(inRegion(region), which);
          const meant = await neverSilent(`looking in ${region}`, caller.say, looking);
          found.push(...meant.map((loadBalancer) => ({ region, loadBalancer })));
          looked.push(region);
        } catch (error) {
          if (!(error instanceof CouldNotError)) throw error;
          failed.push({ region, why: error.message });
        }
      }
      return { found, looked, failed };
    },
    tagsOf: ({ region, loadBalancer }) => inRegion(region).tagsOf(loadBalancer.arn),
  };
}

/** @throws CouldNotError */
async function meantIn(reader: RegionReader, which: Which): Promise<readonly LoadBalancer[]> {
  const isMeant = matcher(which, which.is === 'service' ? await reader.tags() : new Map());
  return (await reader.list()).filter(isMeant);
}

interface RegionReader {
  /** @throws CouldNotError */
  list(): Promise<readonly LoadBalancer[]>;
  /** @throws CouldNotError */
  tags(): Promise<ReadonlyMap<string, TagReading>>;
  tagsOf(arn: string): Promise<TagReading>;
}

function regionReader(region: string, caller: Caller): RegionReader {
  const reader = elbLoadBalancers(clientsFor(region, caller).elasticLoadBalancing);
  const list = once(async () => {
    const all = await reader.list();
    if (!all.ok) throw new CouldNotError(failureIn(region, all.why));
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
  return { list, tags, tagsOf: (arn) => reader.tagsOf(arn) };
}

function matcher(which: Which, tags: ReadonlyMap<string, TagReading>): (loadBalancer: LoadBalancer) => boolean {
  switch (which.is) {
    case 'arn':
      return ({ arn }) => arn === which.arn;
    case 'name':
      return ({ name }) => name === which.name;
    case 'dns-name':
      return ({ dnsName }) => isNameOf(which.dnsName, dnsName);
    case 'service':
      return (loadBalancer) => {
        const reading = tags.get(loadBalancer.arn);
        if (reading?.ok !== true || reading.value.is !== 'present') return false;
        const owner = ownerOf(loadBalancer, reading.value.tags);
        return owner.is === 'service' && namespacedName(owner.service) === which.named;
      };
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
