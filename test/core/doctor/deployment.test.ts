/** The stack, its settings and its functions: each state with its twin. */
import { functionChecks, isDeployed, settingsChecks, stackChecks } from '../../../lambda/core/doctor/deployment.ts';
import type {
  DeployedFunction,
  DeployedSettings,
  FunctionAnswer,
  StackAnswer,
} from '../../../lambda/model/deployment.ts';
import type { Reading } from '../../../lambda/model/reading.ts';
import {
  aDeployment,
  aFunction,
  BRIEF,
  DENIED,
  DEPLOYED_SETTINGS,
  notDeployedYet,
  read,
  statesOf,
  wordsOf,
  type Row,
} from '../../support/doctor-facts.ts';

const ABSENT = read({ is: 'absent' } as const);

it.each([
  ['stack and function', aDeployment(), 'yes'],
  ['neither', notDeployedYet(), 'no'],
  ['the stack alone', { ...notDeployedYet(), stack: aDeployment().stack }, 'yes'],
  ['the function alone, in a stack of another name', { ...aDeployment(), stack: ABSENT }, 'yes'],
  ['a stack that cannot be read, and no function', { ...notDeployedYet(), stack: DENIED }, 'unknown'],
  [
    'no stack, and a function that cannot be read',
    { ...notDeployedYet(), functions: new Map([['sweep', DENIED] as const]) },
    'unknown',
  ],
] as const)('%s: deployed?', (_, deployment, is) => {
  expect(isDeployed(deployment)).toBe(is);
});

const stackIn = (status: string, reason?: string): Reading<StackAnswer> => read({ is: 'present', status, reason });

it.each<Row<Reading<StackAnswer>>>([
  ['made', stackIn('CREATE_COMPLETE'), 'ok', /is CREATE_COMPLETE/],
  ['brought up to date', stackIn('UPDATE_COMPLETE'), 'ok', /is UPDATE_COMPLETE/],
  ['under way', stackIn('UPDATE_IN_PROGRESS'), 'warning', /wait/],
  ['as it was', stackIn('UPDATE_ROLLBACK_COMPLETE'), 'warning', /last deployment failed.*npx cdk deploy --all/],
  ['never made', stackIn('ROLLBACK_COMPLETE', 'no role'), 'failure', /\(no role\).*events/],
  ['broken', stackIn('UPDATE_ROLLBACK_FAILED'), 'failure', /events/],
  ['of another name', ABSENT, 'not-checked', /another stack holds them/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('the stack: %s', (_, stack, state, says) => {
  const [check] = stackChecks({ stackName: 'nlb-janitor-eu-west-3', stack });
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

it.each<Row<Reading<DeployedSettings> | undefined>>([
  ['as in the file', read(DEPLOYED_SETTINGS), 'ok', /, as in the file/],
  ['without a file', read({ ...DEPLOYED_SETTINGS, differences: undefined }), 'ok', /no file to compare/],
  ['others', read({ ...DEPLOYED_SETTINGS, differences: ['mode', 'emails'] }), 'warning', /mode and emails.*cdk deploy/],
  ['unreadable', DENIED, 'not-checked', /AccessDenied/],
  ['without a function', undefined, 'not-checked', /only the function sweep/],
])('settings deployed: %s', (_, settings, state, says) => {
  const [check] = settingsChecks(settings);
  expect(check?.state).toBe(state);
  expect(check && wordsOf(check)).toMatch(says);
});

const REGION = 'eu-west-3';
const present = (part: Partial<DeployedFunction>): Reading<FunctionAnswer> =>
  read({ is: 'present', function: aFunction(part) });

it.each<Row<Reading<FunctionAnswer>>>([
  ['active', present({}), 'ok', /Active, and its queue runs it/],
  ['not called for weeks', present({ state: 'Inactive' }), 'ok', /Inactive/],
  ['failed', present({ state: 'Failed', stateReason: 'no subnet' }), 'failure', /Failed \(no subnet\)/],
  ['with an update that failed', present({ isUpdateFailed: true }), 'failure', /last update failed/],
  [
    'stopped',
    present({ reservedConcurrency: read<number | undefined>(0) }),
    'failure',
    /delete-function-concurrency --region eu-west-3/,
  ],
  ['with a share of its own', present({ reservedConcurrency: read<number | undefined>(1) }), 'ok', /Active/],
  [
    'with a mapping that is off',
    present({ sources: read([{ arn: 'q', isEnabled: false }]) }),
    'failure',
    /switched off/,
  ],
  ['without a mapping', present({ sources: read([]) }), 'failure', /mapping is gone/],
  ['whose mapping is denied', present({ sources: DENIED }), 'not-checked', /AccessDenied/],
  ['whose concurrency is denied', present({ reservedConcurrency: DENIED }), 'not-checked', /AccessDenied/],
  ['gone', ABSENT, 'failure', /not there.*no-sweep/],
  ['denied', DENIED, 'not-checked', /AccessDenied/],
])('sweep: %s', (_, answer, state, says) => {
  const [check, ...more] = functionChecks(new Map([['sweep', answer]]), {
    settings: DEPLOYED_SETTINGS,
    region: REGION,
  });
  expect([check?.state, more]).toEqual([state, []]);
  expect(check && wordsOf(check)).toMatch(says);
});

it.each([
  ['reap where nothing is deleted', 'reap', { ...BRIEF, mode: 'quarantine' }, []],
  ['reap where it should be', 'reap', BRIEF, ['failure function-reap']],
  ['slack without a webhook', 'slack', BRIEF, []],
  ['slack with a webhook', 'slack', { ...BRIEF, webhookArn: 'arn' }, ['failure function-slack']],
] as const)('misses %s', (_, name, brief, states) => {
  const settings = { ...DEPLOYED_SETTINGS, brief };
  expect(statesOf(functionChecks(new Map([[name, ABSENT]]), { settings, region: REGION }))).toEqual(states);
});

it('wants no queue of slack, which the topic runs', () => {
  const functions = new Map([['slack', present({ sources: read([]) })]] as const);
  expect(statesOf(functionChecks(functions, { settings: DEPLOYED_SETTINGS, region: REGION }))).toEqual([
    'ok function-slack',
  ]);
});
