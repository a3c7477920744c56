/** Users of load balancers outside Kubernetes: who points at what, as AWS's own services say it. */
import type { Reading } from './reading.ts';

/** Where users outside Kubernetes are looked for. The words of the setting `usersOfNlb`. */
export const USER_SOURCES = [
  'endpoint-services',
  'api-gateway',
  'global-accelerator',
  'cloudfront',
  'verified-access',
  'traffic-mirror',
  'ecs-services',
  'route-53',
] as const;

export type UserSource = (typeof USER_SOURCES)[number];

/** Something of AWS that points at a load balancer, by whatever name it has for it. */
export interface Reference {
  /** Who, at the start of a sentence: `VPC endpoint service vpce-svc-0a1 (2 connections)`. */
  readonly who: string;
  /** Tells it from others that are called the same, in words too; `who` where that does. */
  readonly id?: string;
  /**
   * ARN of a load balancer, listener or target group, a DNS name or an IP address, as the service has it. A reference to
   * something else does no harm: it names no NLB.
   */
  readonly to: string;
}

/**
 * - `off`: the operator switched the source off (setting `usersOfNlb`).
 * - `not-due`: looked at within the last day, and all that is suspected has been quarantined since before.
 */
export type UserReading =
  | { readonly is: 'asked'; readonly answer: Reading<readonly Reference[]> }
  | { readonly is: 'off' }
  | { readonly is: 'not-due' };
