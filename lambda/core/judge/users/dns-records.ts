/**
 * DNS records of this account that send clients to the NLB. A caution, since a record is often left behind as the NLB was;
 * a veto where the operator says so (setting `dnsRecords`). Pure.
 */
import { listed } from '../../words.ts';
import { findIn, sourceName } from './references.ts';
import { none, type User } from './user.ts';

/** People decide by their names; those beyond are only counted. */
const MOST_NAMED = 10;

export const dnsRecords: User = {
  name: sourceName('route-53'),
  absence: 'says-nothing',
  look(loadBalancer, facts) {
    const found = findIn('route-53', loadBalancer, facts);
    if (found.is !== 'read') return found;
    if (found.references.length > 0) {
      const names = listed([...new Set(found.references.map(({ who }) => who))], MOST_NAMED);
      const about = [...new Set(found.references.map(({ who, id = who }) => id))];
      const stillPoint = `${names} still ${found.references.length === 1 ? 'points' : 'point'} here`;
      return facts.dnsRecords === 'veto'
        ? {
            is: 'uses',
            reason: 'used-by-aws-service',
            who: `${stillPoint}, which the setting dnsRecords makes a veto.`,
          }
        : { is: 'hint', caution: { kind: 'dns-record', words: `${stillPoint}.`, about } };
    }
    return none('no record of this account points at it');
  },
};
