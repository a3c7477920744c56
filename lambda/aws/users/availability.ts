/**
 * Where a source of users does not exist, so that it is read and empty without a call. A fixed list, each entry from
 * AWS's own pages: neither a network error nor a name that does not resolve may ever stand for it.
 */
import { partition } from '@aws-sdk/util-endpoints';

import type { UserSource } from '../../model/users.ts';
import type { Place } from './reader.ts';

/** By source, the partitions and regions that are known to lack it. What is not known is asked. */
const ABSENT: Partial<Readonly<Record<UserSource, readonly string[]>>> = {
  // Partitions for which the China and GovCloud guides and the "What's new" pages announce no Verified Access, then such
  // regions. Its reader asks first, as EC2 answers in all of them (InvalidAction where the call is unknown, seen in
  // ap-east-1: github.com/ekristen/aws-nuke/issues/774), so that an entry which time overtakes hides nothing.
  'verified-access': [
    'aws-cn',
    'aws-iso',
    'aws-iso-b',
    'aws-iso-e',
    'aws-iso-f',
    'aws-eusc',
    'af-south-1',
    'ca-west-1',
    'eu-central-2',
    'eu-south-2',
    'me-central-1',
    'me-south-1',
    'mx-central-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-3',
    'ap-south-2',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
  ],
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
  return without === undefined || !(without.includes(region) || without.includes(partition(region).name));
}
