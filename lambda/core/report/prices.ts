/**
 * What an idle Network Load Balancer costs in a month. Pure, static, an estimate: list prices in USD without usage.
 * Never part of a verdict.
 */
import type { LoadBalancer } from '../../model/aws.ts';

const HOURS_PER_MONTH = 730;

/** Public IPv4, USD per address and hour, the same in every commercial region. https://aws.amazon.com/vpc/pricing/ */
const ADDRESS_HOURLY_USD = 0.005;

/** NLB-hour, USD. https://aws.amazon.com/elasticloadbalancing/pricing/ — regions that are not here cost DEFAULT. */
const HOURLY_USD: ReadonlyMap<string, number> = new Map([
  ['us-east-1', 0.0225],
  ['us-east-2', 0.0225],
  ['us-west-1', 0.0252],
  ['us-west-2', 0.0225],
  ['ca-central-1', 0.02475],
  ['eu-west-1', 0.0252],
  ['eu-west-2', 0.02646],
  ['eu-west-3', 0.02646],
  ['eu-central-1', 0.027],
  ['eu-north-1', 0.02394],
  ['eu-south-1', 0.02646],
  ['ap-south-1', 0.0239],
  ['ap-southeast-1', 0.0252],
  ['ap-southeast-2', 0.0252],
  ['ap-northeast-1', 0.0243],
  ['ap-northeast-2', 0.0225],
  ['ap-northeast-3', 0.0243],
  ['sa-east-1', 0.034],
]);

/** The lowest list price, so that a saving is never promised too high. */
const DEFAULT_HOURLY_USD = 0.0225;

/**
 * USD per month that deleting the NLB saves, rounded to the cent: its hours, and one public IPv4 address per zone where
 * it faces the internet. Elastic IP addresses of the customer are billed on, so they do not count.
 */
export function monthlyCostUsd(loadBalancer: LoadBalancer, region: string): number {
  const hourly = HOURLY_USD.get(region) ?? DEFAULT_HOURLY_USD;
  const addresses =
    loadBalancer.scheme === 'internet-facing'
      ? Math.max(0, loadBalancer.zoneCount - loadBalancer.customerAddressCount)
      : 0;
  return roundToCents((hourly + addresses * ADDRESS_HOURLY_USD) * HOURS_PER_MONTH);
}

/** Sums what `monthlyCostUsd` gave, without the dust of binary fractions. */
export function sumUsd(amounts: readonly number[]): number {
  return roundToCents(amounts.reduce((sum, amount) => sum + amount, 0));
}

function roundToCents(usd: number): number {
  // The tiny shift lifts 23.725 (stored as 23.72499…) over the half.
  return Math.round(usd * 100 + 1e-6) / 100;
}
