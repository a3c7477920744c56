/**
 * What the last look asks for again at its end, in the same order: all that was asked for longer ago than it may be. That
 * takes seconds as a rule, and minutes where hundreds have a say. The last word takes nothing that is much older
 * (act/last-word.ts).
 */
import type { Inspections } from '../model/facts.ts';
import type { Asked } from './asked.ts';
import type { ClusterReadings } from './clusters.ts';
import { withInspectedAgain } from './inspected-again.ts';
import type { OutsideReadings } from './outside-users.ts';

const ASK_AGAIN_AFTER_MS = { outsideUsers: 240_000, views: 60_000, target: 60_000 } as const;

interface Round {
  readonly outside: Asked<OutsideReadings>;
  readonly clusters: Asked<ClusterReadings>;
  readonly inspections: Asked<Inspections>;
}

/** `inspections` asks of the target alone. */
type Questions = { readonly [K in keyof Round]: () => Promise<Round[K]> };

/** The first round, with what was too old in it as it is now. */
export async function secondRound(first: Round, ask: Questions, targetArn: string, clock: () => Date): Promise<Round> {
  const isOld = (askedAt: Date, mostMs: number): boolean => !(clock().getTime() - askedAt.getTime() <= mostMs);
  // SAFETY: somebody may point at it since.
  const outside = isOld(first.outside.askedAt, ASK_AGAIN_AFTER_MS.outsideUsers) ? await ask.outside() : first.outside;

  const views = [...first.clusters.value.views.values()];
  // Where no cluster was there, one may have come.
  const readAts = views.length === 0 ? [first.clusters.askedAt] : views.map(({ readAt }) => readAt);
  // SAFETY: a claim may have been born.
  const areViewsOld = readAts.some((readAt) => isOld(readAt, ASK_AGAIN_AFTER_MS.views));
  const clusters = areViewsOld ? await ask.clusters() : first.clusters;

  // SAFETY: targets may have been registered.
  if (!isOld(first.inspections.askedAt, ASK_AGAIN_AFTER_MS.target)) return { ...first, outside, clusters };
  const { askedAt, value } = await ask.inspections();
  const inspections = { askedAt, value: withInspectedAgain(first.inspections.value, value, targetArn) };
  return { outside, clusters, inspections };
}
