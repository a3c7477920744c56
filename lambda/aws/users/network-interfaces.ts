/** Nothing yet: a reader comes here. */
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import type { Place } from './reader.ts';

/** IP addresses, public and private, of every network load balancer of the region, by its ARN. */
export async function loadBalancerAddresses(
  _clients: ClientMaker,
  _place: Place,
): Promise<Reading<ReadonlyMap<string, readonly string[]>>> {
  return { ok: true, value: new Map() };
}
