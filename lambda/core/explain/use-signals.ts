/** The signals of who uses an NLB: its target groups, their other users, its targets and its traffic. Pure. */
import type { LoadBalancer } from '../../model/aws.ts';
import type { Facts } from '../../model/facts.ts';
import type { Claims } from '../judge/claims.ts';
import { clientsAnswered } from '../judge/serving.ts';
import { attachedTargetGroups, isMaybeHealthy, targetsOf } from '../judge/target-groups.ts';
import { trafficOf } from '../judge/traffic.ts';
import type { User, UserAnswer } from '../judge/users/user.ts';
import { usersOf } from '../judge/users/users.ts';
import { count, listed } from '../words.ts';
import { gapInClusters, signal, withGap, type Gap, type Signal } from './signal.ts';

export function useSignals(loadBalancer: LoadBalancer, facts: Facts, claims: Claims): readonly Signal[] {
  const gap = gapInClusters(loadBalancer, facts, claims);
  return [
    targetGroupSignal(loadBalancer, facts),
    ...usersOf(loadBalancer, facts, claims).map(({ user, answer }) => userSignal(user, answer, gap)),
    ...targetSignals(loadBalancer, facts),
    trafficSignal(loadBalancer, facts),
    protectionSignal(loadBalancer, facts),
  ];
}

function targetGroupSignal(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const attached = attachedTargetGroups(loadBalancer, facts);
  if (!attached.ok) return signal('target groups', 'unread', attached.why);
  const names = listed(attached.value.map(({ name }) => name));
  return signal('target groups', 'nothing', names === '' ? 'it forwards to none' : `it forwards to ${names}`);
}

function userSignal({ name, absence }: User, answer: UserAnswer, gap: Gap | undefined): Signal {
  switch (answer.is) {
    case 'none': {
      if (absence === 'says-nothing') return signal(name, 'nothing', answer.says);
      // One of a cluster that was not read may.
      return absence === 'condemns' || gap === undefined
        ? signal(name, 'condemns', answer.says)
        : withGap(name, answer.says, gap);
    }
    case 'uses':
      return signal(name, 'keeps', answer.who);
    case 'hint':
      return signal(name, 'keeps', answer.caution.words);
    case 'unread':
      return signal(name, 'unread', answer.why);
  }
}

function targetSignals(loadBalancer: LoadBalancer, facts: Facts): readonly Signal[] {
  const attached = attachedTargetGroups(loadBalancer, facts);
  // Said by the target groups already.
  if (!attached.ok) return [];
  const targets = targetsOf(attached.value, facts);
  if (!targets.ok) return [signal('targets', 'unread', targets.why)];
  if (targets.value.length === 0) return [signal('targets', 'condemns', 'none is registered')];
  const healthy = targets.value.filter(isMaybeHealthy).length;
  const registered = count(targets.value.length, 'target');
  return healthy === 0
    ? [signal('targets', 'condemns', `${registered}, none of them healthy`)]
    : [signal('targets', 'keeps', `${registered}, of which ${healthy} may be healthy`)];
}

function trafficSignal(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const reading = facts.inspections.flows.get(loadBalancer.arn);
  const { is, words } = trafficOf(loadBalancer, facts);
  const served = clientsAnswered(loadBalancer, facts);
  if (served !== undefined) return signal('traffic', 'keeps', `clients are answered: ${served}`);
  // CloudWatch answered, and has no figures: that is no failure to read.
  const isMissing = reading?.ok === true && reading.value.is === 'missing';
  const points = { none: 'condemns', flows: 'keeps', unreadable: isMissing ? 'nothing' : 'unread' } as const;
  return signal('traffic', points[is], words);
}

function protectionSignal(loadBalancer: LoadBalancer, facts: Facts): Signal {
  const name = 'deletion protection';
  const reading = facts.inspections.deletionProtection.get(loadBalancer.arn);
  if (reading === undefined) return signal(name, 'unread', 'was not looked at');
  if (!reading.ok) return signal(name, 'unread', reading.why);
  return reading.value ? signal(name, 'keeps', 'is on, a veto of its owner') : signal(name, 'nothing', 'is off');
}
