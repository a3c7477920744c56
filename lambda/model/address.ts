/** What IP addresses look like, among the names and ARNs by which services of AWS point at things. Pure. */

/** Version 4 or 6; no DNS name and no ARN looks like one. */
export function isAddress(host: string): boolean {
  return /^\d+(\.\d+){3}$/.test(host) || /^[\da-f:.]*:[\da-f:.]*$/i.test(host);
}

/** Version 6 in its one short form (RFC 5952); whatever is no address, as it is. */
export function comparableAddress(address: string): string {
  const url = `http://[${address}]`;
  return address.includes(':') && URL.canParse(url) ? new URL(url).hostname : address;
}
