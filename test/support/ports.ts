/** Ports for tests that answer a few questions: whatever a test did not give is an error. */
import type { ReadPorts } from '../../lambda/ports/read.ts';
import type { ReapWorld } from '../../lambda/ports/world.ts';
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
};

export const NO_DESCRIBER: ReadPorts['describer'] = {
  describe: unexpected,
  targetGroupsOf: unexpected,
  targetGroup: unexpected,
};

export const NO_READS: ReadPorts = {
  loadBalancers: NO_LOAD_BALANCERS,
  clusters: { list: unexpected, describe: unexpected },
  tagRemovals: { byController: unexpected },
  clusterDeletions: { list: unexpected },
  traffic: { flows: unexpected },
  autoScaling: { groups: unexpected },
  describer: NO_DESCRIBER,
  kubernetes: { view: unexpected },
  journal: { note: () => undefined },
};

export const NO_WORLD: ReapWorld = {
  account: ACCOUNT,
  region: REGION,
  runId: 'run-0',
  read: NO_READS,
  write: {
    tagWriter: { add: unexpected, remove: unexpected },
    deleter: { deleteLoadBalancer: unexpected, deleteTargetGroup: unexpected },
    snapshots: { keysOfDay: unexpected, get: unexpected, putOnce: unexpected, put: unexpected },
  },
  notifier: { subscriptions: unexpected, publish: unexpected },
  pauseSwitch: { state: unexpected },
  deadline: { remainingMs: unexpected },
  now: () => NOW,
  sleep: unexpected,
};
