/** What a person is shown of an NLB before they say that its cluster is gone: whose it is, and what it did lately. */
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../lambda/core/judge/target-groups.ts';
import { span, trafficOf } from '../lambda/core/judge/traffic.ts';
import { plainText } from '../lambda/core/report/plain-text.ts';
import { serviceOwnerIn } from '../lambda/core/tags/owner.ts';
import { HOUR_MS } from '../lambda/core/time.ts';
import { count, dateTime } from '../lambda/core/words.ts';
import type { LoadBalancer } from '../lambda/model/aws.ts';
import type { Facts } from '../lambda/model/facts.ts';
import type { MeasuredTraffic } from '../lambda/model/traffic.ts';

/** Two lines: `  a1b2…, Service mail/smtp, made 2026-01-01 09:00 UTC`, and below it its targets and traffic. */
export function shown(loadBalancer: LoadBalancer, facts: Facts): string {
  const service = serviceOwnerIn(loadBalancer, facts)?.service;
  const whose = service === undefined ? '' : `, Service ${service.namespace}/${service.name}`;
  const whoAndWhen = plainText(`${loadBalancer.name}${whose}, made ${dateTime(loadBalancer.createdAt)}`);
  return `  ${whoAndWhen}\n    ${plainText(`${targets(loadBalancer, facts)} · ${traffic(loadBalancer, facts)}`)}\n`;
}

/** What was not read is never zero. */
function targets(loadBalancer: LoadBalancer, facts: Facts): string {
  const attached = attachedTargetGroups(loadBalancer, facts);
  const all = attached.ok ? targetsOf(attached.value, facts) : attached;
  if (!all.ok) return `targets not known: ${all.why}`;
  if (all.value.length === 0) return 'no target';
  return `${all.value.filter(isMaybeHealthy).length} of ${count(all.value.length, 'target')} healthy`;
}

function traffic(loadBalancer: LoadBalancer, facts: Facts): string {
  const signs = trafficOf(loadBalancer, facts);
  switch (signs.is) {
    case 'unreadable':
      return `traffic not known: ${signs.words}`;
    case 'none':
      return `no client in ${span(signs.measured)}`;
    case 'flows':
      return `${signs.words}${lastBytes(signs.measured)}`;
  }
}

function lastBytes({ from, bytes }: MeasuredTraffic): string {
  const last = bytes.findLastIndex((amount) => amount > 0);
  return last === -1 ? '' : `; last bytes in the hour of ${dateTime(new Date(from.getTime() + last * HOUR_MS))}`;
}
