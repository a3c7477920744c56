/** What names of clusters look like. Pure. */

/** API_CreateCluster, name. A name that EKS does not take is that of another kind of cluster, with a domain of its own. */
export const EKS_CLUSTER_NAME = /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/;

/**
 * Of a cluster that a person can say something about. One that is gone may never have been one of EKS, so its name may be
 * whatever a tag can hold (API_Tag of Elastic Load Balancing v2) but a blank: the words of a proof stand apart by blanks,
 * and a name with one could not be read back.
 */
export const SAYABLE_CLUSTER = /^[\p{L}\p{N}_.:/=+\-@]{1,256}$/u;

/** Why nothing can be said about a cluster of the name; undefined where it can. */
export function faultOfClusterName(name: string): string | undefined {
  if (SAYABLE_CLUSTER.test(name)) return undefined;
  return /\s/.test(name)
    ? 'has a blank, and what is said about a cluster ends its name at one: nothing could come of it. Delete its load balancers by hand once you know that nothing uses them'
    : 'is no name that a tag can hold: give it as it stands in the tags of the load balancers';
}
