/**
 * The least access to one cluster: what people apply, what is there already, and how to take it back. Pure. Whatever AWS
 * or a person named is one word of a command.
 */
import type { AccessEntry, AuthenticationMode } from '../lambda/aws/cluster-access.ts';
import { shellWord } from '../lambda/core/commands.ts';
import { plainText } from '../lambda/core/report/plain-text.ts';
import type { Reading } from '../lambda/model/reading.ts';

/** The Kubernetes group of infra/cluster-access.yaml. */
export const READERS_GROUP = 'nlb-janitor-readers';

export interface Principal {
  /** `the role of sweep`, for people. */
  readonly who: string;
  /** The name in `aws-auth`. */
  readonly username: string;
  /** `unknown`: what stands in its place is no ARN, so that nothing with it can be applied. */
  readonly arn:
    { readonly is: 'known'; readonly text: string } | { readonly is: 'unknown'; readonly placeholder: string };
  /** Whether its access entry is made by the stack of the janitor, and goes with it. */
  readonly byStack: boolean;
  /** Undefined where it was not asked for. */
  readonly entry: Reading<AccessEntry> | undefined;
}

export interface AccessQuestion {
  readonly cluster: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  readonly by: 'group' | 'view-policy';
  readonly mode: Reading<AuthenticationMode>;
  readonly principals: readonly Principal[];
  /** The text of infra/cluster-access.yaml. */
  readonly manifest: string;
}

/** Notes for people, one line each, and commands, which may have several. */
export interface AccessSheet {
  readonly notes: readonly string[];
  readonly apply: readonly Step[];
  readonly undo: readonly Step[];
}

export interface Step {
  readonly note: string;
  readonly commands: readonly string[];
  /** Not to be run as they are: something is missing in them. */
  readonly isDraft?: true;
}

export function accessSheet(asked: AccessQuestion): AccessSheet {
  const { cluster, mode, by } = asked;
  const usesConfigMap = mode.ok && mode.value === 'CONFIG_MAP';
  const notes = [
    ...(mode.ok
      ? [`authentication mode of ${cluster}: ${mode.value}`]
      : [
          `the authentication mode of ${cluster} could not be read (${mode.why}): in mode CONFIG_MAP there are no access entries; then the ARNs go into aws-auth (docs/settings.md, "Cluster access")`,
        ]),
    ...(by === 'view-policy'
      ? [
          'AmazonEKSViewPolicy reads no custom resources: where the cluster has TargetGroupBindings or the Gateway API every verdict stays unknown; --by group reads them',
        ]
      : []),
  ];
  const entries = usesConfigMap ? awsAuth(asked) : withEntries(asked);
  const bound = by === 'group' ? binding(asked) : { apply: [], undo: [] };
  return { notes, apply: [...entries.apply, ...bound.apply], undo: [...entries.undo, ...bound.undo] };
}

type Both = Pick<AccessSheet, 'apply' | 'undo'>;

function withEntries(asked: AccessQuestion): Both {
  const each = asked.principals.map((principal) => entryOf(asked, principal));
  return { apply: each.flatMap(({ apply }) => apply), undo: each.flatMap(({ undo }) => undo) };
}

