/** Reads the stack and what is in it, starting from the functions: their environment and their queues name everything else. */
import type { AwsClients } from '../aws/clients.ts';
import { alarmsOf } from '../aws/doctor/alarms.ts';
import { functionNamed, type ReadFunction } from '../aws/doctor/functions.ts';
import { pendingSubscriptions } from '../aws/doctor/pending-subscriptions.ts';
import { queuesOf } from '../aws/doctor/queues.ts';
import { rulesTo } from '../aws/doctor/rules.ts';
import { runsOf } from '../aws/doctor/run-counts.ts';
import { schedulesTo } from '../aws/doctor/schedules.ts';
import { stackNamed } from '../aws/doctor/stack.ts';
import { topicSubscriptions } from '../aws/sns-subscriptions.ts';
import { neededWrites } from '../core/doctor/needed-writes.ts';
import { FUNCTION_NAMES, type Deployment, type FunctionName, type Listeners } from '../model/deployment.ts';
import type { SimulatedCall } from '../model/doctor.ts';
import type { Reading, Unreadable } from '../model/reading.ts';
import type { Settings } from '../settings/settings.ts';
import { readChat } from './doctor-chat.ts';
import { deployedSettings, type GivenSettings } from './settings-brief.ts';
import type { Limited } from './time-limit.ts';

/** Only `sweep` tells what belongs to it. */
const NOT_THERE: Unreadable = {
  ok: false,
  cause: 'incomplete',
  why: 'only the function sweep tells which are its own',
};

const JUDGES = ['sweep', 'reap'] as const;

export interface Functions {
  readonly read: ReadonlyMap<FunctionName, Reading<ReadFunction>>;
  /** Undefined where there is no `sweep`. */
  readonly given: Reading<GivenSettings> | undefined;
  readonly topicArn: string | undefined;
  readonly bucket: string | undefined;
  /** Undefined without a chat. */
  readonly chatTopicArn: string | undefined;
  readonly roleArns: readonly string[];
}

interface Place {
  readonly account: string;
  readonly region: string;
  readonly now: Date;
  readonly limited: Limited;
}

/** @param written the settings file, to compare with */
export async function readFunctions(
  clients: AwsClients,
  {
    region,
    written,
    limited,
  }: { readonly region: string; readonly written: Settings | undefined; readonly limited: Limited },
): Promise<Functions> {
  const read = new Map(
    await Promise.all(
      FUNCTION_NAMES.map(
        async (name) => [name, await limited(`function ${name}`, () => functionNamed(clients, name))] as const,
      ),
    ),
  );
  const sweep = read.get('sweep');
  const environment = sweep?.ok === true && sweep.value.answer.is === 'present' ? sweep.value.environment : undefined;
  const topicArn = environment?.['NLB_JANITOR_TOPIC_ARN'];
  const chatTopicArn = environment?.['NLB_JANITOR_CHAT_TOPIC_ARN'];
  return {
    read,
    given: environment && deployedSettings(environment, written, region),
    topicArn: topicArn === '' ? undefined : topicArn,
    bucket: environment?.['NLB_JANITOR_BUCKET'],
    chatTopicArn: chatTopicArn === '' ? undefined : chatTopicArn,
    roleArns: (environment?.['NLB_JANITOR_ROLE_ARNS'] ?? '').split(',').filter((arn) => arn !== ''),
  };
}

/** ARNs of the roles of the functions that read clusters, as far as these are deployed. */
export function rolesThatJudge({ read }: Functions): readonly string[] {
  return JUDGES.flatMap((name) => roleOf(read.get(name)));
}

/** The calls that the function with that role makes to change something; none for any other role or user. */
export function writesOf(
  principalArn: string,
  { read, given, topicArn, chatTopicArn, bucket }: Functions,
  region: string,
): readonly SimulatedCall[] {
  const which = JUDGES.find((name) => roleOf(read.get(name)).includes(principalArn));
  if (which === undefined || given?.ok !== true) return [];
  const { mode, approval } = given.value.settings;
  return neededWrites(which, { mode, approval, roleArn: principalArn, region, topicArn, chatTopicArn, bucket });
}

function roleOf(one: Reading<ReadFunction> | undefined): readonly string[] {
  return one?.ok === true && one.value.answer.is === 'present' ? [one.value.answer.function.roleArn] : [];
}

export async function readDeployment(
  clients: AwsClients,
  functions: Functions,
  { account, region, now, limited }: Place,
): Promise<Omit<Deployment, 'testMessage'>> {
  const { read, given, topicArn } = functions;
  const stackName = `nlb-janitor-${region}`;
  const queues = queuesIn(read);
  const ofSweep = [...queues].find(([, name]) => name === 'sweep')?.[0];
  const isThere = ofSweep !== undefined;
  const rules = limited('rules', async () => (isThere ? rulesTo(clients, ofSweep) : NOT_THERE));
  const [stack, schedules, ofRules, ofQueues, runs, alarms, listeners, chat] = await Promise.all([
    limited('stack', () => stackNamed(clients, stackName)),
    limited('schedules', async () => (isThere ? schedulesTo(clients, queues) : NOT_THERE)),
    rules,
    limited('queues', async () => {
      if (!isThere) return NOT_THERE;
      const found = await rules;
      const deadLetterArns = found.ok ? found.value.flatMap(({ undelivered }) => undelivered) : [];
      return queuesOf(clients, { arns: [...queues.keys()], deadLetterArns }, now);
    }),
    limited('runs', async () => runsOf(clients.cloudWatch, now)),
    limited('alarms', async () => alarmsOf(clients.cloudWatch)),
    limited('listeners', async () => (topicArn === undefined ? NOT_THERE : listenersOf(clients, topicArn))),
    readChat(clients, functions, { account, region, limited }),
  ]);
  return {
    stackName,
    stack,
    functions: new Map([...read].map(([name, one]) => [name, one.ok ? { ok: true, value: one.value.answer } : one])),
    settings: given?.ok === true ? { ok: true, value: given.value.deployed } : given,
    schedules,
    rules: ofRules,
    queues: ofQueues,
    runs,
    alarms,
    listeners,
    chat,
  };
}

/** ARN → what it runs. */
function queuesIn(read: Functions['read']): ReadonlyMap<string, FunctionName> {
  return new Map(
    [...read].flatMap(([name, one]) => {
      if (!one.ok || one.value.answer.is === 'absent') return [];
      const { sources } = one.value.answer.function;
      return sources.ok ? sources.value.map(({ arn }) => [arn, name] as const) : [];
    }),
  );
}

async function listenersOf({ sns }: AwsClients, topicArn: string): Promise<Reading<Listeners>> {
  const [confirmed, pending] = await Promise.all([
    topicSubscriptions(sns, topicArn),
    pendingSubscriptions(sns, topicArn),
  ]);
  if (!confirmed.ok) return confirmed;
  return pending.ok ? { ok: true, value: { confirmed: confirmed.value, pending: pending.value, topicArn } } : pending;
}
