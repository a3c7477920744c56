/**
 * Keys that an object of a JSON file names twice. JSON.parse takes the last one without a word, so that a file which says
 * `"mode": "report"` at the top may delete. Pure.
 */
import { parse, type ValueNode } from '@humanwhocodes/momoa';

/** From the root, as in `['deletedClusters', 0, 'name']`. */
export type KeyPath = readonly (string | number)[];

/** @param json what JSON.parse has taken */
export function doubleKeys(json: string): readonly KeyPath[] {
  return doublesIn(parse(json).body, []);
}

function doublesIn(node: ValueNode, path: KeyPath): readonly KeyPath[] {
  if (node.type === 'Array') return node.elements.flatMap(({ value }, index) => doublesIn(value, [...path, index]));
  if (node.type !== 'Object') return [];
  const seen = new Set<string>();
  const doubles = new Map<string, KeyPath>();
  const below: KeyPath[] = [];
  for (const { name, value } of node.members) {
    const key = name.type === 'String' ? name.value : name.name;
    const at = [...path, key];
    if (seen.has(key)) doubles.set(key, at);
    seen.add(key);
    below.push(...doublesIn(value, at));
  }
  return [...doubles.values(), ...below];
}
