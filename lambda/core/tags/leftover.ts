/**
 * Which tags of the janitor come off when it is uninstalled, and which are a person's word and stay: a veto protects the
 * NLB should the janitor come back (docs/uninstall.md). Pure.
 */
import type { Tags } from '../../model/reading.ts';
import { approvalOf } from './answers.ts';
import { TAG } from './keys.ts';

const PREFIX = 'nlb-janitor/';

export interface LeftoverKeys {
  readonly remove: readonly string[];
  readonly stay: readonly string[];
}

/** @param allAnswers takes what people said off too */
export function leftoverKeys(tags: Tags, { allAnswers = false } = {}): LeftoverKeys {
  const own = [...tags.keys()].filter((key) => key.startsWith(PREFIX));
  // SAFETY: without the veto a janitor that comes back could delete what somebody said no to.
  const isVeto = (key: string): boolean => key === TAG.keep || (key === TAG.approval && isNo(tags));
  const stays = (key: string): boolean => !allAnswers && isVeto(key);
  return { remove: own.filter((key) => !stays(key)), stay: own.filter(stays) };
}

function isNo(tags: Tags): boolean {
  const approval = approvalOf(tags);
  // SAFETY: a word that nobody knows may be somebody's no.
  return approval === 'rejected' || approval === 'unrecognized';
}
