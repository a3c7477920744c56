/**
 * What the handlers of `sweep` and `reap` share: where they run, what they were given, how a run ends. Reads the
 * environment once per invocation; never goes on with a setting that is wrong or missing.
 */
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { meterOf } from '../compose/meter.ts';
import { CallCount, type Container, type Workplace } from '../compose/write.ts';
import type { Scope } from '../core/scope.ts';
import { readBatch } from '../core/trigger/batch.ts';
import type { Journal } from '../ports/read.ts';
import type { RunResult } from '../tell/log.ts';
import { SettingsError, type Settings } from '../settings/settings.ts';
import { settingsFromEnvironment } from '../settings/environment.ts';

interface Invocation {
  readonly service: 'sweep' | 'reap';
  readonly calls: CallCount;
  /** By a clock that is never set back. */
  readonly startedAtMs: number;
  readonly settings: Settings;
  readonly place: Workplace;
  readonly scope: Scope;
  readonly logger: Logger;
}

const CONTAINER: Container = {};

/**
 * Undefined when no message asks for a run. That is no error: what cannot be read is logged, which an alarm counts
 * (infra/run-alarms.ts), and the messages are done with.
 *
 * @param event a batch of the function's queue
 */
export function openInvocation(service: 'sweep' | 'reap', event: unknown, context: Context): Invocation | undefined {
  const startedAtMs = performance.now();
  const calls = new CallCount();
  const logger = new Logger({ serviceName: `nlb-janitor-${service}` });
  logger.addContext(context);
  const settings = settingsFromEnvironment(process.env);
  const { account, region } = placeOf(context.invokedFunctionArn);
  const roleArns = required('NLB_JANITOR_ROLE_ARNS').split(',');

  const { scope, triggers } = readBatch(event, { account, region, roleArns });
  for (const { is, because, messageId } of triggers) {
    if (is === 'unreadable') logger.error('message unreadable', { because, messageId });
    else logger.info('trigger', { is, because, messageId });
  }
  if (scope === undefined) return undefined;
  return {
    service,
    calls,
    startedAtMs,
    settings,
    scope,
    logger,
    place: {
      account,
      region,
      runId: context.awsRequestId,
      identity: roleArns.find((arn) => arn.includes(service)),
      container: CONTAINER,
      calls,
      roleArns,
      topicArn: required('NLB_JANITOR_TOPIC_ARN'),
      chatTopicArn: settings.chat === undefined ? undefined : required('NLB_JANITOR_CHAT_TOPIC_ARN'),
      now: () => new Date(),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      journal: journalOf(logger),
    },
  };
}

/** Writes the figures of a run that has ended, unless the settings say not to. They must never fail a run. */
export async function recordFigures(
  { figures }: RunResult,
  { service, settings, calls, startedAtMs, logger }: Omit<Invocation, 'place' | 'scope'>,
): Promise<void> {
  if (settings.metrics === 'off') return;
  try {
    await meterOf(`nlb-janitor-${service}`).record({
      ...figures,
      AwsCalls: calls.calls,
      ThrottledCalls: calls.throttled,
      Duration: Math.round(performance.now() - startedAtMs),
    });
  } catch (error) {
    logger.warn('figures not written', { why: error instanceof Error ? error.message : String(error) });
  }
}

/** What is left of a run that failed, at most: one line of the log. */
const MOST_FAILURE_TEXT = 4000;

/**
 * A run that failed anywhere says so in its log, which an alarm counts (infra/run-alarms.ts), after everything that could
 * be done was done. It does not fail the function: its messages would come back and hold up all that came after them,
 * for a failure that the next run meets again. Only a crash or a time-out leaves them in the queue.
 */
export function closeInvocation(
  { outcomes, failures }: RunResult,
  logger: Pick<Logger, 'error'>,
): { readonly outcomes: number; readonly failures: number } {
  if (failures.length > 0) {
    logger.error('run failed', {
      number: failures.length,
      failures: failures.join(' | ').slice(0, MOST_FAILURE_TEXT),
    });
  }
  return { outcomes: outcomes.length, failures: failures.length };
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
