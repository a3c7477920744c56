/**
 * Names with parameters: CloudFront's multi-tenant distributions write `{{tenant}}.example.com` for an origin, and each
 * tenant fills in its own (CloudFront Developer Guide, "How parameters work with distribution tenants"). Pure.
 */
const PARAMETER = /\{\{[^{}]*\}\}/;

/**
 * Whether some values of its parameters make the template the hostname; without parameters, whether they are the same.
 * Both in the form in which hostnames are compared.
 */
export function mayBecome(template: string, hostname: string): boolean {
  const [start = '', ...parts] = template.split(PARAMETER);
  const end = parts.pop();
  if (end === undefined) return template === hostname;
  if (!hostname.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = hostname.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  // SAFETY: what the parameters become is for the tenants to say, and one may say this name.
  return hostname.length - end.length >= at && hostname.endsWith(end);
}
