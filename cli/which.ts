/** The `<which>` that a command is given: the ways in which people name a load balancer. */
import { comparableHostname } from '../lambda/core/judge/dns-names.ts';
import { REGION_PATTERN } from '../lambda/settings/region-name.ts';
import { UsageError } from './errors.ts';

/** `region` where the text itself tells it. */
export type Which =
  | { readonly is: 'arn'; readonly arn: string; readonly region: string }
  | { readonly is: 'dns-name'; readonly dnsName: string; readonly region: string | undefined }
  | { readonly is: 'service'; readonly named: string; readonly region: undefined }
  | { readonly is: 'name'; readonly name: string; readonly region: undefined };

const NAME = /^[A-Za-z0-9-]{1,32}$/;
/** Two names of Kubernetes (DNS-1123 labels). */
const SERVICE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** @throws UsageError */
export function parseWhich(text: string): Which {
  if (text.startsWith('arn:')) return parseArn(text);
  if (SERVICE.test(text)) return { is: 'service', named: text, region: undefined };
  if (NAME.test(text)) return { is: 'name', name: text, region: undefined };
  if (/^[A-Za-z0-9.-]+$/.test(text) && text.includes('.')) return parseDnsName(text);
  throw new UsageError(
    `${text}: give the ARN, the name or the DNS name of a load balancer, or its Service as namespace/service`,
  );
}

function parseArn(text: string): Which {
  const parts = /^arn:[^:]+:elasticloadbalancing:([a-z0-9-]+):\d{12}:loadbalancer\/(.+)$/.exec(text);
  const region = parts?.[1];
  const rest = parts?.[2];
  if (region === undefined || rest === undefined) {
    throw new UsageError(
      `${text}: is not the ARN of a load balancer (arn:aws:elasticloadbalancing:…:loadbalancer/net/…)`,
    );
  }
  // A Classic one ends in the bare name.
  if (!rest.includes('/')) throw new UsageError(`${text}: is a Classic Load Balancer; those are never judged`);
  return { is: 'arn', arn: text, region };
}

const DNS_REGION = new RegExp(String.raw`\.(?:(${REGION_PATTERN})\.elb|elb\.(${REGION_PATTERN}))\.`);

/** NLBs are `<name>.elb.<region>.amazonaws.com`, the others `<name>.<region>.elb.amazonaws.com`; `….eu` in eusc. */
function parseDnsName(text: string): Which {
  const dnsName = comparableHostname(text);
  const [, ofOthers, ofNetwork] = DNS_REGION.exec(dnsName) ?? [];
  const region = ofOthers ?? ofNetwork;
  if (region === undefined) {
    throw new UsageError(
      `${text}: is not the DNS name of a load balancer (….elb.<region>.amazonaws.com); a name that points there does not do`,
    );
  }
  return { is: 'dns-name', dnsName, region };
}
