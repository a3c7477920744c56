/** What targets, traffic and attributes say of an NLB that its owner left behind: they can only save it, or ask for a look. */
import { isLost, type Findings } from './findings.ts';
import { hasClients, hasTargets, isAnswering, isTrafficKnown, mayServe, targetsOf } from './oracle-life.ts';
import type { Left } from './oracle-owner.ts';
import type { NlbSpec, WorldSpec } from './description.ts';

export function weigh(nlb: NlbSpec, left: Left | undefined, world: WorldSpec, findings: Findings): void {
  const hasGroups = nlb.groups.length > 0;
  findings.keepIf(isLost(world, 'target-groups'), 'target groups could not be read');
  findings.keepIf(hasGroups && isLost(world, 'target-health'), 'the health of its targets could not be read');
  findings.keepIf(isLost(world, 'attributes'), 'deletion protection could not be read');
  findings.cautionIf(isLost(world, 'reservations'), 'reservations could not be read');
  findings.openIf(isLost(world, 'reservations'), 'reservations could not be read');

  const may = mayServe(targetsOf(nlb));
  findings.cautionIf(may, 'a target may be healthy');
  findings.cautionIf(hasClients(nlb), 'it had clients');
  findings.cautionIf(!isTrafficKnown(nlb, world), 'its traffic is not known');
  const restsOnEnd = left?.is === 'cluster-ended' || (left?.is === 'superseded' && left.restsOnEnd);
  findings.keepIf(restsOnEnd && may, 'a target may be healthy although its cluster ended');

  // Clients that have not moved yet are to be expected.
  if (left?.is === 'superseded' && left.answers) return;
  findings.keepIf(hasTargets(nlb) && isAnswering(nlb), 'somebody is answered');
  findings.keepIf(hasTargets(nlb) && !isTrafficKnown(nlb, world), 'nobody can tell whether somebody is answered');
  findings.keepIf(may && hasClients(nlb), 'a target may be healthy and there are clients');
}
