/**
 * What the janitor leaves, for people: each with the command that removes it. Pure. Names are shown harmless, and are one
 * word of a command.
 */
import { shellWord } from '../lambda/core/commands.ts';
import { plainText } from '../lambda/core/report/plain-text.ts';
import { leftoverKeys } from '../lambda/core/tags/leftover.ts';
import { count } from '../lambda/core/words.ts';
import { PAUSE_PARAMETER } from '../lambda/model/pause.ts';
import type { Leftovers, Tagged } from './leftovers.ts';

interface Shown {
  readonly region: string;
  /** The setting `slack`, where the folder has settings. */
  readonly webhookArn: string | undefined;
  readonly allAnswers: boolean;
}

interface Part {
  readonly what: string;
  readonly commands?: readonly string[];
}

/** Names beyond this many are a number. */
const MOST_NAMES = 20;

export function leftoversText(found: Leftovers, shown: Shown): string {
  const parts = [
    stackPart(found, shown),
    ...taggedParts(found, shown),
    ...accessParts(found, shown),
    pausePart(found, shown),
    ...bucketParts(found, shown),
    ...slackParts(shown),
    {
      what: 'Log groups go with the stack. To see whether one is left:',
      commands: [
        `aws logs describe-log-groups --region ${shellWord(shown.region)} --log-group-name-prefix /aws/lambda/nlb-janitor-`,
      ],
    },
  ];
  const lines = parts.flatMap(({ what, commands = [] }) => [
    plainText(what),
    ...commands.flatMap((command) => command.split('\n').map((line) => `  ${line}`)),
  ]);
  return `What nlb-janitor leaves in ${shown.region}\n\n${lines.join('\n')}\n`;
}

/** What could not be read, one line for each. */
export function unreadIn({
  stack,
  loadBalancers,
  targetGroups,
  isPaused,
  clusters,
  buckets,
}: Leftovers): readonly string[] {
  return [stack, loadBalancers, targetGroups, isPaused, clusters, buckets].flatMap((reading) =>
    reading.ok ? [] : [reading.why],
  );
}

function notRead(what: string, why: string): Part {
  return { what: `${what}: could not be read: ${why}` };
}

function stackPart({ stack }: Leftovers, { region }: Shown): Part {
  if (!stack.ok) return notRead('The stack', stack.why);
  if (stack.value.is === 'absent') return { what: 'The stack: gone.' };
  const { name } = stack.value;
  return name === `nlb-janitor-${region}`
    ? { what: `The stack ${name}: still there, and goes first:`, commands: [`npx cdk destroy ${shellWord(name)}`] }
    : { what: `The stack ${name}: still there, an app of your own. Take the construct out of it and deploy, first.` };
}

function taggedParts({ loadBalancers, targetGroups }: Leftovers, { region, allAnswers }: Shown): readonly Part[] {
  const remove = `npx nlb-janitor uninstall --region ${shellWord(region)} --remove-tags`;
  const part = (what: string, tagged: readonly Tagged[], tags: string): Part => {
    const removable = tagged.filter((one) => leftoverKeys(one.tags, { allAnswers }).remove.length > 0);
    if (removable.length === 0) return { what: `${tags}: none to remove.` };
    return { what: `${tags} on ${count(removable.length, what)}: ${namesOf(removable)}`, commands: [remove] };
  };
  const answered = loadBalancers.ok ? loadBalancers.value.filter(({ tags }) => leftoverKeys(tags).stay.length > 0) : [];
  const answers = answered.reduce((sum, { tags }) => sum + leftoverKeys(tags).stay.length, 0);
  return [
    loadBalancers.ok
      ? part('load balancer', loadBalancers.value, 'Tags nlb-janitor/*')
      : notRead('Tags of load balancers', loadBalancers.why),
    ...(answers === 0
      ? []
      : [
          allAnswers
            ? { what: `Of these ${count(answers, 'answer')} of people (keep, rejected): ${namesOf(answered)}` }
            : {
                what: `${count(answers, 'answer')} of people (keep, rejected) ${answers === 1 ? 'stays' : 'stay'}, which protect these should the janitor come back: ${namesOf(answered)}. To remove them too:`,
                commands: [`${remove} --all-answers`],
              },
        ]),
    targetGroups.ok
      ? part('target group', targetGroups.value, 'Marks nlb-janitor/companion-of')
      : notRead('Marks of target groups', targetGroups.why),
  ];
}

