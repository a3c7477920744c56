/** An orphan that is due, called payments/api, and what a reap writes about it, in the words of a Life. */
import { Life } from '../support/life.ts';

export const SNAPSHOT = 'PutObject 2026-03-09/payments/api/2026-03-02T09:00:00Z/snapshot.json';
export const OUTCOME = 'PutObject 2026-03-09/payments/api/2026-03-02T09:00:00Z/outcome.json';

export interface Due {
  readonly life: Life;
  readonly arn: string;
}

/** Approved, and its window is over: it is 10 o'clock on day 7. */
export async function aDueOrphan(settings: Readonly<Record<string, unknown>> = {}): Promise<Due> {
  const life = new Life(settings);
  const arn = life.anOrphan();
  await life.due(arn);
  return { life, arn };
}

/** What the bucket says of each delete. */
export function outcomesIn(life: Life): readonly Record<string, unknown>[] {
  return [...life.account.objects.values()]
    .filter(({ key }) => key.endsWith('/outcome.json'))
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
}

/** How often people were told that it was deleted. */
export function timesTold(life: Life): number {
  return life.told.filter((entry) => entry === 'deleted payments/api').length;
}
