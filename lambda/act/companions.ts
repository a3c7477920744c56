/**
 * Deletes the target groups that belonged to an NLB which is gone, each after a fresh look. What may not go is left and
 * named. Safe to repeat: what is gone already counts as deleted.
 */
import { closedUntil, outsideHours, type HoursSettings } from '../core/plan/hours.ts';
import { mayGo, mayGoByTags, type FormerOwner, type MayGo } from '../core/plan/companions/may-go.ts';
import type { Facts } from '../model/facts.ts';
import type { Companion } from '../model/plan.ts';
import type { CompanionFate } from '../model/record.ts';
import type { ReapWorld } from '../ports/world.ts';
import { pauseNow } from './pause.ts';

/** AWS unlinks a target group seconds after its load balancer was deleted; AWS's own controller waits 20 seconds. */
const ATTEMPTS = 6;
const PAUSE_MS = 5000;
const NEEDED_MS = 20_000;

type Named = Pick<Companion, 'arn' | 'name'>;

/**
 * @param facts of this run: who else registers targets with them
 * @param hours in which they may be deleted
 */
export async function deleteCompanions(
  former: FormerOwner,
  companions: readonly Named[],
  facts: Facts,
  hours: HoursSettings,
  world: ReapWorld,
): Promise<readonly CompanionFate[]> {
  const fates: CompanionFate[] = [];
  for (const companion of companions) fates.push(await deleteOne(companion, former, facts, hours, world));
  return fates;
}

async function deleteOne(
  { arn, name }: Named,
  former: FormerOwner,
  facts: Facts,
  hours: HoursSettings,
  world: ReapWorld,
): Promise<CompanionFate> {
  const fate = (did: CompanionFate['did'], why?: string): CompanionFate => ({ arn, name, did, why });
  for (let attempt = 1; ; attempt += 1) {
    if (world.deadline.remainingMs() < NEEDED_MS) return fate('pending', 'the time of this run was over');
    const step = await deleteIfItMay(arn, former, facts, hours, world);
    switch (step.is) {
      case 'deleted':
        return fate('deleted');
      case 'left':
        return fate('left', step.why);
      case 'pending':
        if (!step.mayPass || attempt === ATTEMPTS) return fate('pending', step.why);
        await world.sleep(PAUSE_MS);
    }
  }
}

type Step =
  | { readonly is: 'deleted' }
  | { readonly is: 'left'; readonly why: string }
  /** `mayPass`: within seconds. */
  | { readonly is: 'pending'; readonly mayPass: boolean; readonly why: string };

async function deleteIfItMay(
  arn: string,
  former: FormerOwner,
  facts: Facts,
  hours: HoursSettings,
  world: ReapWorld,
): Promise<Step> {
  const may = await lookAt(arn, former, facts, world);
  switch (may.is) {
    case 'gone':
      return { is: 'deleted' };
    case 'leave':
      return { is: 'left', why: may.why };
    case 'not-yet':
      return { is: 'pending', mayPass: may.until === 'again', why: may.why };
    case 'yes': {
      const pause = await pauseNow(world);
      // SAFETY: what is left waits for the first run after the pause.
      if (pause.is === 'paused') return { is: 'pending', mayPass: false, why: pause.why };
      const opensAt = closedUntil(world.now(), hours);
      // SAFETY: the hours may end between the NLB and its target groups.
      if (opensAt !== undefined) return { is: 'pending', mayPass: false, why: outsideHours(opensAt) };
      const result = await world.write.deleter.deleteTargetGroup(arn);
      if (result.ok || result.kind === 'gone') return { is: 'deleted' };
      return { is: 'pending', mayPass: result.kind === 'in-use', why: result.why };
    }
  }
}

/** Its links, then its tags: both read right before the delete. */
async function lookAt(arn: string, former: FormerOwner, facts: Facts, { read }: ReapWorld): Promise<MayGo> {
  const group = await read.describer.targetGroup(arn);
  if (!group.ok) return { is: 'not-yet', until: 'again', why: group.why };
  if (group.value.is === 'gone') return { is: 'gone' };
  const may = mayGo(group.value.targetGroup, former, facts);
  return may.is === 'yes' ? mayGoByTags(await read.loadBalancers.tagsOf(arn), former) : may;
}
