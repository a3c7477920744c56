/** From a verdict or a record of a delete to what messages and events say of its NLB. Pure. */
import { namespacedName } from '../../model/kubernetes.ts';
import type { DeletionRecord } from '../../model/record.ts';
import type { Tags } from '../../model/reading.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { DigestFrame } from './digest.ts';
import type { About, OwnerTag } from './entries.ts';
import { monthlyCostUsd } from './prices.ts';

/** Of one that was judged. */
export function aboutOf(
  { loadBalancer, owner, tags }: Verdict,
  { region, ownerTagKeys }: Pick<DigestFrame, 'region' | 'ownerTagKeys'>,
): About {
  const { arn, name } = loadBalancer;
  return {
    arn,
    name,
    cluster: owner?.cluster ?? null,
    service: owner?.is === 'service' ? namespacedName(owner.service) : null,
    owners: ownersIn(tags ?? new Map(), ownerTagKeys),
    monthlyCostUsd: monthlyCostUsd(loadBalancer, region) ?? null,
  };
}

/** Of one that may be gone. */
export function aboutRecord(record: DeletionRecord, { ownerTagKeys }: Pick<DigestFrame, 'ownerTagKeys'>): About {
  const { arn, name, cluster, service, tags } = record;
  return {
    arn,
    name,
    cluster: cluster ?? null,
    service: service ?? null,
    owners: ownersIn(tags, ownerTagKeys),
    monthlyCostUsd: record.monthlyCostUsd ?? null,
  };
}

/** What the tags with these keys say, in the order of the keys; an empty value says nothing. */
export function ownersIn(tags: Tags, keys: readonly string[]): readonly OwnerTag[] {
  return keys.flatMap((tag) => {
    const value = tags.get(tag);
    return value === undefined || value === '' ? [] : [{ tag, value }];
  });
}
