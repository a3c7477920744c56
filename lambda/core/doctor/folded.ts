/**
 * Checks of several clusters that say the same, as one that names them all: four equal warnings hide what differs. Pure.
 * For people; programs get each cluster's own.
 */
import { listed } from '../words.ts';
import type { Check } from './check.ts';

/** Each stands where the first of its kind stood. What is well stays a line for each cluster. */
export function folded(checks: readonly Check[]): readonly Check[] {
  const alike = Map.groupBy(checks, (check) => likeness(check) ?? check);
  return [...alike.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [together(first, others)]));
}

/** Equal for those that differ in the cluster alone; undefined for one that stays as it is. */
function likeness({ state, title, found, todo, commands, cluster }: Check): string | undefined {
  if (cluster === undefined || state === 'ok') return undefined;
  return JSON.stringify([state, titleOf(title, cluster, ''), found, todo, commands.length]);
}

function together(first: Check, others: readonly Check[]): Check {
  if (first.cluster === undefined || others.length === 0) return first;
  const all = [first, ...others];
  const clusters = all.flatMap(({ cluster }) => cluster ?? []);
  return {
    ...first,
    title: titleOf(first.title, first.cluster, `s ${listed(clusters, clusters.length)}`),
    commands: [...new Set(all.flatMap(({ commands }) => commands))],
  };
}

/** `Access of the functions to clusters a and b`: a title ends with the word and the name of its cluster. */
function titleOf(title: string, cluster: string, ending: string): string {
  const end = ` ${cluster}`;
  return title.endsWith(end) ? title.slice(0, -end.length) + ending : title;
}
