/**
 * Which names are those of a load balancer: its DNS name, and its name in one zone, `eu-west-3a.<DNS name>`, which answers
 * with the addresses of that zone alone (docs/facts/kubernetes-nlbs.md 5.1). Pure.
 */
import { mayBecome } from './host-templates.ts';

/**
 * DNS names are compared in lower case, without a trailing dot and without `dualstack.`: the AWS Load Balancer
 * Controller writes lower case (service_controller.go), aliases use `dualstack.`.
 */
export function comparableHostname(hostname: string): string {
  return hostname
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
}

/** Whether the name is the load balancer's, of the region or of a zone, or may become it by its parameters. */
export function isNameOf(name: string, dnsName: string): boolean {
  const own = comparableHostname(dnsName);
  // SAFETY: a gateway load balancer has none: it took over from nobody.
  if (own === '') return false;
  const written = comparableHostname(name);
  if (mayBecome(written, own)) return true;
  // SAFETY: clients of one zone are clients.
  return partsFrom(/\.|\{\{/g, written).some((rest) => mayBecome(rest, `.${own}`));
}

/** DNS names that a load balancer must have for the hostname to be its own: the hostname, and what follows each of its dots. */
export function dnsNamesIn(hostname: string): readonly string[] {
  const written = comparableHostname(hostname);
  // SAFETY: a name of one zone is a name.
  return [written, ...partsFrom(/\./g, written).map((rest) => rest.slice(1))].filter((name) => name !== '');
}

/** What the text holds from each match on. */
function partsFrom(mark: RegExp, text: string): readonly string[] {
  return [...text.matchAll(mark)].map(({ index }) => text.slice(index));
}
