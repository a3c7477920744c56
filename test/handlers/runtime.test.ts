/** What `sweep` and `reap` share: messages that are none of ours, settings that are missing, runs that failed. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { someOf } from '../../lambda/core/scope.ts';
import { handler as reap } from '../../lambda/handlers/reap.ts';
import { closeInvocation, openInvocation, recordFigures } from '../../lambda/handlers/runtime.ts';
import { handler as sweep } from '../../lambda/handlers/sweep.ts';
import { settingsToEnvironment } from '../../lambda/settings/environment.ts';
import { arnOf } from '../support/builders.ts';
import { apiCall, queueEvent, scheduled, tagFlip } from '../support/events.ts';
import { settingsOf } from '../support/life.ts';

const ARN = 'arn:aws:lambda:eu-west-3:123456789012:function:nlb-janitor-sweep';
const SCHEDULE = queueEvent(scheduled('2026-03-01T10:00:00Z'));
const ENVIRONMENT: Readonly<Record<string, string>> = {
  ...settingsToEnvironment(settingsOf({ graceDays: 9 })),
  NLB_JANITOR_ROLE_ARNS:
    'arn:aws:iam::123456789012:role/nlb-janitor-sweep,arn:aws:iam::123456789012:role/nlb-janitor-reap',
  NLB_JANITOR_TOPIC_ARN: 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor',
  NLB_JANITOR_BUCKET: 'nlb-janitor-snapshots',
  NLB_JANITOR_REAP_QUEUE_URL: 'https://sqs.eu-west-3.amazonaws.com/123456789012/reap.fifo',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};
const before = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, ENVIRONMENT);
});

afterAll(() => {
  for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
  Object.assign(process.env, before);
});

function context(part: Partial<Context> = {}): Context {
  return {
    invokedFunctionArn: ARN,
    awsRequestId: 'request-1',
    getRemainingTimeInMillis: () => 900_000,
    ...part,
  } as Context;
}

it('takes place, role and deadline from where it runs', () => {
  const invocation = openInvocation('reap', SCHEDULE, context());
  expect(invocation).toMatchObject({
    scope: { is: 'everything' },
    settings: { graceDays: 9 },
    place: {
      account: '123456789012',
      region: 'eu-west-3',
      runId: 'request-1',
      identity: 'arn:aws:iam::123456789012:role/nlb-janitor-reap',
      topicArn: 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor',
    },
  });
  expect(invocation?.place.deadline.remainingMs()).toBe(900_000);
});

it.each([
  ['sweep', sweep],
  ['reap', reap],
])('%s is done with messages that are none of ours, and asks AWS nothing', async (_, handler) => {
  const messages = queueEvent('no JSON', apiCall({ errorCode: 'AccessDenied' }), { 'detail-type': 'Something else' });
  expect(await handler(messages, context())).toEqual({ ignored: true });
});

it('runs once for all messages of a batch, whatever lies between them', () => {
  const [one, other] = [arnOf('a0'), arnOf('a1')];
  const messages = queueEvent(tagFlip(one, 'keep', ''), 'no JSON', tagFlip(other, 'approval', 'approved'));
  expect(openInvocation('sweep', messages, context())?.scope).toMatchObject(someOf({ arns: [one, other] }));
});

it('logs a message that nobody can read as the line that the alarm counts, without what stands in it', () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  openInvocation('sweep', queueEvent('a secret'), context());
  expect(error.mock.calls).toEqual([
    ['message unreadable', { because: 'it is no JSON object', messageId: 'message-1' }],
  ]);
  error.mockClear();
  openInvocation('sweep', SCHEDULE, context());
  expect(error).not.toHaveBeenCalled();
  error.mockRestore();
});

it('knows the topic of the chat where there is one, and must not miss it', () => {
  expect(openInvocation('sweep', SCHEDULE, context())?.place.chatTopicArn).toBeUndefined();
  Object.assign(process.env, settingsToEnvironment(settingsOf({ chat: { byHand: true } })));
  expect(() => openInvocation('sweep', SCHEDULE, context())).toThrow(/NLB_JANITOR_CHAT_TOPIC_ARN/);
  process.env['NLB_JANITOR_CHAT_TOPIC_ARN'] = 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor-chat';
  const invocation = openInvocation('sweep', SCHEDULE, context());
  expect(invocation?.place.chatTopicArn).toBe('arn:aws:sns:eu-west-3:123456789012:nlb-janitor-chat');
});

it.each(['NLB_JANITOR_SETTINGS', 'NLB_JANITOR_ROLE_ARNS', 'NLB_JANITOR_TOPIC_ARN'])(
  'fails, with how to fix it, when %s is missing or blank',
  (variable) => {
    for (const value of [undefined, '']) {
      if (value === undefined) delete process.env[variable];
      else process.env[variable] = value;
      expect(() => openInvocation('sweep', SCHEDULE, context())).toThrow(/cdk deploy/);
    }
  },
);

it('fails when reap knows no bucket, before it asks AWS anything', async () => {
  delete process.env['NLB_JANITOR_BUCKET'];
  await expect(reap(SCHEDULE, context())).rejects.toThrow('NLB_JANITOR_BUCKET');
});

it('fails when sweep does not know the queue of reap, before it asks AWS anything', async () => {
  delete process.env['NLB_JANITOR_REAP_QUEUE_URL'];
  await expect(sweep(SCHEDULE, context())).rejects.toThrow('NLB_JANITOR_REAP_QUEUE_URL');
});

it('fails on a setting that is wrong, rather than going on with a default', () => {
  process.env['NLB_JANITOR_SETTINGS'] = JSON.stringify({ regions: ['eu-west-3'], graceDays: '' });
  expect(() => openInvocation('sweep', SCHEDULE, context())).toThrow('graceDays');
});

it('fails where its own ARN names no region and account', () => {
  expect(() => openInvocation('sweep', SCHEDULE, context({ invokedFunctionArn: 'local' }))).toThrow('names no region');
});

describe('the end of a run', () => {
  it('is a line that the alarm counts when anything failed, with every reason, and no error', () => {
    const error = jest.fn();
    expect(closeInvocation({ outcomes: [], failures: ['one', 'two'] }, { error })).toEqual({
      outcomes: 0,
      failures: 2,
    });
    expect(error.mock.calls).toEqual([['run failed', { number: 2, failures: 'one | two' }]]);
  });

  it('is the number of outcomes when nothing did', () => {
    const error = jest.fn();
    expect(closeInvocation({ outcomes: [], failures: [] }, { error })).toEqual({ outcomes: 0, failures: 0 });
    expect(error).not.toHaveBeenCalled();
  });

  it('fits into a log line, however much failed', () => {
    const error = jest.fn<undefined, [string, { failures: string }]>();
    closeInvocation({ outcomes: [], failures: Array.from({ length: 500 }, () => 'x'.repeat(500)) }, { error });
    expect(error.mock.calls[0]?.[1].failures).toHaveLength(4000);
  });
});

describe('the figures of a run', () => {
  const written: string[] = [];
  let write: jest.SpyInstance;

  beforeEach(() => {
    written.length = 0;
    write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => write.mockRestore());

  const ended = { outcomes: [], failures: [], figures: { Deleted: 2, SavedUsdPerMonth: 47.46 } };

  async function recorded(settings: Readonly<Record<string, unknown>>, result: typeof ended | object = ended) {
    process.env['NLB_JANITOR_SETTINGS'] = JSON.stringify({ regions: ['eu-west-3'], ...settings });
    const invocation = openInvocation('reap', SCHEDULE, context());
    if (invocation === undefined) throw new Error('no run was asked for');
    invocation.calls.calls = 12;
    invocation.calls.throttled = 3;
    await recordFigures({ outcomes: [], failures: [], ...result }, invocation);
    return written.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('are one line, with the calls and the time that it took', async () => {
    expect(await recorded({})).toEqual([
      expect.objectContaining({
        ...ended.figures,
        service: 'nlb-janitor-reap',
        AwsCalls: 12,
        ThrottledCalls: 3,
        Duration: expect.any(Number),
      }),
    ]);
  });

  it('are not written where the settings say off', async () => {
    expect(await recorded({ metrics: 'off' })).toEqual([]);
  });

  it('of a run that came to nothing are its calls and its time', async () => {
    const [line] = await recorded({}, {});
    expect(line).toMatchObject({ AwsCalls: 12 });
    expect(line).not.toHaveProperty('Deleted');
  });

  it('never fail a run: that they could not be written is a warning', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const publish = jest.spyOn(Metrics.prototype, 'publishStoredMetrics').mockImplementation(() => {
      throw new Error('no room');
    });
    expect(await recorded({})).toEqual([]);
    expect(warn.mock.calls).toEqual([['figures not written', { why: 'no room' }]]);
    publish.mockRestore();
    warn.mockRestore();
  });
});
