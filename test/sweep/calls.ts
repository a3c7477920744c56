/** What a sweep writes on the first day of a Life, in its words, about an NLB called payments/api. */

export const QUARANTINE =
  'AddTags payments/api quarantined-at=2026-03-02T09:00:00Z reason=service-gone evidence=… approval=pending';
export const NOTICE = 'AddTags payments/api notified-at=2026-03-02T09:00:00Z delete-after=2026-03-09T09:00:00Z';

/** @param loadBalancerArn with which it goes */
export function markOf(targetGroup: string, loadBalancerArn: string): string {
  return `AddTags ${targetGroup} companion-of=${loadBalancerArn.split('/').slice(-2).join('/')}`;
}
