/**
 * What may be said of each NLB of a described world, by docs/design.md section 3 and docs/facts/kubernetes-nlbs.md section 5
 * alone. It knows what the generator put in, never what was read, and shares no code with the judge: it gathers every reason
 * for which somebody may still need the NLB. With none of them, it may be called an orphan.
 */
import { Findings } from './findings.ts';
import { clustersInTheDark, claimsOn } from './oracle-clusters.ts';
import { leftBehind } from './oracle-owner.ts';
import { usersOf } from './oracle-users.ts';
import { weigh } from './oracle-weigh.ts';
import type { Mark, NlbSpec, WorldSpec } from './description.ts';

export interface Answer {
  readonly label: string;
  /** Why nobody may call it an orphan. */
  readonly keeps: readonly string[];
  /** Why a person must be asked before it goes. */
  readonly cautions: readonly string[];
  /** Where the contract leaves it open whether it keeps, or is a caution. */
  readonly open: readonly string[];
}

export function oracle(world: WorldSpec): readonly Answer[] {
  return world.nlbs.map((nlb) => {
    const findings = new Findings();
    whoseItIs(nlb, findings);
    const left = leftBehind(nlb, world, findings);
    claimsOn(nlb, world, findings);
    clustersInTheDark(nlb, world, findings);
    usersOf(nlb, world, findings);
    weigh(nlb, left, world, findings);
    return { label: nlb.label, ...findings.all() };
  });
}

const MINIMUM_AGE_HOURS = 24;

const MARKS: Readonly<Record<Mark, 'keeps' | 'caution' | 'nothing'>> = {
  keep: 'keeps',
  'keep-until-tomorrow': 'keeps',
  'keep-until-yesterday': 'nothing',
  'keep-until-nonsense': 'keeps',
  rejected: 'keeps',
  'no-answer': 'nothing',
  cloudformation: 'keeps',
  crossplane: 'keeps',
  ack: 'keeps',
  terraform: 'caution',
  team: 'nothing',
};

/** Those that decide anything. */
export const WEIGHTY_MARKS = Object.entries(MARKS).flatMap(([mark, effect]) => (effect === 'nothing' ? [] : [mark]));

function whoseItIs(nlb: NlbSpec, findings: Findings): void {
  const isOfOneService = nlb.maker === 'in-tree' || nlb.maker === 'controller';
  findings.keepIf(!isOfOneService, `made by ${nlb.maker}`);
  findings.keepIf(nlb.state !== 'active', `it is ${nlb.state}`);
  findings.keepIf(nlb.age < MINIMUM_AGE_HOURS, `it is ${nlb.age} hours old`);
  findings.keepIf(nlb.isProtected, 'deletion protection');
  findings.cautionIf(nlb.reserved, 'capacity is reserved');
  for (const mark of nlb.marks) {
    findings.keepIf(MARKS[mark] === 'keeps', `marked ${mark}`);
    findings.cautionIf(MARKS[mark] === 'caution', `marked ${mark}`);
  }
}
