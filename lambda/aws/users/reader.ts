/** What a reader of users outside Kubernetes is. Types only. */
import type { Reading } from '../../model/reading.ts';
import type { Reference } from '../../model/users.ts';
import type { ClientMaker } from '../clients.ts';

/** Where it reads: its own account and region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Every reference of the account and region that may point at a load balancer, all pages; unreadable when one call fails or
 * an answer lacks what AWS always sends. Never rejects.
 */
export type UserReader = (clients: ClientMaker, place: Place) => Promise<Reading<readonly Reference[]>>;
