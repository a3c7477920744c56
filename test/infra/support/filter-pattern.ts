/**
 * Whether a line of the log matches a metric filter: the part of the syntax that the alarms use, and an error for anything
 * else (CloudWatch Logs guide, "Filter pattern syntax for metric filters").
 */
import type { Template } from 'aws-cdk-lib/assertions';

type Line = Readonly<Record<string, unknown>>;

export function matchesFilter(pattern: string, line: Line): boolean {
  const inside = /^\{ (.*) \}$/.exec(pattern)?.[1];
  if (inside === undefined) throw new Error(`unknown pattern ${pattern}`);
  if (inside.includes(' && ') && inside.includes(' || ')) throw new Error(`mixed pattern ${pattern}`);
  const all = inside.split(' && ');
  if (all.length > 1) return all.every((term) => matchesTerm(term, line));
  return inside.split(' || ').some((term) => matchesTerm(term, line));
}

function matchesTerm(term: string, line: Line): boolean {
  const [, field = '', operator = '', json = ''] = /^\(?\$\.(\w+) (=|>=) ("[^"]*"|\d+)\)?$/.exec(term) ?? [];
  if (field === '') throw new Error(`unknown term ${term}`);
  const wanted: unknown = JSON.parse(json);
  const found = line[field];
  return operator === '=' ? found === wanted : typeof found === 'number' && found >= Number(wanted);
}

/** How many of the lines of that function count for the metric. */
export function countedBy(template: Template, metric: string, of: 'Sweep' | 'Reap', lines: readonly Line[]): number {
  const patterns = Object.values(template.findResources('AWS::Logs::MetricFilter'))
    .map((filter) => filter['Properties'])
    .filter(
      ({ MetricTransformations, LogGroupName }) =>
        MetricTransformations[0].MetricName === metric && JSON.stringify(LogGroupName).includes(`NlbJanitor${of}`),
    )
    .map(({ FilterPattern }) => String(FilterPattern));
  if (patterns.length === 0) throw new Error(`no filter of ${of} makes ${metric}`);
  return lines.filter((line) => patterns.some((pattern) => matchesFilter(pattern, line))).length;
}
