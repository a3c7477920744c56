/**
 * Reads all that `nlb-janitor doctor` judges of one region, side by side: no two checks share a bucket that controllers
 * need, since none calls Elastic Load Balancing. Reads only: whoever wants a test message brings along what sends it.
 */
import { configRecording } from '../aws/doctor/config-recorder.ts';
import { simulatedActions } from '../aws/doctor/rights.ts';
import { throttledCalls } from '../aws/doctor/throttled-calls.ts';
import { trailsOf } from '../aws/doctor/trails.ts';
import type { AwsClients } from '../aws/clients.ts';
import { callerIdentity } from '../aws/identity.ts';
import { readSwitch, sinceIn } from '../aws/pause-switch.ts';
import { webhookSecret } from '../aws/webhook-secret.ts';
import { neededReads } from '../core/doctor/needed-rights.ts';
import type { TestMessage } from '../model/deployment.ts';
import type { Caller, DoctorFacts, Examined, PauseAnswer, WrittenSettings } from '../model/doctor.ts';
import type { Reading } from '../model/reading.ts';
import { USER_SOURCES, type UserReading, type UserSource } from '../model/users.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { Settings } from '../settings/settings.ts';
import { testTopicsOf, type TestTopics } from './doctor-chat.ts';
import { examineClusters, type ClusterPorts } from './doctor-clusters.ts';
import { readDeployment, readFunctions, rolesThatJudge, writesOf, type Functions } from './doctor-deployment.ts';
import { limitedTo, type Limited } from './time-limit.ts';

/** For each check; a source of users reads all of its pages, a cluster all of its kinds. */
const CHECK_SECONDS = 60;
const SOURCE_SECONDS = 120;
const CLUSTER_SECONDS = 120;

type DoctorPorts = ClusterPorts & Pick<ReadPorts, 'outsideUsers'>;

export interface DoctorInputs {
  readonly region: string;
  readonly now: () => Date;
  /** Rejects when the signal ends it. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly written: WrittenSettings;
  /** The same in full, where they are valid. */
  readonly settings: Settings | undefined;
  /** Once it is known who asks. */
  readonly portsOf: (account: string, identity: string) => DoctorPorts;
  /** A webhook's secret may lie in another region. */
  readonly clientsIn: (region: string) => AwsClients;
  /** Undefined unless a test message was asked for. */
  readonly sendTest: ((topics: TestTopics, account: string) => Promise<TestMessage>) | undefined;
}

/** Never rejects: what fails is a fact of its own. */
export async function doctorFacts(clients: AwsClients, inputs: DoctorInputs): Promise<DoctorFacts> {
  const { region, sleep, written } = inputs;
  // Before the first read: the clock must not run ahead of what was read.
  const now = inputs.now();
  const identity = await limitedTo(CHECK_SECONDS, sleep)('credentials', async () => callerIdentity(clients.sts));
  const about = { region, now, settings: written };
  if (!identity.ok) return { ...about, caller: identity, examined: undefined };
  const caller = { account: identity.value.account, arn: identity.value.roleOrUserArn };
  return { ...about, caller: { ok: true, value: caller }, examined: await examine(clients, inputs, { now, caller }) };
}

async function examine(
  clients: AwsClients,
  inputs: DoctorInputs,
  { now, caller }: { readonly now: Date; readonly caller: Caller },
): Promise<Examined> {
  const { region, sleep, settings: written } = inputs;
  const limited = limitedTo(CHECK_SECONDS, sleep);
  const functions = await readFunctions(clients, { region, written, limited });
  const settings = functions.given?.ok === true ? functions.given.value.settings : written;
  const usersOfNlb = settings?.usersOfNlb ?? {};
  const principals = functions.roleArns.length > 0 ? functions.roleArns : [caller.arn];
  const ports = inputs.portsOf(caller.account, caller.arn);

  const [deployment, testMessage, trails, recording, pause, webhook, clusters, users, throttling, rights] =
    await Promise.all([
      readDeployment(clients, functions, { account: caller.account, region, now, limited }),
      testMessageOf(functions, caller.account, inputs.sendTest, limited),
      limited('trails', async () => trailsOf(clients.cloudTrail, region)),
      limited('AWS Config', async () => configRecording(clients)),
      limited('kill switch', async () => pauseOf(clients)),
      webhookOf(settings, inputs, limited),
      examineClusters(ports, { clients, roleArns: rolesThatJudge(functions) }, limitedTo(CLUSTER_SECONDS, sleep)),
      readUsers(ports, usersOfNlb, limitedTo(SOURCE_SECONDS, sleep)),
      limited('throttling', async () => throttledCalls(clients.cloudWatch, now)),
      Promise.all(
        principals.map(async (principalArn) => ({
          principalArn,
          simulation: await limited('rights', () =>
            simulatedActions(clients, principalArn, neededReads(usersOfNlb), writesOf(principalArn, functions, region)),
          ),
        })),
      ),
    ]);
  return {
    deployment: { ...deployment, testMessage },
    trails,
    recording,
    pause,
    webhook,
    ...clusters,
    users,
    throttling,
    rights,
  };
}

async function testMessageOf(
  functions: Functions,
  account: string,
  send: DoctorInputs['sendTest'],
  limited: Limited,
): Promise<TestMessage> {
  if (send === undefined) return { is: 'not-asked' };
  const topics = testTopicsOf(functions);
  if (topics === undefined) {
    return { is: 'failed', why: 'no topic is known: the function sweep names it once it is deployed' };
  }
  const sent = await limited('test message', async () => ({
    ok: true,
    value: await send(topics, account),
  }));
  return sent.ok ? sent.value : { is: 'failed', why: sent.why };
}

async function pauseOf({ ssm }: AwsClients): Promise<Reading<PauseAnswer>> {
  const read = await readSwitch(ssm);
  if (!read.ok) return read;
  const { value } = read;
  return { ok: true, value: value.is === 'absent' ? { is: 'running' } : { is: 'paused', since: sinceIn(value.text) } };
}

/** The URL is forgotten at once. */
async function webhookOf(
  settings: Settings | undefined,
  { region, clientsIn, now }: DoctorInputs,
  limited: Limited,
): Promise<Examined['webhook']> {
  const { slack } = settings ?? {};
  if (slack === undefined || (slack.region !== undefined && slack.region !== region)) return undefined;
  const place = slack.webhookArn.split(':')[3];
  return limited('webhook', async () => {
    const url = await webhookSecret(clientsIn(place || region), slack.webhookArn, now).url();
    return url.ok ? { ok: true, value: 'https-url' } : url;
  });
}

async function readUsers(
  { outsideUsers }: DoctorPorts,
  usersOfNlb: Settings['usersOfNlb'],
  limited: Limited,
): Promise<ReadonlyMap<UserSource, UserReading>> {
  return new Map(
    await Promise.all(
      USER_SOURCES.map(async (source): Promise<[UserSource, UserReading]> => {
        if (usersOfNlb[source] === 'off') return [source, { is: 'off' }];
        return [source, { is: 'asked', answer: await limited(source, outsideUsers[source]) }];
      }),
    ),
  );
}
