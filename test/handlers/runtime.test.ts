/** What `sweep` and `reap` share: events that are none of ours, settings that are missing, runs that failed. */
import type { Context } from 'aws-lambda';
import { handler as reap } from '../../lambda/handlers/reap.ts';
import { closeInvocation, openInvocation } from '../../lambda/handlers/runtime.ts';
import { handler as sweep } from '../../lambda/handlers/sweep.ts';
import { settingsToEnvironment } from '../../lambda/settings/environment.ts';
import { settingsOf } from '../support/life.ts';

const ARN = 'arn:aws:lambda:eu-west-3:123456789012:function:nlb-janitor-sweep';
const SCHEDULE = { source: 'nlb-janitor.schedule' };
const ENVIRONMENT: Readonly<Record<string, string>> = {
  ...settingsToEnvironment(settingsOf({ graceDays: 9 })),
  NLB_JANITOR_ROLE_ARNS:
    'arn:aws:iam::123456789012:role/nlb-janitor-sweep,arn:aws:iam::123456789012:role/nlb-janitor-reap',
  NLB_JANITOR_TOPIC_ARN: 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor',
  NLB_JANITOR_BUCKET: 'nlb-janitor-snapshots',
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
  return { invokedFunctionArn: ARN, getRemainingTimeInMillis: () => 900_000, ...part } as Context;
}

it('takes place, role and deadline from where it runs', () => {
  const invocation = openInvocation('reap', SCHEDULE, context());
  expect(invocation).toMatchObject({
    scope: { is: 'everything' },
    settings: { graceDays: 9 },
    place: {
      account: '123456789012',
      region: 'eu-west-3',
      identity: 'arn:aws:iam::123456789012:role/nlb-janitor-reap',
      topicArn: 'arn:aws:sns:eu-west-3:123456789012:nlb-janitor',
    },
  });
  expect(invocation?.place.deadline.remainingMs()).toBe(900_000);
});

it.each([
  ['sweep', sweep],
  ['reap', reap],
])('%s ignores an event that is none of ours, and asks AWS nothing', async (_, handler) => {
  expect(await handler({ 'detail-type': 'Tag Change on Resource' }, context())).toEqual({ ignored: true });
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

it('fails on a setting that is wrong, rather than going on with a default', () => {
  process.env['NLB_JANITOR_SETTINGS'] = JSON.stringify({ regions: ['eu-west-3'], graceDays: '' });
  expect(() => openInvocation('sweep', SCHEDULE, context())).toThrow('graceDays');
});

it('fails where its own ARN names no region and account', () => {
  expect(() => openInvocation('sweep', SCHEDULE, context({ invokedFunctionArn: 'local' }))).toThrow('names no region');
});

describe('the end of a run', () => {
  it('is a failure when anything failed, with every reason', () => {
    expect(() => closeInvocation({ outcomes: [], failures: ['one', 'two'] })).toThrow('2 failure(s): one | two');
  });

  it('is the number of outcomes when nothing did', () => {
    expect(closeInvocation({ outcomes: [], failures: [] })).toEqual({ outcomes: 0 });
  });

  it('fits into a log line, however much failed', () => {
    const failures = Array.from({ length: 500 }, () => 'x'.repeat(500));
    let said = '';
    try {
      closeInvocation({ outcomes: [], failures });
    } catch (error) {
      said = String(error);
    }
    expect(said.length).toBeGreaterThan(4000);
    expect(said.length).toBeLessThan(4100);
  });
});
