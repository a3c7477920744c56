/** What the codes of reasons mean, in words that need no table. Pure; the rules are in judge/. */
import type { OrphanReason, UnknownReason } from '../model/verdict.ts';

const ORPHAN: Readonly<Record<OrphanReason, string>> = {
  'service-gone': 'Its Service is gone',
  'service-not-load-balancer': 'Its Service is no longer of type LoadBalancer',
  superseded: 'Its Service has moved to another load balancer',
  'previous-cluster': 'It is of an earlier cluster of that name, which was deleted',
  'cluster-gone': 'Its cluster is gone',
};

/** After "2 NLBs". Other clusters than its own may be the cause. */
const UNKNOWN: Readonly<Record<UnknownReason, string>> = {
  'cluster-unreachable': 'because a cluster does not answer',
  'cluster-unauthorized': 'because a cluster refuses access',
  'cluster-view-incomplete': 'because a cluster could not be read completely',
  'cluster-not-active': 'because EKS does not call the cluster ACTIVE',
  'cluster-elsewhere': 'because the cluster of that name is in another VPC',
  'cluster-never-seen': 'because EKS knows no cluster of that name',
  'migration-in-flight': 'because a Service is moving to another load balancer',
  'contradictory-tags': 'because tags contradict what is seen',
  unreadable: 'because something could not be read',
};

/** `Its Service is gone.` A code that this version does not know stays as it is: what others published may hold one. */
export function reasonInWords(reason: string): string {
  return isKnown(ORPHAN, reason) ? `${ORPHAN[reason]}.` : reason;
}

/** `its Service is gone (service-gone)`: within a sentence, with the code that documents and tags use. */
export function reasonWithCode(reason: OrphanReason): string {
  const words = ORPHAN[reason];
  return `${words.charAt(0).toLowerCase()}${words.slice(1)} (${reason})`;
}

/** After a number of NLBs: `because a cluster refuses access (cluster-unauthorized)`. */
export function unknownInWords(reason: UnknownReason): string {
  return `${UNKNOWN[reason]} (${reason})`;
}

function isKnown<T extends string>(words: Readonly<Record<T, string>>, reason: string): reason is T {
  return Object.hasOwn(words, reason);
}
