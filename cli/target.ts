/** The `<arn or name>` that a command is given. */
import { UsageError } from './errors.ts';

/** An ARN knows its region. A Classic one ends in the bare name. @throws UsageError */
export function parseTarget(which: string): { region: string | undefined } {
  if (!which.startsWith('arn:')) {
    if (!/^[A-Za-z0-9-]{1,32}$/.test(which)) {
      throw new UsageError(`${which}: give the ARN or the name of a load balancer`);
    }
    return { region: undefined };
  }
  const parts = /^arn:[^:]+:elasticloadbalancing:([a-z0-9-]+):\d{12}:loadbalancer\/(.+)$/.exec(which);
  const region = parts?.[1];
  const rest = parts?.[2];
  if (region === undefined || rest === undefined) {
    throw new UsageError(
      `${which}: is not the ARN of a load balancer (arn:aws:elasticloadbalancing:…:loadbalancer/net/…)`,
    );
  }
  if (!rest.includes('/')) throw new UsageError(`${which}: is a Classic Load Balancer; those are never judged`);
  return { region };
}
