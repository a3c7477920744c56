/** Who outside Kubernetes uses an NLB. */
import { isLost, type Findings } from './findings.ts';
import type { NlbSpec, UserSpec, WorldSpec } from './description.ts';
import { USER_SOURCES } from '../../lambda/model/users.ts';

/** Ways that name a target group or a listener: an NLB without one cannot be named so. */
const BY_GROUP = ['service', 'draining service', 'task set', 'groups', 'traffic-source'];
const BY_LISTENER = ['listener of an HTTP API', 'listener of a REST API', 'listener of a shift'];
const BY_ADDRESS = ['address', 'private address'];

export function usersOf(nlb: NlbSpec, world: WorldSpec, findings: Findings): void {
  for (const user of world.users) {
    if (user.to !== nlb.label || !isPossible(user, nlb)) continue;
    if (user.of === 'auto-scaling') findings.keepIf(true, `${user.of}, ${user.how}`);
    else if (world.off.includes(user.of)) continue;
    else if (user.of === 'route-53' && !world.recordsVeto) findings.cautionIf(true, `${user.of}, ${user.how}`);
    else findings.keepIf(true, `${user.of}, ${user.how}`);
  }
  for (const source of USER_SOURCES) {
    // A service of ECS names target groups: an NLB without one has none.
    if (source === 'ecs-services' && nlb.groups.length === 0) {
      findings.openIf(world.off.includes(source) || isLost(world, source), `${source} is off, or could not be read`);
      continue;
    }
    const isOff = world.off.includes(source);
    findings.cautionIf(isOff, `${source} is switched off`);
    findings.keepIf(!isOff && isLost(world, source), `${source} could not be read`);
  }
  const asksForAddresses =
    isLost(world, 'addresses') &&
    !world.off.includes('route-53') &&
    world.users.some(({ of, how }) => of === 'route-53' && BY_ADDRESS.includes(how));
  findings.cautionIf(asksForAddresses, 'a record holds an address that may be its own');
  findings.keepIf(asksForAddresses && world.recordsVeto, 'a record holds an address that may be its own');
  findings.openIf(asksForAddresses, 'a record holds an address that may be its own');
  for (const { label, forwardsTo } of world.others) {
    const isShared = nlb.groups.some((group) => forwardsTo.includes(group.label));
    findings.keepIf(isShared, `${label} forwards to its target group`);
  }
  findings.keepIf(nlb.groups.length > 0 && isLost(world, 'auto-scaling'), 'Auto Scaling could not be read');
  // Only the controller takes tags off, and only off its own.
  const isController = nlb.maker === 'controller';
  const { strippedDaysAgo } = nlb;
  findings.keepIf(
    isController && strippedDaysAgo !== undefined && strippedDaysAgo < 7,
    'the controller still tidies it',
  );
  findings.keepIf(isController && isLost(world, 'trail-removals'), 'nobody can tell whether the controller tidies it');
}

function isPossible({ how }: UserSpec, nlb: NlbSpec): boolean {
  return nlb.groups.length > 0 || ![...BY_GROUP, ...BY_LISTENER].includes(how);
}
