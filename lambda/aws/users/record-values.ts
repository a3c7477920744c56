/** What a DNS record points at, and what it is called, in the forms that Route 53 writes. Pure. */
import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { isAddress } from '../../model/address.ts';
import { IncompleteAnswerError } from '../errors.ts';
import { required } from '../reading.ts';

/** Types that send somebody somewhere: a TXT record may hold any name, and nobody follows it. */
const POINTING: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME', 'HTTPS', 'MX', 'NS', 'SRV', 'SVCB']);

/** What a record says where it leads: names and addresses, or the traffic policy instance behind it. */
export type Pointing = { readonly to: readonly string[] } | { readonly policyInstance: string };

/**
 * The names and addresses in a record's values, or its alias target; names as they are written.
 * @throws IncompleteAnswerError for a record that says nothing
 */
export function pointingOf(record: ResourceRecordSet): Pointing {
  const { AliasTarget, ResourceRecords, TrafficPolicyInstanceId } = record;
  if (!POINTING.has(required(record.Type, 'Type for a record'))) return { to: [] };
  if (TrafficPolicyInstanceId !== undefined) return { policyInstance: TrafficPolicyInstanceId };
  if (AliasTarget !== undefined) return { to: [required(AliasTarget.DNSName, 'DNSName for an alias')] };
  if (ResourceRecords !== undefined) {
    return { to: ResourceRecords.flatMap(({ Value }) => hostsIn(required(Value, 'Value for a record'))) };
  }
  throw new IncompleteAnswerError('a record has neither AliasTarget nor ResourceRecords');
}

/** `10 mail.example.com`, `1 . alpn=h2 ipv4hint=192.0.2.1,192.0.2.2`: what looks like a host is a word of its own. */
export function hostsIn(value: string): readonly string[] {
  return value.split(/[\s,="]+/).filter((word) => isAddress(word) || word.includes('.'));
}

/**
 * `\052.example.com.` → `*.example.com`: Route 53 writes what is not a letter, digit, hyphen, underscore or dot as three
 * octal digits (Route53/latest/DeveloperGuide/DomainNameFormat.html). What does not print stays escaped.
 */
export function readableName(name: string): string {
  return name
    .replaceAll(/\\([0-7]{3})/g, (escape, digits: string) => {
      const code = Number.parseInt(digits, 8);
      return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : escape;
    })
    .replace(/\.$/, '');
}

/** DNS names are compared in lower case and without the dot at the end. */
export function comparableName(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
