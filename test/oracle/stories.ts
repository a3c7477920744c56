/** What became of the Service that an NLB was made for: the first half of each NLB's life. */
import type { NlbSpec, OtherSpec, ServiceSpec } from './description.ts';
import type { Place } from './place.ts';

type Story = (place: Place) => void;

const FOR: Readonly<Record<'in-tree' | 'controller', Partial<ServiceSpec>>> = {
  'in-tree': { annotation: 'nlb' },
  controller: { class: 'service.k8s.aws/nlb', finalizers: ['service.k8s.aws/resources'] },
};
const CLEAN_UP = 'service.kubernetes.io/load-balancer-cleanup';
const OTHER_UID = 'ffffffff';

/** By name. Those that begin with `gone` leave nothing behind in the cluster. */
export const STORIES: Readonly<Record<string, Story>> = {
  gone: () => undefined,
  'gone, renamed': (place) => place.service({ ...forIt(place), name: 'renamed', uid: newUid(place) }),
  serves: (place) => place.service({ ...forIt(place), hostnames: [own(place)] }),
  pending: (place) => place.service(forIt(place)),
  'stale hostname': (place) => place.service({ ...forIt(place), hostnames: [{ text: 'somewhere.example.com' }] }),
  terminating: (place) => place.service({ ...forIt(place), type: 'ClusterIP', isDeleting: true }),
  'to be cleaned up': (place) => place.service({ annotation: 'nlb', type: 'ClusterIP', finalizers: [CLEAN_UP] }),
  'no longer a load balancer': (place) => place.service({ type: 'ClusterIP' }),
  'no longer, with its annotation': (place) => place.service({ type: 'NodePort', annotation: 'nlb' }),
  'no longer, but of the controller': (place) => place.service({ type: 'ClusterIP', annotation: 'external' }),
  'no longer, with the finalizer': (place) =>
    place.service({ type: 'NodePort', finalizers: ['service.k8s.aws/resources'] }),
  'handed over': (place) => place.service({ annotation: 'external', hostnames: [took(place, 'network')] }),
  'handed over to Auto Mode': (place) =>
    place.service({ class: 'eks.amazonaws.com/nlb', hostnames: [took(place, 'network')] }),
  'handed over to the built-in controller': (place) =>
    place.service({ annotation: 'nlb', uid: newUid(place), hostnames: [took(place, 'network')] }),
  'handed over to an application load balancer': (place) =>
    place.service({ class: 'eks.amazonaws.com/nlb', hostnames: [took(place, 'application')] }),
  'handed over to its twin': (place) =>
    place.service({ annotation: 'nlb', hostnames: [took(place, 'network', { twinOf: place.nlb.label })] }),
  'handed over, not ready': (place) =>
    place.service({ class: 'eks.amazonaws.com/nlb', hostnames: [took(place, 'network', { state: 'provisioning' })] }),
  'handed over to nobody yet': (place) => place.service({ class: 'eks.amazonaws.com/nlb' }),
  'handed over to somebody unknown': (place) =>
    place.service({ class: 'eks.amazonaws.com/nlb', hostnames: [{ text: 'cdn.example.net' }] }),
  'of any class': (place) => place.service({ class: 'example.com/nlb' }),
  'handed over to a Classic one': (place) => place.service({ hostnames: [took(place, 'classic')] }),
  'handed over to a Classic one that is not here': (place) =>
    place.service({ hostnames: [{ text: 'gone-1234.eu-west-3.elb.amazonaws.com' }] }),
  'made again': (place) => place.service({ ...forIt(place), uid: newUid(place), hostnames: [took(place, 'network')] }),
  'made again, pending': (place) => place.service({ ...forIt(place), uid: newUid(place) }),
  'made again as something else': (place) => place.service({ type: 'ClusterIP', uid: newUid(place) }),
  'its UID under another name': (place) => place.service({ ...forIt(place), name: 'other-name' }),
  'its UID but for the last digit': (place) =>
    place.service({ ...forIt(place), name: 'other-name', uid: place.nlb.uid.replace(/.$/, 'f') }),
};

function forIt({ nlb: { maker } }: Place): Partial<ServiceSpec> {
  return FOR[maker === 'controller' ? 'controller' : 'in-tree'];
}

function own({ nlb, chance }: Place) {
  return { of: nlb.label, written: chance.one(['plain', 'capitals', 'dot', 'dualstack'] as const) };
}

function newUid({ nlb }: Place): string {
  return `${OTHER_UID}${nlb.uid.slice(8)}`;
}

/** The load balancer that took over, in good health more often than not. */
function took({ nlb, world, chance }: Place, type: OtherSpec['type'], part: Partial<OtherSpec> = {}) {
  const label = `new-${nlb.label}`;
  const targets = chance.one([['healthy'], ['healthy', 'unhealthy'], ['unhealthy'], ['initial'], []] as const);
  world.others.push({ ...another(label, type, nlb), targets: [...targets], ...part });
  return { of: label, written: 'plain' as const };
}

export function another(label: string, type: OtherSpec['type'], { vpc }: Pick<NlbSpec, 'vpc'>): OtherSpec {
  return { label, type, vpc, state: 'active', targets: [], cluster: undefined, twinOf: undefined, forwardsTo: [] };
}
