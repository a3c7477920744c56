/** The kill switch: what counts as running, and what making and deleting it says. */
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
  SSMServiceException,
} from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';

import { pauseJanitor, resumeJanitor } from '../../lambda/aws/pause-flip.ts';
import { sinceIn, ssmPauseSwitch } from '../../lambda/aws/pause-switch.ts';
import { dateTime } from '../../lambda/core/words.ts';

const client = new SSMClient({ region: 'eu-west-3' });
const ssm = mockClient(client);
const Name = '/nlb-janitor/paused';
const BY = 'arn:aws:iam::123456789012:role/admin';
const NOW = new Date('2026-03-01T10:00:00.123Z');
const about = { message: 'x', $metadata: { httpStatusCode: 400 } };

const named = (name: string, httpStatusCode = 400): SSMServiceException =>
  new SSMServiceException({ name, message: 'no', $fault: 'client', $metadata: { httpStatusCode } });

beforeEach(() => {
  ssm.reset();
  ssm.onAnyCommand().rejects(new Error('unexpected command'));
});

describe('the switch', () => {
  it('is running when AWS says that there is no such parameter', async () => {
    ssm.on(GetParameterCommand, { Name }, true).rejects(new ParameterNotFound(about));
    expect(await ssmPauseSwitch(client).state()).toEqual({ is: 'running' });
  });

  it.each([
    ['denied', named('AccessDeniedException')],
    ['throttled', named('ThrottlingException')],
    ['of another kind that is not found', named('ParameterVersionNotFound')],
    ['a page of somebody else', named('404', 404)],
    ['a server error', named('InternalServerError', 500)],
    ['no connection', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['no network for the name', Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })],
    ['a time-out', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
  ])('is paused, in doubt, when the answer is %s', async (_, error) => {
    ssm.on(GetParameterCommand).rejects(error);
    expect(await ssmPauseSwitch(client).state()).toEqual({
      is: 'paused',
      by: 'doubt',
      why: expect.stringMatching(/^taken for paused, since the switch cannot be read: ssm GetParameter: /),
    });
  });

  it.each([
    [{ Parameter: { Value: `since 2026-03-01T10:00:00Z by ${BY}` } }, `paused since 2026-03-01 10:00 UTC by ${BY}; `],
    [{ Parameter: { Value: 'false' } }, 'paused (the SSM parameter /nlb-janitor/paused exists); '],
  ])('is paused whatever it holds: %j', async (answer, words) => {
    ssm.on(GetParameterCommand).resolves(answer);
    expect(await ssmPauseSwitch(client).state()).toEqual({
      is: 'paused',
      by: 'person',
      why: `${words}\`nlb-janitor resume\` ends it`,
      since: answer.Parameter.Value.startsWith('since') ? new Date('2026-03-01T10:00:00Z') : undefined,
    });
  });

  it('shows the instant as messages do', () => {
    expect(sinceIn(`since 2026-03-01T10:00:59Z by ${BY}`)).toBe(
      ` since ${dateTime(new Date('2026-03-01T10:00:59Z'))} by ${BY}`,
    );
    expect(sinceIn(`since 2026-03-01T10:00Z by ${BY}`)).toBe(' (the SSM parameter /nlb-janitor/paused exists)');
  });

  it('knows from AWS since when, where its text does not tell', async () => {
    const LastModifiedDate = new Date('2026-02-20T00:00:00Z');
    ssm.on(GetParameterCommand).resolves({ Parameter: { Value: 'incident 12', LastModifiedDate } });
    expect(await ssmPauseSwitch(client).state()).toMatchObject({ since: LastModifiedDate });
    ssm.on(GetParameterCommand).resolves({
      Parameter: { Value: 'since 2026-02-30T10:00:99Z by ada', LastModifiedDate },
    });
    expect(await ssmPauseSwitch(client).state()).toMatchObject({
      since: LastModifiedDate,
      why: expect.stringMatching(/^paused \(the SSM parameter/),
    });
  });

  it.each([{}, { Parameter: {} }])('is paused, in doubt, when somebody else may have answered: %j', async (answer) => {
    ssm.on(GetParameterCommand).resolves(answer);
    expect(await ssmPauseSwitch(client).state()).toMatchObject({ is: 'paused', by: 'doubt' });
  });

  it('shows nothing that somebody else may have written into it', async () => {
    const Value = `since 2026-03-01T10:00:00Z by \u001b[2J<!channel>`;
    ssm.on(GetParameterCommand).resolves({ Parameter: { Value } });
    expect(JSON.stringify(await ssmPauseSwitch(client).state())).not.toMatch(/channel|\\u001b/);
  });
});

describe('pause', () => {
  it('says since when and by whom, in a plain parameter that costs nothing', async () => {
    ssm.on(PutParameterCommand).resolves({ Version: 1 });
    expect(await pauseJanitor(client, NOW, BY)).toEqual({ ok: true, did: 'flipped' });
    expect(ssm.commandCalls(PutParameterCommand)[0]?.args[0].input).toEqual({
      Name,
      Value: `since 2026-03-01T10:00:00Z by ${BY}`,
      Description: expect.stringContaining('nlb-janitor resume'),
      Type: 'String',
      Tier: 'Standard',
    });
  });

  it('is none where the answer has no version, as AWS sends one', async () => {
    ssm.on(PutParameterCommand).resolves({ $metadata: { httpStatusCode: 200, requestId: 'r' } });
    expect(await pauseJanitor(client, NOW, BY)).toMatchObject({ ok: false, kind: 'other' });
  });

  it('leaves the word of whoever paused it first', async () => {
    ssm.on(PutParameterCommand).rejects(new ParameterAlreadyExists(about));
    expect(await pauseJanitor(client, NOW, BY)).toEqual({ ok: true, did: 'nothing' });
  });

  it('fails with the right that is missing', async () => {
    ssm.on(PutParameterCommand).rejects(named('AccessDeniedException'));
    const why = expect.stringContaining('add ssm:PutParameter to the role');
    expect(await pauseJanitor(client, NOW, BY)).toEqual({ ok: false, kind: 'denied', why });
  });
});

describe('resume', () => {
  it('deletes the parameter', async () => {
    ssm.on(DeleteParameterCommand, { Name }, true).resolves({ $metadata: { requestId: 'r' } });
    expect(await resumeJanitor(client)).toEqual({ ok: true, did: 'flipped' });
  });

  it('is none where the answer has no request ID', async () => {
    ssm.on(DeleteParameterCommand).resolves({ $metadata: { httpStatusCode: 204 } });
    expect(await resumeJanitor(client)).toMatchObject({ ok: false, kind: 'other' });
  });

  it('is content when there is none', async () => {
    ssm.on(DeleteParameterCommand).rejects(new ParameterNotFound(about));
    expect(await resumeJanitor(client)).toEqual({ ok: true, did: 'nothing' });
  });

  it('never takes a failure for that', async () => {
    ssm.on(DeleteParameterCommand).rejects(named('ThrottlingException'));
    expect(await resumeJanitor(client)).toMatchObject({ ok: false, kind: 'other' });
  });
});
