/** What may befall one NLB besides its story: who else uses it, how it looks, and many a thing that only looks like use. */
import { clusterIn, serviceOf, type Place } from './place.ts';
import { WAYS } from './outside.ts';
import { another } from './stories.ts';
import type { BindingSpec, HourSpec, Mark, NameSpec, UserSpec } from './description.ts';

type Twist = (place: Place) => void;

const MARKS: readonly Mark[] = [
  'keep',
  'keep-until-tomorrow',
  'keep-until-yesterday',
  'keep-until-nonsense',
  'rejected',
  'no-answer',
  'cloudformation',
  'crossplane',
  'ack',
  'terraform',
  'team',
];
const SOURCES = Object.keys(WAYS) as UserSpec['of'][];
export const FOREIGN_MAKERS = [
  'auto-mode',
  'cluster-api',
  'kops',
  'ingress',
  'both',
  'two-clusters',
  'not-owned',
  'own-name',
  'no-such-service',
  'terraform',
] as const;

/** By name; drawn with about the same chance each, so what matters most stands here more than once. */
export const TWISTS: Readonly<Record<string, Twist>> = {
  'somebody outside': (place) => outside(place, place.nlb.label),
  'somebody outside, of another': (place) => outside(place, 'a stranger'),
  'somebody else outside': (place) => outside(place, place.nlb.label),
  'a third one outside': (place) => outside(place, place.nlb.label),
  'its name in a cluster': (place) => named(place, nameOf(place)),
  'another name in a cluster': (place) => named(place, { text: `x.${place.nlb.label}.elb.eu-west-3.amazonaws.com` }),
  bound: (place) => bind(place, {}),
  'bound by a remainder': (place) => bind(place, { ...remainderOf(place) }, place.nlb.cluster),
  'bound by a remainder elsewhere': (place) => bind(place, { ...remainderOf(place) }),
  'a target of external-dns': ({ world, nlb, chance }) =>
    clusterIn(world, chance.one(['alpha', 'beta', 'far'])).holders.push({
      kind: 'Ingress',
      namespace: 'dns',
      name: `target-${nlb.label}`,
      hostnames: [],
      dnsTargets: [{ of: nlb.label, written: chance.one(['plain', 'dot', 'capitals'] as const) }],
    }),
  marked: ({ nlb, chance }) => nlb.marks.push(chance.one(MARKS)),
  'made by another': ({ nlb, chance }) => void (nlb.maker = chance.one(FOREIGN_MAKERS)),
  young: ({ nlb, chance }) => void (nlb.age = chance.one([2, 23, 24, 72])),
  'not active': ({ nlb, chance }) => void (nlb.state = chance.one(['provisioning', 'failed'] as const)),
  protected: ({ nlb }) => void (nlb.isProtected = true),
  reserved: ({ nlb }) => void (nlb.reserved = true),
  'no target groups': ({ nlb }) => void nlb.groups.splice(0),
  'other targets': ({ nlb, chance }) => {
    const states = [
      'healthy',
      'initial',
      'unavailable',
      'unhealthy',
      'unhealthy.draining',
      'unused',
      'draining',
    ] as const;
    for (const group of nlb.groups) group.targets = [...chance.some(states, chance.whole(0, 2))];
  },
  'a second target group': ({ nlb, chance }) =>
    void nlb.groups.push({
      label: `${nlb.label}-second`,
      protocol: chance.one(['TCP', 'TLS', 'UDP'] as const),
      targets: chance.is(0.5) ? ['unhealthy'] : [],
    }),
  UDP: ({ nlb, chance }) => {
    for (const group of nlb.groups) group.protocol = chance.one(['UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'TLS'] as const);
  },
  clients: ({ nlb, chance }) => void nlb.traffic.push(...clients(chance)),
  'clients behind scanners': ({ nlb, chance }) => void nlb.traffic.push(...scanners(chance), ...clients(chance)),
  'clients and UDP': ({ nlb, chance }) => {
    for (const group of nlb.groups) group.protocol = 'UDP';
    nlb.traffic.push(...scanners(chance));
  },
  'an hour lost': ({ nlb, chance }) => void nlb.traffic.push({ hoursAgo: chance.one([1, 50, 177, 178]), is: 'lost' }),
  'a shared target group': ({ nlb, world }) => {
    const forwardsTo = nlb.groups.map(({ label }) => label);
    world.others.push({ ...another(`beside-${nlb.label}`, 'network', nlb), forwardsTo });
  },
  'another load balancer beside it': ({ nlb, world }) =>
    void world.others.push(another(`alone-${nlb.label}`, 'application', nlb)),
  'tidied by the controller': ({ nlb, chance }) => void (nlb.strippedDaysAgo = chance.one([1, 6, 8])),
  'a note on its cluster': ({ nlb, chance }) => {
    const hoursAgo = chance.one([600, 600, 400, 4100]);
    const cluster = chance.is(0.8) ? nlb.cluster : 'another';
    nlb.notes.push(
      chance.is(0.5)
        ? { by: 'person', cluster, hoursAgo: chance.is(0.3) ? undefined : hoursAgo }
        : { by: 'sweep', cluster, hoursAgo, vpc: chance.one([nlb.vpc, 'vpc-0elsewhere', undefined]) },
    );
  },
  'an application load balancer of its cluster': ({ nlb, world, chance }) =>
    void world.others.push({
      ...another(`app-${nlb.label}`, 'application', nlb),
      cluster: nlb.cluster,
      targets: [chance.one(['healthy', 'unhealthy'] as const)],
    }),
};

function outside({ world, chance }: Place, to: string): void {
  const of = chance.one(SOURCES);
  const how = chance.one(Object.keys(WAYS[of]));
  world.users.push({ of, how, to } as UserSpec);
}

function nameOf({ nlb, chance }: Place): NameSpec {
  return { of: nlb.label, written: chance.one(['plain', 'capitals', 'dot', 'dualstack'] as const) };
}

function named({ world, nlb, chance }: Place, name: NameSpec): void {
  const cluster = clusterIn(world, chance.one(['alpha', 'beta', 'far', nlb.cluster]));
  const base = { namespace: 'elsewhere', name: `claims-${nlb.label}-${chance.whole(0, 999)}` };
  const uid = `eeeeeeee${nlb.uid.slice(8)}`;
  const kind = chance.one(['status', 'externalName', 'Ingress', 'Gateway'] as const);
  if (kind === 'status') cluster.services.push(serviceOf({ ...base, uid, class: 'example.com/x', hostnames: [name] }));
  else if (kind === 'externalName') {
    cluster.services.push(serviceOf({ ...base, uid, type: 'ExternalName', externalName: name }));
  } else cluster.holders.push({ ...base, kind, hostnames: [name], dnsTargets: [] });
}

function bind({ world, nlb, chance }: Place, part: Partial<BindingSpec>, in_?: string): void {
  const cluster = clusterIn(world, in_ ?? chance.one(['alpha', 'beta', 'far', nlb.cluster]));
  cluster.bindings.push({
    namespace: nlb.service.namespace,
    name: `binding-${nlb.label}-${chance.whole(0, 999)}`,
    apiGroup: chance.one(['elbv2.k8s.aws', 'eks.amazonaws.com'] as const),
    group: chance.is(0.8) ? `${nlb.label}-first` : 'somebody-elses',
    names: chance.one(['by-arn', 'by-name'] as const),
    serviceName: nlb.service.name,
    madeFor: undefined,
    ...part,
  });
}

function remainderOf({ nlb, chance }: Place): Partial<BindingSpec> {
  return {
    apiGroup: chance.is(0.8) ? 'elbv2.k8s.aws' : 'eks.amazonaws.com',
    group: `${nlb.label}-first`,
    serviceName: chance.is(0.8) ? nlb.service.name : 'renamed',
    madeFor: chance.is(0.8) ? nlb.service : { namespace: nlb.service.namespace, name: 'another' },
  };
}

function scanners(chance: Place['chance']): HourSpec[] {
  return Array.from({ length: chance.whole(1, 4) }, (_, nth) => ({
    hoursAgo: 3 + 7 * nth,
    is: { flows: 900, open: 3, bytes: 900 * 60 },
  }));
}

/** About the edge: just enough bytes a flow or one less, and hours at both ends of the window. */
function clients(chance: Place['chance']): HourSpec[] {
  const flows = chance.one([0, 0, 1, 5]);
  const bytes = flows === 0 ? chance.one([0, 1, 900]) : flows * 512 - chance.whole(0, 1);
  const open = flows === 0 && bytes === 0 ? 1 : chance.whole(0, 1);
  return [{ hoursAgo: chance.one([1, 2, 30, 100, 177, 178, 300]), is: { flows, open, bytes } }];
}
