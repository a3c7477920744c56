/**
 * Random worlds, judged twice: by the product over the account in a box, and by the oracle out of what the worlds were made
 * of. `ORACLE_WORLDS=1000 npm run unit -- test/oracle/oracle.test.ts` for more worlds; `ORACLE_FROM=4711` for others.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { USER_SOURCES } from '../../lambda/model/users.ts';
import { oracle, WEIGHTY_MARKS } from './oracle.ts';
import { WAYS } from './outside.ts';
import type { WorldSpec } from './description.ts';
import { compare, verdictsOn, type Difference } from './run.ts';
import { explained } from './shrink.ts';
import { FOREIGN_MAKERS } from './twists.ts';
import { planOf, worldOf, type Plan } from './worlds.ts';

const FROM = Number(process.env['ORACLE_FROM'] ?? 0);
const WORLDS = Number(process.env['ORACLE_WORLDS'] ?? 60);
const MINUTES = 60_000;

const seeds = (number: number): readonly number[] => Array.from({ length: number }, (_, nth) => FROM + nth);

it(
  `the judge and the oracle say the same of every NLB of ${WORLDS} worlds`,
  async () => {
    const found: { readonly plan: Plan; readonly difference: Difference }[] = [];
    const counted = { nlbs: 0, orphans: 0, asked: 0 };
    for (const plan of seeds(WORLDS).map(planOf)) {
      const world = worldOf(plan);
      const verdicts = await verdictsOn(world);
      found.push(...compare(oracle(world), verdicts).map((difference) => ({ plan, difference })));
      const orphans = [...verdicts.values()].filter((verdict) => verdict.is === 'orphan');
      counted.nlbs += world.nlbs.length;
      counted.orphans += orphans.length;
      counted.asked += orphans.filter(({ cautions }) => cautions.length > 0).length;
    }
    const shown = found.slice(0, 5).map(({ plan, difference }) => explained(plan, difference));
    expect(await Promise.all(shown)).toEqual([]);
    // Worlds without orphans, or without doubts, would agree about nothing.
    expect(counted.orphans).toBeGreaterThan(counted.nlbs / 10);
    expect(counted.asked).toBeGreaterThan(counted.orphans / 5);
    if (process.env['ORACLE_WORLDS'] !== undefined) console.log(WORLDS, 'worlds', counted);
  },
  30 * MINUTES,
);

describe('the comparison', () => {
  const plain = (change: (world: WorldSpec) => void): WorldSpec => {
    const nlb = { nth: 0, maker: 'in-tree', cluster: 'alpha', story: 'gone', twists: [] } as const;
    const world = worldOf({ seed: 1, nlbs: [nlb], surroundings: [], lost: [] });
    change(world);
    return world;
  };
  const nobody = plain(() => undefined);
  const served = plain(({ users }) => void users.push({ of: 'endpoint-services', how: 'connected', to: 'nlb-0' }));
  const named = plain(({ users }) => void users.push({ of: 'route-53', how: 'alias', to: 'nlb-0' }));

  it.each([
    ['wrong', served, nobody],
    ['missed', nobody, served],
    ['unasked', named, nobody],
    ['overcautious', nobody, named],
  ])('says %s where the judge saw another world', async (is, world, seen) => {
    const differences = compare(oracle(world), await verdictsOn(seen));
    expect(differences).toMatchObject([{ is, label: 'nlb-0' }]);
    expect(compare(oracle(world), await verdictsOn(world))).toEqual([]);
  });
});

it('every way to use an NLB, every mark and every maker decides alone in some of the worlds', () => {
  const alone = new Set<string>();
  for (let seed = 0; seed < 3000; seed += 1) {
    for (const { keeps, cautions, open } of oracle(worldOf(planOf(seed)))) {
      const [only, ...others] = keeps.length > 0 ? keeps : cautions;
      if (only !== undefined && others.length + open.length === 0) alone.add(only);
    }
  }
  const ways = Object.entries(WAYS).flatMap(([source, hows]) => Object.keys(hows).map((how) => `${source}, ${how}`));
  const unread = USER_SOURCES.map((source) => `${source} could not be read`);
  const off = USER_SOURCES.map((source) => `${source} is switched off`);
  const marks = WEIGHTY_MARKS.map((mark) => `marked ${mark}`);
  const makers = FOREIGN_MAKERS.map((maker) => `made by ${maker}`);
  expect([...ways, ...unread, ...off, ...marks, ...makers].filter((one) => !alone.has(one))).toEqual([]);
});

it('the oracle knows nothing of the judge', () => {
  const files = readdirSync(__dirname).filter((name) =>
    /^(oracle.*|findings|description|makers|losses)(?<!\.test)\.ts$/.test(name),
  );
  expect(files.length).toBeGreaterThan(7);
  const imports = files.flatMap((name) => {
    const text = readFileSync(join(__dirname, name), 'utf8');
    return [...text.matchAll(/from '(\.\.\/[^']+)'/g)].map(([, path]) => `${name} ${path}`);
  });
  expect(imports.filter((one) => !/ \.\.\/\.\.\/(lambda\/model\/users|sandbox\/account)\.ts$/.test(one))).toEqual([]);
});
