/** What may befall a whole world: clusters that nobody can look into, switches of the operator, company in the account. */
import { USER_SOURCES } from '../../lambda/model/users.ts';
import type { Chance } from './chance.ts';
import { clusterIn } from './place.ts';
import { ELSEWHERE, HERE } from './pool.ts';
import type { ClusterSpec, Kind, WorldSpec } from './description.ts';

type Change = (world: WorldSpec, chance: Chance) => void;

const KINDS: readonly Kind[] = ['services', 'ingresses', 'gateways', 'bindings'];

export const SURROUNDINGS: Readonly<Record<string, Change>> = {
  'a silent cluster here': (world, chance) => silent(world, chance, clusterIn(world, 'beta')),
  'a silent cluster elsewhere': (world, chance) => silent(world, chance, clusterIn(world, 'far')),
  'a silent cluster, ignored': (world, chance) => {
    const name = chance.one(['beta', 'far']);
    silent(world, chance, clusterIn(world, name));
    world.ignored.push(name);
  },
  'its own cluster is silent and ignored': (world, chance) => {
    silent(world, chance, clusterIn(world, 'alpha'));
    world.ignored.push('alpha');
  },
  'a cluster that is read and ignored': (world) => {
    clusterIn(world, 'beta');
    world.ignored.push('beta');
  },
  'a cluster that EKS does not describe': (world, chance) => {
    clusterIn(world, chance.one(['beta', 'far'])).canBeDescribed = false;
  },
  'a cluster that is not active': (world, chance) => {
    const cluster = clusterIn(world, chance.one(['creating', 'failed', 'deleting']));
    cluster.vpc = chance.one([HERE, ELSEWHERE]);
  },
  'a registered cluster': (world) => void clusterIn(world, 'connector'),
  'a registered cluster, named here': (world, chance) => {
    clusterIn(world, 'connector');
    const [first] = world.nlbs;
    if (first !== undefined && world.nlbs.length > 1 && chance.is(0.7)) first.cluster = 'connector';
  },
  'a source switched off': (world, chance) => void world.off.push(chance.one(USER_SOURCES)),
  'records veto': (world) => void (world.recordsVeto = true),
  'users of nobody here': (world) => {
    world.users.push(
      { of: 'endpoint-services', how: 'connected', to: 'a stranger' },
      { of: 'api-gateway', how: 'listener of an HTTP API', to: 'a stranger' },
      { of: 'ecs-services', how: 'service', to: 'a stranger' },
      { of: 'route-53', how: 'address', to: 'a stranger' },
    );
  },
};

function silent(_world: WorldSpec, chance: Chance, cluster: ClusterSpec): void {
  const kinds = chance.is(0.5) ? KINDS : chance.some(KINDS, chance.whole(1, 2));
  for (const kind of kinds) cluster.unread.set(kind, chance.is(0.3) ? 'cut' : 'nothing');
}
