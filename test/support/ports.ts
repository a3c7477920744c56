/** Ports for tests that answer a few questions: whatever a test did not give is an error. */
import type { ReadPorts } from '../../lambda/ports/read.ts';
import type { ReapWorld } from '../../lambda/ports/world.ts';
import { USER_SOURCES, type UserSource } from '../../lambda/model/users.ts';
import { ACCOUNT, NOW, REGION } from './builders.ts';

const unexpected = (): never => {
  throw new Error('unexpected call');
};

export const NO_LOAD_BALANCERS: ReadPorts['loadBalancers'] = {
  list: unexpected,
  byArn: unexpected,
  byName: unexpected,
  tags: unexpected,
  tagsOf: unexpected,
  targetGroups: unexpected,
  targetHealth: unexpected,
  deletionProtection: unexpected,
  capacityReservation: unexpected,
};

export const NO_DESCRIBER: ReadPorts['describer'] = {
  describe: unexpected,
  targetGroupsOf: unexpected,
  targetGroup: unexpected,
};

/** A reader for each source. */
export function sources(
  readerOf: (source: UserSource) => ReadPorts['outsideUsers'][UserSource],
): ReadPorts['outsideUsers'] {
  return Object.fromEntries(USER_SOURCES.map((source) => [source, readerOf(source)])) as ReadPorts['outsideUsers'];
}

export const NO_READS: ReadPorts = {
  loadBalancers: NO_LOAD_BALANCERS,
  clusters: { list: unexpected, describe: unexpected },
  tagRemovals: { byController: unexpected },
  trailRecords: { byId: unexpected },
  answerEvents: { byId: unexpected, list: unexpected },
  clusterDeletions: { list: unexpected },
  recordedDeletions: { of: unexpected },
  traffic: { read: unexpected },
  classicLoadBalancers: { list: unexpected, instanceStates: unexpected },
  autoScaling: { groups: unexpected },
  outsideUsers: sources(() => unexpected),
  networkInterfaces: { loadBalancerAddresses: unexpected },
  describer: NO_DESCRIBER,
  kubernetes: { view: unexpected },
  journal: { note: () => undefined },
};

export const NO_WORLD: ReapWorld = {
  account: ACCOUNT,
  region: REGION,
  accountName: async () => undefined,
  bucket: 'snapshots',
  runId: 'run-0',
  read: NO_READS,
  write: {
    tagWriter: { add: unexpected, remove: unexpected },
    deleter: { deleteLoadBalancer: unexpected, deleteTargetGroup: unexpected },
    snapshots: { keysOfDay: unexpected, get: unexpected, putOnce: unexpected, put: unexpected },
  },
  notifier: { subscriptions: unexpected, publish: unexpected },
  chat: undefined,
  events: { put: unexpected },
  pauseSwitch: { state: unexpected },
  deadline: { remainingMs: unexpected },
  now: () => NOW,
  sleep: unexpected,
};
