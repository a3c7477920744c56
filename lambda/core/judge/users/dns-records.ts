/**
 * DNS records of this account that send clients to the NLB. A caution, since a record is often left behind as the NLB was;
 * a veto where the operator says so (setting `dnsRecords`). Pure.
 */
import type { Facts } from '../../../model/facts.ts';
import { listed } from '../../words.ts';
import { findIn, isAddress, sourceName } from './references.ts';
import { none, unread, type User } from './user.ts';

export const dnsRecords: User = {
  name: sourceName('route-53'),
  absence: 'says-nothing',
  look(loadBalancer, facts) {
    const found = findIn('route-53', loadBalancer, facts);
    if (found.is !== 'read') return found;
    if (found.references.length > 0) {
      const names = listed(found.references.map(({ who }) => who));
      const stillPoint = `${names} still ${found.references.length === 1 ? 'points' : 'point'} here`;
      return facts.dnsRecords === 'veto'
        ? {
            is: 'uses',
            reason: 'used-by-aws-service',
            who: `${stillPoint}, which the setting dnsRecords makes a veto.`,
          }
        : { is: 'hint', caution: `${stillPoint}.` };
    }
    const { addresses } = facts.inspections;
    // SAFETY: a record may hold an address of it.
    if (!addresses.ok) return unread('network interfaces', addresses.why);
    // SAFETY: an NLB has interfaces; without them its addresses are not known.
    if (anyHoldsAddress(facts) && !addresses.value.has(loadBalancer.arn)) {
      return unread(
        'network interfaces',
        `EC2 shows no network interface of ${loadBalancer.name}, so its addresses are not known.`,
      );
    }
    return none('no record of this account points at it');
  },
};

function anyHoldsAddress({ inspections }: Facts): boolean {
  const records = inspections.outsideUsers.get('route-53');
  return records?.is === 'asked' && records.answer.ok && records.answer.value.some(({ to }) => isAddress(to));
}
