/** How each maker names and tags its NLBs, as its source code has it, and what people and tools write beside. */
import type { Mark, NlbSpec, NoteSpec } from './description.ts';

const TAGS_OF_MARKS: Readonly<Record<Mark, Readonly<Record<string, string>>>> = {
  keep: { 'nlb-janitor/keep': 'ask the payments team' },
  'keep-until-tomorrow': { 'nlb-janitor/keep': 'until=2026-03-02' },
  'keep-until-yesterday': { 'nlb-janitor/keep': 'until=2026-03-01' },
  'keep-until-nonsense': { 'nlb-janitor/keep': 'until=2026-02-30' },
  rejected: { 'nlb-janitor/approval': 'rejected' },
  'no-answer': { 'nlb-janitor/approval': 'yes' },
  cloudformation: { 'aws:cloudformation:stack-name': 'edge' },
  crossplane: { 'crossplane-kind': 'lb.elbv2.aws.upbound.io' },
  ack: { 'services.k8s.aws/namespace': 'edge' },
  terraform: { ManagedBy: 'Terraform' },
  team: { team: 'payments' },
};

/** `a` and the first 31 hex digits of the UID: what cloud-provider-aws calls the NLB of a Service. */
export function inTreeName(uid: string): string {
  return `a${uid.replaceAll('-', '').slice(0, 31)}`;
}

/** All tags of the NLB. @param at the instant so many hours before now */
export function tagsOf(nlb: NlbSpec, at: (hoursAgo: number) => Date): Record<string, string> {
  const beside = [...nlb.marks.map((mark) => TAGS_OF_MARKS[mark]), ...nlb.notes.map((note) => tagOfNote(note, at))];
  return Object.assign({}, tagsOfMaker(nlb), ...beside) as Record<string, string>;
}

function tagOfNote(note: NoteSpec, at: (hoursAgo: number) => Date): Record<string, string> {
  const instant = note.hoursAgo === undefined ? [] : [at(note.hoursAgo).toISOString().replace('.000Z', 'Z')];
  if (note.by === 'person') return { 'nlb-janitor/cluster-gone': [note.cluster, ...instant].join(' ') };
  return {
    'nlb-janitor/cluster-deleted': [note.cluster, ...instant, 'cloudtrail', note.vpc ?? 'none'].join(' '),
  };
}

function tagsOfMaker({ maker, cluster, service }: NlbSpec): Record<string, string> {
  const named = `${service.namespace}/${service.name}`;
  const inTree = { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': named };
  const controller = {
    'elbv2.k8s.aws/cluster': cluster,
    'service.k8s.aws/stack': named,
    'service.k8s.aws/resource': 'LoadBalancer',
  };
  switch (maker) {
    case 'in-tree':
    case 'own-name':
      return { ...inTree };
    case 'controller':
      return { ...controller };
    case 'both':
      return { ...inTree, ...controller };
    case 'auto-mode':
      return { 'eks:eks-cluster-name': cluster, 'service.eks.amazonaws.com/stack': named };
    case 'cluster-api':
      return { ...inTree, 'sigs.k8s.io/cluster-api-provider-aws/role': 'apiserver' };
    case 'kops':
      return { [`kubernetes.io/cluster/${cluster}`]: 'owned', KubernetesCluster: cluster };
    case 'ingress':
      return {
        'elbv2.k8s.aws/cluster': cluster,
        'ingress.k8s.aws/stack': named,
        'ingress.k8s.aws/resource': 'FrontendNlb',
      };
    case 'two-clusters':
      return { ...inTree, 'kubernetes.io/cluster/second': 'owned' };
    case 'not-owned':
      return { ...inTree, [`kubernetes.io/cluster/${cluster}`]: 'shared' };
    case 'no-such-service':
      return { ...inTree, 'kubernetes.io/service-name': `${service.namespace}/My Service` };
    case 'terraform':
      return { ManagedBy: 'Terraform' };
  }
}
