/** DNS records that lead to a load balancer by way of other records: `www CNAME api`, `api CNAME edge-0a1b.elb…`. Pure. */
import type { Reference } from '../../model/users.ts';
import { comparableName } from './record-values.ts';

/** A record as far as a chain needs it. */
export interface NamedRecord {
  /** As it is written, without a dot at the end. */
  readonly name: string;
  readonly who: string;
  readonly id: string;
  /** Names it leads to. */
  readonly hosts: readonly string[];
}

/** A reference with the name by which other records lead to it. */
export interface NamedReference extends Reference {
  readonly name: string;
  readonly id: string;
}

/** The same references, and one for every record that leads to one of them, over however many others. */
export function withChains(
  direct: readonly NamedReference[],
  records: readonly NamedRecord[],
): readonly NamedReference[] {
  const byHost = new Map<string, NamedRecord[]>();
  for (const record of records) {
    for (const host of new Set(record.hosts.map(comparableName))) {
      const leading = byHost.get(host);
      if (leading === undefined) byHost.set(host, [record]);
      else leading.push(record);
    }
  }
  const found = new Map(direct.map((one) => [keyOf(one), one]));
  // Grows while it is walked; a circle ends where everything in it was found.
  const queue = [...found.values()];
  for (const { name, to } of queue) {
    for (const record of leadingTo(name, byHost)) {
      const reference = { name: record.name, who: record.who, id: record.id, to };
      if (found.has(keyOf(reference))) continue;
      found.set(keyOf(reference), reference);
      queue.push(reference);
    }
  }
  return [...found.values()];
}

/** A wildcard answers for every name below it. */
function leadingTo(name: string, byHost: ReadonlyMap<string, readonly NamedRecord[]>): readonly NamedRecord[] {
  const written = comparableName(name);
  if (!written.startsWith('*.')) return byHost.get(written) ?? [];
  const below = written.slice(1);
  return [...byHost].flatMap(([host, records]) => (host.endsWith(below) ? records : []));
}

function keyOf({ id, to }: NamedReference): string {
  return `${id}\n${to}`;
}
