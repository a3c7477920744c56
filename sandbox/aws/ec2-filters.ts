/**
 * EC2's filters: every filter must match, by one of its values; `*` stands for any characters, `?` for one, and a backslash
 * before either for itself (EC2 API reference, "Filter" and DescribeNetworkInterfaces).
 */
import type { Filter } from '@aws-sdk/client-ec2';

/** What the sandbox knows of a resource, by filter name; a name that is not there is refused. */
export type Filterable = (name: string) => readonly string[] | undefined;

/** @returns the name of a filter that the sandbox does not know, or whether the resource is wanted */
export function matches(filters: readonly Filter[], valuesOf: Filterable): boolean | { readonly unknown: string } {
  for (const { Name = '', Values = [] } of filters) {
    const values = valuesOf(Name);
    if (values === undefined) return { unknown: Name };
    const patterns = Values.map(pattern);
    if (!values.some((value) => patterns.some((wanted) => wanted.test(value)))) return false;
  }
  return true;
}

function pattern(value: string): RegExp {
  const parts = value.match(/\\.|[^\\]|\\$/gs) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return (part.length > 1 ? part.slice(1) : part).replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`, 's');
}
