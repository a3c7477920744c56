/** Makes a world in which the oracle and the judge differ as small as it can be, so that a person can read it. */
import { oracle } from './oracle.ts';
import { compare, verdictsOn, type Difference } from './run.ts';
import type { NlbSpec } from './description.ts';
import { worldOf, type Plan } from './worlds.ts';

/** Differences in the smallest world that still shows one of the same kind, as a text. */
export async function explained(plan: Plan, difference: Difference): Promise<string> {
  let small = plan;
  let shown = difference;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(small)) {
      const same = await sameIn(candidate, difference);
      if (same === undefined) continue;
      [small, shown, isSmaller] = [candidate, same, true];
      break;
    }
  }
  return inWords(small, shown);
}

/** Each with one thing less. */
function smaller(plan: Plan): readonly Plan[] {
  const without = <T>(list: readonly T[]): readonly (readonly T[])[] =>
    list.map((_, nth) => list.filter((__, other) => other !== nth));
  return [
    ...without(plan.nlbs).map((nlbs) => ({ ...plan, nlbs })),
    ...without(plan.surroundings).map((surroundings) => ({ ...plan, surroundings })),
    ...without(plan.lost).map((lost) => ({ ...plan, lost })),
    ...plan.nlbs.flatMap((nlb) =>
      without(nlb.twists).map((twists) => ({
        ...plan,
        nlbs: plan.nlbs.map((other) => (other === nlb ? { ...nlb, twists } : other)),
      })),
    ),
  ];
}

/** A world that cannot be built says nothing. */
async function sameIn(plan: Plan, { is, label }: Difference): Promise<Difference | undefined> {
  if (!plan.nlbs.some(({ nth }) => label === `nlb-${nth}`)) return undefined;
  const world = worldOf(plan);
  const found = compare(oracle(world), await verdictsOn(world));
  return found.find((one) => one.is === is && one.label === label);
}

function inWords(plan: Plan, { is, label, said, answer }: Difference): string {
  const nlbs = plan.nlbs.map(
    ({ nth, maker, cluster, story, twists }) =>
      `  nlb-${nth}: ${maker}, cluster ${cluster}, "${story}"${twists.map((twist) => `, "${twist}"`).join('')}`,
  );
  const lines = (words: string, list: readonly string[]) => list.map((one) => `  ${words}: ${one}`);
  return [
    `${is}: ${label} in world ${plan.seed}, cut down to`,
    ...nlbs,
    ...lines('around', plan.surroundings),
    ...lines('lost', plan.lost),
    `  ${label} is ${JSON.stringify(nlbOf(plan, label))}`,
    `  the judge: ${said}`,
    ...lines('the oracle keeps it', answer.keeps),
    ...lines('the oracle warns', answer.cautions),
    ...lines('open', answer.open),
  ].join('\n');
}

function nlbOf(plan: Plan, label: string): NlbSpec | undefined {
  return worldOf(plan).nlbs.find((nlb) => nlb.label === label);
}