function namesOf(all: readonly { readonly name: string }[]): string {
  const names = all.slice(0, MOST_NAMES).map(({ name }) => name);
  const rest = all.length - names.length;
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more`;
}

function accessParts({ stack, clusters }: Leftovers, { region }: Shown): readonly Part[] {
  if (!clusters.ok) return [notRead('Access to clusters', clusters.why)];
  const isDeployed = stack.ok && stack.value.is === 'present';
  const entries = clusters.value.flatMap(({ cluster, access }) =>
    access.is === 'entries'
      ? access.roleArns.map(
          (arn) =>
            `aws eks delete-access-entry --region ${shellWord(region)} --cluster-name ${shellWord(cluster)} --principal-arn ${shellWord(arn)}`,
        )
      : [],
  );
  const byConfigMap = clusters.value.filter(({ access }) => access.is === 'aws-auth').map(({ cluster }) => cluster);
  return [
    entries.length === 0
      ? { what: 'EKS access entries of its roles: none.' }
      : {
          what: `EKS access entries of its roles: ${entries.length}.${isDeployed ? ' Those of the setting clusterAccess go with the stack.' : ''}`,
          commands: entries,
        },
    ...(byConfigMap.length === 0
      ? []
      : [
          {
            what: `Lines of its roles in aws-auth cannot be seen from here. In ${byConfigMap.join(', ')}:`,
            commands: ['kubectl -n kube-system edit configmap aws-auth'],
          },
        ]),
    {
      what: 'ClusterRole and ClusterRoleBinding cannot be seen from here. In each cluster:',
      commands: ['kubectl delete --ignore-not-found clusterrolebinding,clusterrole nlb-janitor-readers'],
    },
  ];
}

function pausePart({ isPaused }: Leftovers, { region }: Shown): Part {
  if (!isPaused.ok) return notRead('The pause', isPaused.why);
  if (!isPaused.value) return { what: 'The pause: none.' };
  return {
    what: `The pause, SSM parameter ${PAUSE_PARAMETER}: a later stack would start paused.`,
    commands: [`aws ssm delete-parameter --region ${shellWord(region)} --name ${PAUSE_PARAMETER}`],
  };
}

function bucketParts({ buckets }: Leftovers, { region }: Shown): readonly Part[] {
  if (!buckets.ok) return [notRead('Snapshot buckets', buckets.why)];
  if (buckets.value.length === 0) return [{ what: 'Snapshot buckets: none that is named like one.' }];
  return buckets.value.map((name) => ({
    what: `Snapshot bucket ${name}: the only record of what was deleted. Look at it before you empty it, as docs/uninstall.md says in step 6:`,
    commands: [
      `npx nlb-janitor history --region ${shellWord(region)} --bucket ${shellWord(name)} --days 400`,
      `aws s3api delete-bucket --region ${shellWord(region)} --bucket ${shellWord(name)}`,
    ],
  }));
}

/** Whoever made it may use it for more. */
function slackParts({ webhookArn }: Shown): readonly Part[] {
  if (webhookArn === undefined) return [];
  const [, , service, region = '', , ...resource] = webhookArn.split(':');
  const command =
    service === 'ssm'
      ? `aws ssm delete-parameter --region ${shellWord(region)} --name ${shellWord(resource.join(':').replace(/^parameter/, ''))}`
      : `aws secretsmanager delete-secret --region ${shellWord(region)} --secret-id ${shellWord(webhookArn)}`;
  return [{ what: 'The webhook of Slack is yours, and others may use it:', commands: [command] }];
}
