/**
 * Services, Ingresses and Gateways whose annotation tells external-dns to send their names to the NLB, instead of to what
 * their own status says. Pure. A caution only, and only from what was read: the records are in whatever DNS external-dns
 * writes, and an annotation is often left behind as the NLB was.
 */
import type { LoadBalancer } from '../../../model/aws.ts';
import type { Inspections } from '../../../model/facts.ts';
import { listed } from '../../words.ts';
import { gapInAddresses } from './references.ts';
import { none, unread, type User } from './user.ts';

export const externalDnsTargets: User = {
  name: 'external-dns annotations',
  absence: 'says-nothing',
  look(loadBalancer, facts, claims) {
    const here = namesAndAddresses(loadBalancer, facts.inspections);
    const senders = [...new Set(here.flatMap((target) => claims.sentTo(target)))];
    if (senders.length === 0) {
      // SAFETY: an address of it may be among those that annotations name.
      const gap = claims.sendToAddress ? gapInAddresses(loadBalancer, facts) : undefined;
      return gap === undefined
        ? none('no annotation that was read names it')
        : unread('network interfaces', `An external-dns annotation names an address: ${gap}`);
    }
    const send =
      senders.length === 1 ? 'tells external-dns to send its names' : 'tell external-dns to send their names';
    const words = `${listed(senders)} ${send} here (annotation external-dns…/target).`;
    return { is: 'hint', caution: { kind: 'external-dns-target', words, about: senders } };
  },
};

/** The addresses are there when a record or an annotation holds one (collect/outside-users.ts). */
function namesAndAddresses({ arn, dnsName }: LoadBalancer, { addresses }: Inspections): readonly string[] {
  const known = addresses.ok ? addresses.value.get(arn) : undefined;
  return known === undefined ? [dnsName] : [dnsName, ...known];
}
