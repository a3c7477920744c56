/** The product's own word on a built world, and where it differs from the oracle's. */
import { collect } from '../../lambda/collect/collect.ts';
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import { judge } from '../../lambda/core/judge/judge.ts';
import type { Verdict } from '../../lambda/model/verdict.ts';
import type { ReadPorts } from '../../lambda/ports/read.ts';
import { build, hoursAgo, portsOf, type BuiltWorld } from './build.ts';
import type { Answer } from './oracle.ts';
import type { WorldSpec } from './description.ts';

export interface Difference {
  /**
   * - `wrong`: called an orphan although the oracle keeps it. - `unasked`: an orphan without the caution that is due.
   * - `missed`: kept although the oracle knows no reason. - `overcautious`: a caution that the oracle does not know.
   */
  readonly is: 'wrong' | 'unasked' | 'missed' | 'overcautious';
  readonly label: string;
  readonly said: string;
  readonly answer: Answer;
}

export function collectSettingsOf(world: WorldSpec): CollectSettings {
  const deletedClusters = world.clusters.flatMap(({ name, ends }) =>
    ends.filter(({ told }) => told === 'settings').map((end) => ({ name, deletedAt: hoursAgo(end.hoursAgo) })),
  );
  return {
    trafficLookbackDays: 7,
    deletedClusters,
    ignoredClusters: world.ignored,
    usersOfNlb: Object.fromEntries(world.off.map((source) => [source, 'off'] as const)),
    dnsRecords: world.recordsVeto ? 'veto' : 'caution',
  };
}

/** A built world with the product's ports over it. */
export interface Judged extends BuiltWorld {
  readonly ports: ReadPorts;
}

/** Nothing of it is lost yet. */
export function whole(world: WorldSpec): Judged {
  const built = build(world);
  return { ...built, ports: portsOf(built) };
}

/** Verdicts by label, as the world was described. */
export async function verdictsOn(world: WorldSpec): Promise<ReadonlyMap<string, Verdict>> {
  const judged = whole(world);
  judged.lose();
  return verdictsOver(judged);
}

/** Verdicts by label, as things are; none when the load balancers themselves cannot be listed. */
export async function verdictsOver({ box, world, labels, ports }: Judged): Promise<ReadonlyMap<string, Verdict>> {
  const { account, clock } = box;
  const scope = { account: account.accountId, region: account.region, now: clock.now() };
  const facts = await collect(ports, scope, collectSettingsOf(world));
  if (account.log.gaps.length > 0) throw new Error(account.log.gaps.join('\n'));
  if (!facts.ok) return new Map();
  const verdicts = judge(facts.value, { minimumAgeHours: 24 });
  return new Map(
    verdicts.map((verdict) => [labels.get(verdict.loadBalancer.arn) ?? verdict.loadBalancer.arn, verdict]),
  );
}

export function compare(answers: readonly Answer[], verdicts: ReadonlyMap<string, Verdict>): readonly Difference[] {
  return answers.flatMap((answer) => {
    const verdict = verdicts.get(answer.label);
    const is = compared(answer, verdict);
    return is === undefined ? [] : [{ is, label: answer.label, said: saidOf(verdict), answer }];
  });
}

function compared({ keeps, cautions, open }: Answer, verdict: Verdict | undefined): Difference['is'] | undefined {
  if (verdict?.is !== 'orphan') return keeps.length + open.length > 0 ? undefined : 'missed';
  if (keeps.length > 0) return 'wrong';
  if (cautions.length > 0 && verdict.cautions.length === 0) return 'unasked';
  return cautions.length + open.length === 0 && verdict.cautions.length > 0 ? 'overcautious' : undefined;
}

function saidOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'nothing';
  const cautions = verdict.is === 'orphan' ? verdict.cautions.map(({ words }) => `\n      caution: ${words}`) : [];
  return [`${verdict.is} ${verdict.reason}: ${verdict.explanation}`, ...cautions].join('');
}
