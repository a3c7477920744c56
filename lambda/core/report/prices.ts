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
  // From here on each from the row of its region in NLBMetadatas, made from AWS's price list:
  // https://github.com/cortexlabs/cortex/blob/master/pkg/lib/aws/resource_metadata.go (docs/facts/chat-and-fleet.md 4).
  ['af-south-1', 0.029988], // NLBMetadatas["af-south-1"]
  ['ap-east-1', 0.0277], // NLBMetadatas["ap-east-1"]
  ['me-south-1', 0.02772], // NLBMetadatas["me-south-1"]
  ['us-gov-east-1', 0.032], // NLBMetadatas["us-gov-east-1"]
  ['us-gov-west-1', 0.032], // NLBMetadatas["us-gov-west-1"]
]);

/** Billed in CNY and in EUR: the number of another currency beside "USD" would be wrong. */
const NOT_IN_USD = /^(cn|eusc)-/;

/** The lowest list price, so that a saving is never promised too high. */
const DEFAULT_HOURLY_USD = 0.0225;

/**
 * USD per month that deleting the NLB saves, rounded to the cent: its hours, and one public IPv4 address per zone where
 * it faces the internet. Elastic IP addresses of the customer are billed on, so they do not count. Undefined where AWS
 * bills in another currency.
 */
export function monthlyCostUsd(loadBalancer: LoadBalancer, region: string): number | undefined {
  if (NOT_IN_USD.test(region)) return undefined;
  const hourly = HOURLY_USD.get(region) ?? DEFAULT_HOURLY_USD;
  const addresses =
    loadBalancer.scheme === 'internet-facing'
      ? Math.max(0, loadBalancer.zoneCount - loadBalancer.addressAllocationIds.length)
      : 0;
  return roundToCents((hourly + addresses * ADDRESS_HOURLY_USD) * HOURS_PER_MONTH);
}

/** Sums what `monthlyCostUsd` knew, without the dust of binary fractions. Undefined when it knew not one of them. */
export function sumUsd(amounts: readonly (number | undefined)[]): number | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  if (known.length === 0 && amounts.length > 0) return undefined;
  return roundToCents(known.reduce((sum, amount) => sum + amount, 0));
}

/** `about USD 23.73 a month`. */
export function costInWords(usd: number | null | undefined): string {
  return usd === null || usd === undefined
    ? 'an unknown amount a month (not billed in USD)'
    : `about USD ${usd.toFixed(2)} a month`;
}

function roundToCents(usd: number): number {
  // The tiny shift lifts 23.725 (stored as 23.72499…) over the half.
  return Math.round(usd * 100 + 1e-6) / 100;
}
