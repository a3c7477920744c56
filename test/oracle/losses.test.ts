/**
 * What cannot be read never condemns: with any one call refused, or any one cluster silent, no NLB of a random world is
 * judged, quarantined or deleted that would not have been with all of it read. `ORACLE_WORLDS=40` for more worlds.
 */
import type { Verdict } from '../../lambda/model/verdict.ts';
import { deedsIn } from './deeds.ts';
import { allLossesOf, losing } from './one-loss.ts';
import { verdictsOver, whole } from './run.ts';
import { planOf, worldOf } from './worlds.ts';
import type { WorldSpec } from './description.ts';

const asked = process.env['ORACLE_WORLDS'];
const FROM = Number(process.env['ORACLE_FROM'] ?? 0);
/** Two orphans, of which silence deletes both. */
const WORLD_WITH_DEEDS = 1;
const MINUTES = 60_000;

/** Worlds in which nothing is lost yet. */
function worlds(number: number, from = FROM): readonly WorldSpec[] {
  return Array.from({ length: number }, (_, nth) => worldOf({ ...planOf(from + nth), lost: [] }));
}

const orphansIn = (verdicts: ReadonlyMap<string, Verdict>) =>
  new Map([...verdicts].flatMap(([label, verdict]) => (verdict.is === 'orphan' ? [[label, verdict] as const] : [])));

it(
  'no verdict gets worse for what was lost, and no orphan loses its last caution',
  async () => {
    let losses = 0;
    for (const world of worlds(Number(asked ?? 3))) {
      const built = whole(world);
      const before = orphansIn(await verdictsOver(built));
      for (const loss of allLossesOf(world, built.box.account.calls)) {
        losses += 1;
        const end = losing(built, loss);
        const after = orphansIn(await verdictsOver(built));
        end();
        const worse = [...after].filter(([label, { cautions }]) => {
          const earlier = before.get(label);
          return earlier === undefined || (earlier.cautions.length > 0 && cautions.length === 0);
        });
        expect({ world: world.seed, loss, worse: worse.map(([label]) => label) }).toMatchObject({ worse: [] });
      }
    }
    expect(losses).toBeGreaterThan(40);
  },
  60 * MINUTES,
);

describe('no NLB is quarantined or deleted for what was lost', () => {
  it.each(['required', 'automatic'] as const)(
    'where approval is %s',
    async (approval) => {
      const deeds = { quarantined: 0, deleted: 0, spared: 0 };
      for (const world of asked === undefined ? worlds(1, WORLD_WITH_DEEDS) : worlds(Number(asked))) {
        const all = await deedsIn(world, approval, {});
        deeds.quarantined += all.quarantined.length;
        deeds.deleted += all.deleted.length;
        for (const [nth, loss] of allLossesOf(world, all.calls).entries()) {
          // The whole matrix is for those who ask for it.
          if (asked === undefined && nth % 6 !== 0) continue;
          for (const from of ['sweep', 'reap'] as const) {
            const some = await deedsIn(world, approval, { during: loss, from });
            const quarantined = some.quarantined.filter((label) => !all.quarantined.includes(label));
            const deleted = some.deleted.filter((label) => !all.deleted.includes(label));
            expect({ world: world.seed, loss, from, quarantined, deleted }).toMatchObject({
              quarantined: [],
              deleted: [],
            });
            deeds.spared += all.deleted.length - some.deleted.length;
          }
        }
      }
      // Where nothing happens anyway, nothing could have been added or spared.
      expect(Math.min(deeds.quarantined, deeds.deleted, deeds.spared)).toBeGreaterThan(0);
      if (asked !== undefined) console.log(asked, 'worlds,', approval, deeds);
    },
    60 * MINUTES,
  );
});
