/**
 * Every kind of entry with how Slack shows it, in the order of a message: what needs somebody soonest comes first. Pure.
 * A new kind is one row.
 */
import type { Entry } from '../entries.ts';
import { ANSWERED, NOTE } from './answer.ts';
import type { KindOfCard } from './card.ts';
import { DELETED, FAILED, LEFT_BEHIND, REFUSED, RELEASED } from './done.ts';
import { ORPHAN, REMINDER } from './orphan.ts';

export type Kind = Entry['kind'];
export type EntryOf<K extends Kind> = Extract<Entry, { readonly kind: K }>;

export const KINDS: { readonly [K in Kind]: KindOfCard<EntryOf<K>> } = {
  reminder: REMINDER,
  failed: FAILED,
  refused: REFUSED,
  orphan: ORPHAN,
  note: NOTE,
  answered: ANSWERED,
  'left-behind': LEFT_BEHIND,
  deleted: DELETED,
  released: RELEASED,
};

export const KIND_ORDER = Object.keys(KINDS) as readonly Kind[];
