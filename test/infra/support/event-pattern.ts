/**
 * Tells whether an EventBridge pattern matches an event: the subset that rules.ts uses, and an error for anything else.
 * Over a list of objects all fields must match within one of them, as EventBridge does it.
 */
type Json = unknown;

export function matchesEvent(pattern: Json, event: Json): boolean {
  if (Array.isArray(pattern)) return pattern.some((matcher) => matchesLeaf(matcher, event));
  return Object.entries(Object(pattern) as Record<string, Json>).every(([key, inner]) => {
    if (key === '$or' && Array.isArray(inner)) return inner.some((branch) => matchesEvent(branch, event));
    const found: Json = Object(event)[key];
    if (Array.isArray(found) && !Array.isArray(inner)) return found.some((item) => matchesEvent(inner, item));
    return matchesEvent(inner, found);
  });
}

function matchesLeaf(matcher: Json, found: Json): boolean {
  const values: readonly Json[] = Array.isArray(found) ? found : found === undefined ? [] : [found];
  if (typeof matcher === 'string') return values.includes(matcher);
  const [[kind, wanted] = []] = Object.entries(Object(matcher) as Record<string, Json>);
  switch (kind) {
    case 'exists':
      return (found !== undefined) === wanted;
    case 'anything-but':
      return values.some((value) => !(wanted as Json[]).includes(value));
    case 'prefix':
      return values.some((value) => typeof value === 'string' && value.startsWith(String(wanted)));
    case 'wildcard': {
      const form = new RegExp(`^${String(wanted).split('*').join('.*')}$`);
      return values.some((value) => typeof value === 'string' && form.test(value));
    }
    case undefined:
    default:
      throw new Error(`unknown matcher ${JSON.stringify(matcher)}`);
  }
}
