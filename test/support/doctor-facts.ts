/** Facts for the checks of `doctor`: an account in which everything is well, to be changed one fact at a time. */
import type {
  Alarm,
  Deployment,
  DeployedFunction,
  DeployedSettings,
  FunctionAnswer,
  FunctionName,
  SettingsBrief,
} from '../../lambda/model/deployment.ts';
import type { DoctorFacts, Examined } from '../../lambda/model/doctor.ts';
import type { Check, CheckState } from '../../lambda/core/doctor/check.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import { USER_SOURCES } from '../../lambda/model/users.ts';
import { aCluster, ACCOUNT, aView, NOW, REGION, unreadable } from './builders.ts';

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export const DENIED = unreadable('service Action: AccessDenied: no', 'denied');
export const HOUR_AGO = new Date(NOW.getTime() - 3_600_000);
export const QUEUE_ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:sweep.fifo`;

export const BRIEF: SettingsBrief = {
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
  emails: 1,
  webhookArn: undefined,
  ignoredClusters: [],
  linksHelp: true,
};

export const DEPLOYED_SETTINGS: DeployedSettings = { brief: BRIEF, longestSilenceHours: 2, differences: [] };

export function aFunction(part: Partial<DeployedFunction> = {}): DeployedFunction {
  return {
    state: 'Active',
    stateReason: undefined,
    isUpdateFailed: false,
    changedAt: new Date('2026-02-01T00:00:00Z'),
    roleArn: `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep-${REGION}`,
    reservedConcurrency: read<number | undefined>(undefined),
    sources: read([{ arn: QUEUE_ARN, isEnabled: true }]),
    ...part,
  };
}

export function anAlarm(part: Partial<Alarm> = {}): Alarm {
  const description =
    'It failed. What to do: docs/runbook.md#a-function-failed, in the repository that nlb-janitor is deployed from';
  return { name: 'nlb-janitor-sweep-failed', state: 'OK', since: HOUR_AGO, description, rings: true, ...part };
}

export function aDeployment(part: Partial<Deployment> = {}): Deployment {
  const counts = { ran: [{ hour: HOUR_AGO, count: 1 }], failed: [], throttled: [] };
  return {
    stackName: `nlb-janitor-${REGION}`,
    stack: read({ is: 'present', status: 'CREATE_COMPLETE', reason: undefined }),
    functions: new Map<FunctionName, Reading<FunctionAnswer>>([
      ['sweep', read({ is: 'present', function: aFunction() })],
      ['reap', read({ is: 'present', function: aFunction() })],
      ['slack', read({ is: 'absent' })],
    ]),
    settings: read(DEPLOYED_SETTINGS),
    schedules: read([
      { name: 's', runs: 'sweep', isEnabled: true },
      { name: 'r', runs: 'reap', isEnabled: true },
    ]),
    rules: read([
      { name: 'flip', isEnabled: true },
      { name: 'deleted', isEnabled: true },
    ]),
    queues: read([{ name: 'sweep.fifo', is: 'queue', waiting: 0, oldestSeconds: read<number | undefined>(undefined) }]),
    runs: read({
      of: new Map([
        ['sweep', counts],
        ['reap', counts],
      ]),
      sweep: { judged: [{ hour: HOUR_AGO, count: 1 }], unreadClusters: 0, unreadSources: 0 },
    }),
    alarms: read([anAlarm()]),
    listeners: read({ confirmed: [{ protocol: 'email', gets: 'all' }], pending: [], topicArn: 'arn:topic' }),
    chat: undefined,
    testMessage: { is: 'not-asked' },
    ...part,
  };
}

/** Nothing is there. */
export function notDeployedYet(part: Partial<Deployment> = {}): Deployment {
  const absent = read({ is: 'absent' } as const);
  const functions = new Map((['sweep', 'reap', 'slack'] as const).map((name) => [name, absent] as const));
  return aDeployment({ stack: absent, functions, settings: undefined, ...part });
}

export function anExamined(part: Partial<Examined> = {}): Examined {
  return {
    trails: read([{ name: 't', logging: read({ isLogging: true, deliveryError: undefined }), logsWrites: read(true) }]),
    recording: read({ isRecording: true, recordsClusters: true }),
    deployment: aDeployment(),
    pause: read({ is: 'running' }),
    webhook: undefined,
    clusterList: { ok: true, value: ['prod'] },
    clusters: [
      {
        name: 'prod',
        answer: read({ is: 'present', cluster: aCluster() }),
        view: aView(),
        access: read({
          is: 'entries',
          isConfigMapToo: false,
          of: [{ role: `nlb-janitor-sweep-${REGION}`, entry: 'lets-in' }],
        }),
      },
    ],
    users: new Map(USER_SOURCES.map((source) => [source, { is: 'asked', answer: read([]) }])),
    throttling: read({ is: 'counted', calls: [] }),
    rights: [
      {
        principalArn: `arn:aws:iam::${ACCOUNT}:role/nlb-janitor-sweep-${REGION}`,
        simulation: read([{ action: 'eks:ListClusters', resourceArn: undefined, decision: 'allowed' }]),
      },
    ],
    ...part,
  };
}

export function doctorFactsOf(part: Partial<DoctorFacts> = {}): DoctorFacts {
  return {
    region: REGION,
    now: NOW,
    caller: read({ account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:role/admin` }),
    settings: { is: 'valid', regions: [REGION], brief: BRIEF },
    examined: anExamined(),
    ...part,
  };
}

/** `failure rules`, of each check. */
export function statesOf(checks: readonly Check[]): readonly string[] {
  return checks.map(({ state, id }) => `${state} ${id}`);
}

/** What an operator reads: all that a check says. */
export function wordsOf({ title, found, todo, commands }: Check): string {
  return [title, found, todo ?? '', ...commands].join(' | ');
}

/** One row of a table: what differs, how the check comes out, and what it must say. */
export type Row<Fact> = readonly [fact: string, given: Fact, state: CheckState, says: RegExp];
