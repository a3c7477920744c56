/**
 * Why load balancers are unknown, by cause: one cluster that does not answer keeps many, and is one thing to be fixed.
 * Pure; decides nothing.
 */
import { listed, sentence } from '../words.ts';
import type { Judged, ScanReport, UnreadableSource } from './scan.ts';

export interface Cause {
  /** A sentence. */
  readonly why: string;
  /** Those that are unknown because of it, at least one. */
  readonly keeps: readonly Judged[];
}

export interface Causes {
  /** In the order in which their load balancers were judged. */
  readonly ofUnknown: readonly Cause[];
  /** What could not be read, and is not the cause of any unknown; a sentence each. */
  readonly others: readonly string[];
}

export function causesOf({ judged, unreadable }: Pick<ScanReport, 'judged' | 'unreadable'>): Causes {
  const sources = sourcesByWhy(unreadable);
  const keeps = new Map<string, Judged[]>();
  const named = new Set<string>();
  for (const one of judged) {
    if (one.is !== 'unknown') continue;
    const source = [...sources].find(([why]) => tellsOf(one.explanation, why));
    if (source !== undefined) named.add(source[0]);
    const cause = source === undefined ? one.explanation : inWords(source);
    keeps.set(cause, [...(keeps.get(cause) ?? []), one]);
  }
  return {
    ofUnknown: [...keeps].map(([why, kept]) => ({ why, keeps: kept })),
    others: [...sources].filter(([why]) => !named.has(why)).map(inWords),
  };
}

/** A denied call fails for many load balancers with the same words: those are one. */
function sourcesByWhy(unreadable: readonly UnreadableSource[]): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const { source, why } of unreadable) {
    const known = sources.get(why) ?? [];
    if (!known.includes(source)) sources.set(why, [...known, source]);
  }
  return sources;
}

/** Explanations hold the words of the reading that failed, with a capital where they begin with it. */
function tellsOf(explanation: string, why: string): boolean {
  const words = why.replace(/[.!?]$/, '').toLowerCase();
  return words !== '' && explanation.toLowerCase().includes(words);
}

function inWords([why, sources]: readonly [string, readonly string[]]): string {
  const [only = ''] = sources;
  // `cluster prod: no answer` says whose it is.
  return sentence(sources.length === 1 && why.startsWith(only) ? why : `${listed(sources)}: ${why}`);
}
