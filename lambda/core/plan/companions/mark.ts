/** The mark that `sweep` puts on what goes with an NLB, and without which `reap` deletes none of it. Pure. */

/** `<name>/<id>` of the NLB: value of the tag `companion-of`. */
export function companionMark(loadBalancerArn: string): string {
  return loadBalancerArn.split('/').slice(-2).join('/');
}
