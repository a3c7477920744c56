/**
 * What the handlers of `sweep` and `reap` share: where they run, what they were given, how a run ends. Reads the
 * environment once per invocation; never goes on with a setting that is wrong or missing.
 */
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Workplace } from '../compose/write.ts';
import { parseTrigger } from '../core/trigger.ts';
import type { Scope } from '../core/scope.ts';
import type { Journal } from '../ports/read.ts';
import type { RunResult } from '../tell/log.ts';
import { SettingsError, type Settings } from '../settings/settings.ts';
import { settingsFromEnvironment } from '../settings/environment.ts';

interface Invocation {
  readonly settings: Settings;
  readonly place: Workplace;
  readonly scope: Scope;
}

/** Undefined when the event is not for the janitor: that is logged, and is no error. */
export function openInvocation(service: 'sweep' | 'reap', event: unknown, context: Context): Invocation | undefined {
  const logger = new Logger({ serviceName: `nlb-janitor-${service}` });
  logger.addContext(context);
  const settings = settingsFromEnvironment(process.env);
  const { account, region } = placeOf(context.invokedFunctionArn);
  const roleArns = required('NLB_JANITOR_ROLE_ARNS').split(',');

  const trigger = parseTrigger(event, { account, region, roleArns });
  logger.info('trigger', { is: trigger.is, because: trigger.because });
  if (trigger.is === 'ignored') return undefined;
  return {
    settings,
    scope: trigger.scope,
    place: {
      account,
      region,
      identity: roleArns.find((arn) => arn.includes(service)),
      topicArn: required('NLB_JANITOR_TOPIC_ARN'),
      now: () => new Date(),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      journal: journalOf(logger),
    },
  };
}

/** A run that failed anywhere fails the invocation, after everything that could be done was done. */
export function closeInvocation(run: RunResult): { readonly outcomes: number } {
  if (run.failures.length > 0)
    throw new Error(`${run.failures.length} failure(s): ${run.failures.join(' | ').slice(0, 4000)}`);
  return { outcomes: run.outcomes.length };
}

/** @throws SettingsError */
export function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined || value === '') {
    throw new SettingsError(`environment variable ${variable}`, [
      'is missing — deploy with `cdk deploy`, which writes it',
    ]);
  }
  return value;
}

/** `arn:aws:lambda:<region>:<account>:function:<name>` */
function placeOf(functionArn: string): { account: string; region: string } {
  const [, , , region, account] = functionArn.split(':');
  if (!region || !account)
    throw new Error(`the function's own ARN is "${functionArn}", which names no region and account`);
  return { account, region };
}

function journalOf(logger: Logger): Journal {
  return {
    note: (message, fields = {}, level = 'info') =>
      level === 'warning' ? logger.warn(message, { ...fields }) : logger.info(message, { ...fields }),
  };
}
