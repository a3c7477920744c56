/**
 * Where a source of users does not exist, so that it is read and empty without a call. A fixed list, each entry from
 * AWS's own pages: neither a network error nor a name that does not resolve may ever stand for it.
 */
import { partition } from '@aws-sdk/util-endpoints';

import type { UserSource } from '../../model/users.ts';
import type { Place } from './reader.ts';

/** By source, the partitions that are known to lack it. What is not known is asked. */
const ABSENT: Partial<Readonly<Record<UserSource, readonly string[]>>> = {
  // Its API answers in us-west-2 only, and it reaches regions of the partition aws only (AWS General Reference, "AWS
  // Global Accelerator endpoints and quotas"; Global Accelerator Developer Guide, "AWS Region availability").
  'global-accelerator': ['aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  // GovCloud has none of its own: a distribution in front of it belongs to a standard account (AWS GovCloud (US) User
  // Guide, "Amazon CloudFront"). China has it, and so has the European Sovereign Cloud since CloudFront came there.
  cloudfront: ['aws-us-gov'],
};

/** Whether the source is to be asked; false only where it is known that AWS does not offer it. Makes no call. */
export function isOffered(source: UserSource, { region }: Pick<Place, 'region'>): boolean {
  const without = ABSENT[source];
  // SAFETY: where it is not known to be missing, it may hold users; the SDK takes a region that it does not know for one
  // of the partition aws.
  return without === undefined || !without.includes(partition(region).name);
}
