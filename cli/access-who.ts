/** Whom an access sheet is for: the roles of the janitor, the caller, or roles that were named. Pure. */
import type { callerIdentity } from '../lambda/aws/identity.ts';
import type { JanitorStack } from '../lambda/aws/janitor-stack.ts';
import { shellWord } from '../lambda/core/commands.ts';
import type { Reading } from '../lambda/model/reading.ts';
import type { Principal } from './access-sheet.ts';
import { CouldNotError } from './errors.ts';

export const IAM_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,576}$/;
/** Made by IAM Identity Center, with a path that STS does not tell and that an entry must have. */
const SSO_ROLE = /:role\/(AWSReservedSSO_[\w+=,.@-]+)$/;

type Caller = Awaited<ReturnType<typeof callerIdentity>>;

export interface Who {
  readonly principals: readonly Principal[];
  readonly notes: readonly string[];
}

interface JanitorPlace {
  readonly region: string;
  readonly partition: string;
  readonly caller: Caller;
  readonly stack: Reading<JanitorStack>;
  /** Whether the cluster has access entries. */
  readonly usesEntries: boolean;
  /** Whether `clusterAccess` of the settings names the cluster. */
  readonly isPlanned: boolean;
  /** What would name it there. */
  readonly snippet: string;
}

/** The names of its roles are fixed (infra/janitor-function.ts), so they are known before it is deployed. */
export function ofTheJanitor(place: JanitorPlace): Who {
  const { region, partition, caller, stack, usesEntries, isPlanned } = place;
  const names = ['sweep', 'reap'].map((each) => `nlb-janitor-${each}-${region}`);
  const isThere = stack.ok && stack.value.is === 'present' ? stack.value : undefined;
  const deployed = isThere === undefined ? names : names.filter((name) => isThere.roleNames.includes(name));
  const notes = [
    whereFrom(stack, region),
    ...(!caller.ok
      ? [
          `the account could not be read (${caller.why}): put the ARNs of the roles in where it says so, or give --role-arn`,
        ]
      : []),
    aboutSetting(place),
  ];
  const byStack = isPlanned && usesEntries;
  const principals = deployed.map((name) =>
    caller.ok
      ? { ...principalOf(`arn:${partition}:iam::${caller.value.account}:role/${name}`, `the role ${name}`), byStack }
      : { ...unknownPrincipal(`the role ${name}`, name), byStack },
  );
  return { principals, notes };
}

function aboutSetting({ usesEntries, isPlanned, snippet }: JanitorPlace): string {
  if (!usesEntries) {
    return isPlanned
      ? 'the setting clusterAccess names this cluster, which takes no access entries: take it out there, or the deployment fails'
      : 'leave the cluster out of the setting clusterAccess: it takes no access entries';
  }
  return isPlanned
    ? 'the setting clusterAccess names this cluster: the stack makes the access entries itself'
    : `the stack can make the access entries itself instead: "clusterAccess": [${snippet}] in the settings, and deploy; not both, since a deployment fails where an entry is there that it did not make`;
}

function whereFrom(stack: Reading<JanitorStack>, region: string): string {
  if (!stack.ok) return `the stack could not be read (${stack.why}): these are the names that its roles have`;
  return stack.value.is === 'present'
    ? `the roles are those of the stack ${stack.value.name}`
    : `nlb-janitor is not deployed in ${region}: deploy it first, since EKS takes no entry for a role that is not there`;
}

/** @throws CouldNotError for whoever cannot be let in */
export function forMe(caller: Caller, usesEntries: boolean): Who {
  if (!caller.ok) throw new CouldNotError(`who you are could not be read: ${caller.why}`);
  const known = caller.value.roleOrUserArn;
  if (!IAM_ARN.test(known)) {
    throw new CouldNotError(`you are ${JSON.stringify(known)}, for which EKS takes no access: use a role or a user`);
  }
  const sso = SSO_ROLE.exec(known)?.[1];
  if (sso !== undefined && usesEntries) {
    const find = `aws iam get-role --role-name ${shellWord(sso)} --query Role.Arn --output text`;
    const note = `your role is one of IAM Identity Center, whose ARN has a path that STS does not tell: give --role-arn what this prints: ${find}`;
    return { principals: [unknownPrincipal('you', sso)], notes: [note] };
  }
  const notes = known.includes(':role/') ? ['if your role has a path, give its whole ARN with --role-arn'] : [];
  return { principals: [principalOf(known, 'you')], notes };
}

export function theseOnes(arns: readonly string[]): Who {
  return { principals: arns.map((arn) => principalOf(arn, arn)), notes: [] };
}

function principalOf(arn: string, who: string): Principal {
  const username = arn.slice(arn.lastIndexOf('/') + 1);
  return { who, username, arn: { is: 'known', text: arn }, byStack: false, entry: undefined };
}

function unknownPrincipal(who: string, name: string): Principal {
  const placeholder = `PUT-IN-THE-ARN-OF-${name}`;
  return { who, username: name, arn: { is: 'unknown', placeholder }, byStack: false, entry: undefined };
}
