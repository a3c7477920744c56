/** The stack, the functions and the settings that they were given. */
import {
  FUNCTION_NAMES,
  type DeployedFunction,
  type DeployedSettings,
  type Deployment,
  type FunctionName,
  type StackAnswer,
} from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import { listed } from '../words.ts';
import { inWords } from './account.ts';
import { checksOfReading, failure, notChecked, ok, runbook, unread, warning, type Check } from './check.ts';

const STACK = { id: 'stack', title: 'Stack' };
const DEPLOY = 'npx cdk deploy --all';

/**
 * - `no`: neither the stack nor the function `sweep` is there.
 * - `unknown`: neither could be read.
 */
export function isDeployed({ stack, functions }: Pick<Deployment, 'stack' | 'functions'>): 'yes' | 'no' | 'unknown' {
  const sweep = functions.get('sweep');
  if ((stack.ok && stack.value.is === 'present') || (sweep?.ok === true && sweep.value.is === 'present')) return 'yes';
  const isAbsent = stack.ok && sweep?.ok === true;
  return isAbsent ? 'no' : 'unknown';
}

/** The one line that stands for all checks of the stack, where there is none. */
export function notDeployed(): Check {
  return notChecked(STACK, 'not deployed yet', 'deploy it, once the rest is as you want it', [DEPLOY]);
}

export function stackChecks({ stackName, stack }: Pick<Deployment, 'stackName' | 'stack'>): readonly Check[] {
  return checksOfReading(STACK, stack, (answer) => [stackCheck(stackName, answer)]);
}

function stackCheck(name: string, answer: StackAnswer): Check {
  if (answer.is === 'absent') {
    return notChecked(STACK, `there is no ${name}; the functions are there, so another stack holds them`);
  }
  const { status, reason } = answer;
  const found = `${name} is ${status}${reason === undefined ? '' : ` (${reason})`}`;
  if (status.endsWith('_IN_PROGRESS')) return warning(STACK, found, 'wait for its end, and ask again');
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(STACK, found);
  if (/^(UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(status)) {
    return warning(STACK, `${found}: the last deployment failed, and the one before it holds`, 'deploy again', [
      DEPLOY,
    ]);
  }
  return failure(STACK, found, 'look at its events in the CloudFormation console, then deploy again', [DEPLOY]);
}

export function settingsChecks(settings: Reading<DeployedSettings> | undefined): readonly Check[] {
  const about = { id: 'settings-deployed', title: 'Settings deployed' };
  if (settings === undefined) return [notChecked(about, 'only the function sweep could tell')];
  return checksOfReading(about, settings, ({ brief, differences }) => {
    const found = inWords(brief);
    if (differences === undefined) return [ok(about, `${found}; there is no file to compare with`)];
    if (differences.length === 0) return [ok(about, `${found}, as in the file`)];
    return [warning(about, `not those of the file: ${listed(differences, differences.length)}`, 'deploy it', [DEPLOY])];
  });
}

/** @param settings undefined: which functions there should be is not known */
export function functionChecks(
  functions: Deployment['functions'],
  { settings, region }: { readonly settings: DeployedSettings | undefined; readonly region: string },
): readonly Check[] {
  return FUNCTION_NAMES.flatMap((name) => {
    const about = { id: `function-${name}`, title: `Function ${name}` };
    const reading = functions.get(name);
    if (reading === undefined) return [];
    if (!reading.ok) return [unread(about, reading)];
    if (reading.value.is === 'present') return [functionCheck(name, reading.value.function, region)];
    return isExpected(name, settings)
      ? [failure(about, 'it is not there', `deploy again; if somebody deleted it, ${runbook('no-sweep')}`)]
      : [];
  });
}

/** `reap` exists in mode `delete` alone, `slack` with a webhook. */
function isExpected(name: FunctionName, settings: DeployedSettings | undefined): boolean {
  switch (name) {
    case 'sweep':
      return true;
    case 'reap':
      return settings?.brief.mode === 'delete';
    case 'slack':
      return settings?.brief.webhookArn !== undefined;
  }
}

function functionCheck(name: FunctionName, deployed: DeployedFunction, region: string): Check {
  const about = { id: `function-${name}`, title: `Function ${name}` };
  const { state, stateReason, isUpdateFailed, reservedConcurrency, sources } = deployed;
  const because = stateReason === undefined ? '' : ` (${stateReason})`;
  // A function that was not called for weeks is Inactive until it is called.
  if (state !== 'Active' && state !== 'Inactive')
    return failure(about, `its state is ${state}${because}`, 'deploy again', [DEPLOY]);
  if (isUpdateFailed) return failure(about, `its last update failed${because}`, 'deploy again', [DEPLOY]);
  if (reservedConcurrency.ok && reservedConcurrency.value === 0) {
    return failure(about, 'its reserved concurrency is 0: somebody stopped it', 'find out why, then', [
      `aws lambda delete-function-concurrency --region ${region} --function-name nlb-janitor-${name}`,
    ]);
  }
  if (name === 'slack') return ok(about, state);
  if (!sources.ok) return unread(about, sources);
  const off = sources.value.find(({ isEnabled }) => !isEnabled);
  if (off !== undefined) {
    return failure(
      about,
      'its queue does not run it: the event source mapping is switched off',
      `enable the SQS trigger of nlb-janitor-${name} in the Lambda console`,
    );
  }
  if (sources.value.length === 0)
    return failure(about, 'no queue runs it: the event source mapping is gone', runbook('no-sweep'));
  if (!reservedConcurrency.ok) return unread(about, reservedConcurrency);
  return ok(about, `${state}, and its queue runs it`);
}