function entryOf({ cluster, region, partition, by }: AccessQuestion, { who, arn, byStack, entry }: Principal): Both {
  const principal = arn.is === 'known' ? shellWord(arn.text) : shellWord(arn.placeholder);
  const draft = arn.is === 'unknown' ? ({ isDraft: true } as const) : {};
  const eks = (verb: string, ...rest: readonly string[]): string =>
    [
      `aws eks ${verb} --region ${shellWord(region)} --cluster-name ${shellWord(cluster)} --principal-arn ${principal}`,
      ...rest,
    ].join(' ');
  const policy = `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`;
  const associate = eks('associate-access-policy', `--policy-arn ${shellWord(policy)} --access-scope type=cluster`);
  const removed: Step = { note: `takes the entry of ${who} away`, commands: [eks('delete-access-entry')], ...draft };

  const present = entry?.ok === true && entry.value.is === 'present' ? entry.value : undefined;
  const has =
    by === 'group' ? present?.groups.includes(READERS_GROUP) === true : present?.policyArns.includes(policy) === true;
  if (byStack) {
    const note = has
      ? `${who}: its entry is there, with what it needs`
      : `${who}: deploy, and the stack makes its entry`;
    return {
      apply: [{ note, commands: [] }],
      undo: [{ note: `${who}: take the cluster out of clusterAccess, and deploy`, commands: [] }],
    };
  }
  if (present !== undefined) {
    const { groups } = present;
    if (has)
      return { apply: [{ note: `${who}: its entry is there, with what it needs`, commands: [] }], undo: [removed] };
    const note = `${who}: its entry is there, without what it needs`;
    if (by === 'view-policy') {
      const undo = eks('disassociate-access-policy', `--policy-arn ${shellWord(policy)}`);
      return {
        apply: [{ note, commands: [associate] }],
        undo: [{ note: `takes the policy off ${who} again`, commands: [undo] }],
      };
    }
    const set = (all: readonly string[]): string =>
      eks(
        'update-access-entry',
        `--kubernetes-groups ${all.length === 0 ? "'[]'" : all.map((group) => shellWord(plainText(group))).join(' ')}`,
      );
    return {
      apply: [{ note, commands: [set([...groups, READERS_GROUP])] }],
      undo: [{ note: `gives ${who} the groups back that it had`, commands: [set(groups)] }],
    };
  }
  const unread = entry?.ok === false ? `; whether it has an entry could not be read (${entry.why})` : '';
  const create = eks('create-access-entry', ...(by === 'group' ? [`--kubernetes-groups ${READERS_GROUP}`] : []));
  return {
    apply: [{ note: `${who}${unread}`, commands: by === 'group' ? [create] : [create, associate], ...draft }],
    undo: [removed],
  };
}

/** Lines for aws-auth: nothing here can tell what stands in it, so a person puts them in. */
function awsAuth(asked: AccessQuestion): Both {
  const kinds = [
    { list: 'mapRoles', key: 'rolearn', isOf: (arn: string) => !arn.includes(':user/') },
    { list: 'mapUsers', key: 'userarn', isOf: (arn: string) => arn.includes(':user/') },
  ];
  const lines = kinds.flatMap(({ list, key, isOf }) => {
    const own = asked.principals
      .map(({ arn, username }) => ({ text: arn.is === 'known' ? withoutPath(arn.text) : arn.placeholder, username }))
      .filter(({ text }) => isOf(text));
    if (own.length === 0) return [];
    return [
      `${list}: |`,
      ...own.flatMap(({ text, username }) => [
        `  - ${key}: ${JSON.stringify(text)}`,
        `    username: ${JSON.stringify(username)}`,
        `    groups: [${READERS_GROUP}]`,
      ]),
    ];
  });
  const edit = `kubectl --kubeconfig ${kubeconfig(asked)} -n kube-system edit configmap aws-auth`;
  const config = kubeconfigCommand(asked);
  return {
    apply: [
      {
        note: 'the ConfigMap aws-auth names who comes in; these lines go below those that are there:',
        commands: lines,
        isDraft: true,
      },
      { note: 'opens it in your editor', commands: [config, edit] },
    ],
    undo: [{ note: 'takes the lines out of aws-auth again, in your editor', commands: [config, edit] }],
  };
}

/** As aws-auth wants roles ("Add IAM principals to your Amazon EKS cluster" of the EKS guide). */
function withoutPath(arn: string): string {
  return arn.replace(/:role\/.*\//, ':role/');
}

/** A file of its own: the current context of the person's kubectl may be another cluster. */
function kubeconfig({ cluster }: AccessQuestion): string {
  return shellWord(`${cluster}.kubeconfig`);
}

function kubeconfigCommand(asked: AccessQuestion): string {
  const { region, cluster } = asked;
  return `aws eks update-kubeconfig --region ${shellWord(region)} --name ${shellWord(cluster)} --kubeconfig ${kubeconfig(asked)}`;
}

function binding(asked: AccessQuestion): Both {
  const config = kubeconfigCommand(asked);
  const kubectl = `kubectl --kubeconfig ${kubeconfig(asked)}`;
  return {
    apply: [
      {
        note: `lets the group ${READERS_GROUP} list what the janitor reads, and nothing else (infra/cluster-access.yaml)`,
        commands: [config, `${kubectl} apply -f - <<'EOF'\n${asked.manifest.trimEnd()}\nEOF`],
      },
    ],
    undo: [
      {
        note: `the group may list nothing any more: also nobody else who is in it`,
        commands: [config, `${kubectl} delete clusterrolebinding,clusterrole ${READERS_GROUP}`],
      },
    ],
  };
}
