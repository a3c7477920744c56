/**
 * Where AWS does not offer what a source reads: the one list by which "not available here" may count as "none". It is
 * never a guess from a DNS or network error.
 */
import { partition } from '@aws-sdk/util-endpoints';

import type { UserSource } from '../../model/users.ts';

/** Partitions and regions, by their names in AWS's endpoint rules. */
interface Absence {
  readonly partitions: readonly string[];
  readonly regions: readonly string[];
}

const ABSENT: Partial<Readonly<Record<UserSource, Absence>>> = {
  /**
   * No announcement of AWS Verified Access (aws.amazon.com/about-aws/whats-new, 2023 to 2025) names these, and the China
   * guide (docs.amazonaws.cn/en_us/aws/latest/userguide) has no page on it. ap-east-1 was seen to answer InvalidAction
   * (github.com/ekristen/aws-nuke/issues/774).
   */
  'verified-access': {
    partitions: ['aws-cn', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
    regions: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-northeast-3',
      'ap-south-2',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-west-1',
      'eu-central-2',
      'eu-south-2',
      'me-central-1',
      'me-south-1',
      'mx-central-1',
    ],
  },
};

/** Whether AWS is known not to offer it in the region. The list ages: where there is an API to ask, it is asked first. */
export function isKnownAbsent(source: UserSource, region: string): boolean {
  const absence = ABSENT[source];
  if (absence === undefined) return false;
  return absence.regions.includes(region) || absence.partitions.includes(partition(region).name);
}
