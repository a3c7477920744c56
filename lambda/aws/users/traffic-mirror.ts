/** Traffic Mirror targets: NLBs that copies of other machines' traffic are sent to. */
import {
  EC2Client,
  paginateDescribeTrafficMirrorSessions,
  paginateDescribeTrafficMirrorTargets,
} from '@aws-sdk/client-ec2';
import type { TrafficMirrorTarget } from '@aws-sdk/client-ec2';

import type { Reading } from '../../model/reading.ts';
import { reading, required } from '../reading.ts';
import type { UserReader } from './reader.ts';
import { few } from './words.ts';

const TARGETS = { service: 'ec2', action: 'DescribeTrafficMirrorTargets' } as const;
const SESSIONS = { service: 'ec2', action: 'DescribeTrafficMirrorSessions' } as const;
/** The most of both (EC2 API reference). */
const PAGE_SIZE = 1000;

/** Types that name no NLB (EC2 API reference, TrafficMirrorTarget); one that is not known must name one. */
const OTHER_TYPES = new Set<string>(['network-interface', 'gateway-load-balancer-endpoint']);

interface Target {
  readonly id: string;
  readonly loadBalancerArn: string;
}

/** Ids of the sessions, by the id of their target. */
type Sessions = Reading<ReadonlyMap<string, readonly string[]>>;

export const trafficMirror: UserReader = async (clients) => {
  const client = clients.of(EC2Client);
  const targets = await reading(TARGETS, () => readTargets(client));
  if (!targets.ok) return targets;
  // Most accounts mirror nothing: then there is no session to tell of.
  if (targets.value.length === 0) return { ok: true, value: [] };
  const sessions: Sessions = await reading(SESSIONS, () => readSessions(client));
  const value = targets.value.map(({ id, loadBalancerArn }) => ({
    who: `Traffic Mirror target ${id} (${sessionsOf(id, sessions)})`,
    to: loadBalancerArn,
  }));
  return { ok: true, value };
};

async function readTargets(client: EC2Client): Promise<readonly Target[]> {
  const found: Target[] = [];
  for await (const page of paginateDescribeTrafficMirrorTargets({ client, pageSize: PAGE_SIZE }, {})) {
    for (const answer of required(page?.TrafficMirrorTargets, 'TrafficMirrorTargets')) {
      found.push(...targetIn(answer));
    }
  }
  return found;
}

function targetIn({ TrafficMirrorTargetId, Type, NetworkLoadBalancerArn }: TrafficMirrorTarget): readonly Target[] {
  const id = required(TrafficMirrorTargetId, 'TrafficMirrorTargetId for one target');
  if (OTHER_TYPES.has(required(Type, `Type for ${id}`))) return [];
  return [{ id, loadBalancerArn: required(NetworkLoadBalancerArn, `NetworkLoadBalancerArn for ${id}`) }];
}

async function readSessions(client: EC2Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const found: { readonly target: string; readonly session: string }[] = [];
  for await (const page of paginateDescribeTrafficMirrorSessions({ client, pageSize: PAGE_SIZE }, {})) {
    for (const answer of required(page?.TrafficMirrorSessions, 'TrafficMirrorSessions')) {
      const target = required(answer.TrafficMirrorTargetId, 'TrafficMirrorTargetId for one session');
      const session = required(answer.TrafficMirrorSessionId, 'TrafficMirrorSessionId for one session');
      found.push({ target, session });
    }
  }
  const byTarget = Map.groupBy(found, ({ target }) => target);
  return new Map([...byTarget].map(([target, own]) => [target, own.map(({ session }) => session)]));
}

/** Only words: a target is a user with or without a session, since other accounts' sessions on a shared one are unseen. */
function sessionsOf(id: string, sessions: Sessions): string {
  if (!sessions.ok) return `its sessions could not be read: ${sessions.why}`;
  const all = sessions.value.get(id);
  if (all === undefined) return 'no session of this account';
  return `${all.length} ${all.length === 1 ? 'session' : 'sessions'}: ${few(all)}`;
}
