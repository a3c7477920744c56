/**
 * Commands that people paste into a shell. What stands in a tag becomes one word of them, never an option or a command of
 * its own: whoever may tag a load balancer must not be able to write what somebody else runs. Pure.
 *
 * Here without `npx`, since messages hold them (report/answers.ts says why); a terminal shows others with it, as README does.
 */
import { faultOfClusterName } from '../model/cluster-name.ts';

/** `nlb-janitor confirm-gone --region eu-west-3 old`; undefined for a name that it would refuse. */
export function confirmCommand(cluster: string, region: string): string | undefined {
  if (faultOfClusterName(cluster) !== undefined) return undefined;
  const start = `nlb-janitor confirm-gone --region ${region}`;
  return cluster.startsWith('-') ? `${start} -- ${shellWord(cluster)}` : `${start} ${shellWord(cluster)}`;
}

/** Of what was deleted; it finds the bucket by the stack. */
export function historyCommand(region: string): string {
  return `nlb-janitor history --region ${region}`;
}

/** One word of a POSIX shell, whatever it holds. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._:/=+@-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
