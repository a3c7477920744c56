/** The event bus: how many events go into a call, what counts as put, and what is tried again. */
import { EventBridgeClient, EventBridgeServiceException, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';

import { eventBus } from '../../lambda/aws/event-bus.ts';
import type { JanitorEvent } from '../../lambda/model/event.ts';
import { onlyClient } from '../support/only-client.ts';

const client = new EventBridgeClient({ region: 'eu-west-3' });
const bus = mockClient(client);
const pauses: number[] = [];

const event = (number: number, detail = '{}'): JanitorEvent => ({
  type: 'NLB Deleted',
  resources: [`arn-${number}`],
  at: new Date('2026-03-01T00:00:00Z'),
  detail,
});
const events = (number: number, detail?: string): JanitorEvent[] =>
  Array.from({ length: number }, (_, index) => event(index, detail));
const aBus = (mostWaitMs?: number) =>
  eventBus(onlyClient(client), async (milliseconds) => void pauses.push(milliseconds), mostWaitMs);
const put = (given: readonly JanitorEvent[]) => aBus().put(given);
const calls = (): readonly (readonly (string | undefined)[])[] =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args: [{ input }] }) => (input.Entries ?? []).map(({ Resources }) => Resources?.[0]));

beforeEach(() => {
  bus.reset();
  pauses.length = 0;
  bus.onAnyCommand().rejects(new Error('unexpected command'));
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: readonly unknown[] }) => ({
    Entries: Entries.map((_, index) => ({ EventId: `id-${index}` })),
  }));
});

test('says source, type, resource, time and detail, and no bus: the default one', async () => {
  expect(await put([event(1, '{"a":1}')])).toEqual([{ ok: true }]);
  expect(bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      Entries: [
        {
          Source: 'nlb-janitor',
          DetailType: 'NLB Deleted',
          Resources: ['arn-1'],
          Time: new Date('2026-03-01T00:00:00Z'),
          Detail: '{"a":1}',
        },
      ],
    },
  ]);
});

test('puts ten to a call, and what is left into another', async () => {
  await put(events(21));
  expect(calls().map((entries) => entries.length)).toEqual([10, 10, 1]);
});

test('puts no more than 256 KB to a call', async () => {
  expect(await put(events(3, JSON.stringify('x'.repeat(100_000))))).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect(calls()).toEqual([['arn-0', 'arn-1'], ['arn-2']]);
});

test('refuses what no call takes, and puts the others', async () => {
  const results = await put([event(0), event(1, JSON.stringify('x'.repeat(262_144))), event(2)]);
  expect(results).toEqual([
    { ok: true },
    expect.objectContaining({ ok: false, why: expect.stringContaining('bytes') }),
    { ok: true },
  ]);
  expect(calls()).toEqual([['arn-0', 'arn-2']]);
});

test('tries what failed in passing again, and nothing else', async () => {
  bus
    .on(PutEventsCommand)
    .resolvesOnce({
      FailedEntryCount: 1,
      Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'x' }],
    })
    .resolvesOnce({ FailedEntryCount: 0, Entries: [{ EventId: '2' }] });
  expect(await put(events(2))).toEqual([{ ok: true }, { ok: true }]);
  expect(calls()).toEqual([['arn-0', 'arn-1'], ['arn-1']]);
  expect(pauses).toEqual([500]);
});

test('gives up on it after three attempts, with the words of EventBridge', async () => {
  bus.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'broken' }] });
  expect(await put(events(1))).toEqual([
    { ok: false, kind: 'other', why: 'events PutEvents: InternalFailure: broken' },
  ]);
  expect(calls()).toHaveLength(3);
  expect(pauses).toEqual([500, 1000]);
});

test('does not try what is refused for good', async () => {
  bus.on(PutEventsCommand).resolves({ Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'no' }] });
  expect(await put(events(1))).toMatchObject([{ ok: false }]);
  expect(calls()).toHaveLength(1);
});

test.each([[[]], [[{}]]])('is not put without an id: %j', async (Entries) => {
  bus.on(PutEventsCommand).resolves({ Entries });
  expect(await put(events(1))).toEqual([
    { ok: false, kind: 'other', why: 'events PutEvents: the answer has no EventId' },
  ]);
});

test('a call that fails costs its own events alone', async () => {
  const denied = new EventBridgeServiceException({
    name: 'AccessDeniedException',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
    message: 'no',
  });
  bus
    .on(PutEventsCommand)
    .rejectsOnce(denied)
    .callsFake(() => ({ Entries: [{ EventId: '1' }] }));
  const results = await put(events(11));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results[0]).toMatchObject({ ok: false, kind: 'denied', why: expect.stringContaining('events:PutEvents') });
  expect(results[10]).toEqual({ ok: true });
});

describe('a bus that stays silent', () => {
  const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  test('is not tried again by the same run', async () => {
    bus.on(PutEventsCommand).rejects(unreachable);
    const one = aBus();
    const results = [...(await one.put(events(11))), ...(await one.put(events(1)))];
    expect(results).toHaveLength(12);
    for (const result of results)
      expect(result).toMatchObject({ ok: false, why: expect.stringContaining('ECONNREFUSED') });
    expect(calls()).toHaveLength(1);
  });

  test('is tried by another run', async () => {
    bus
      .on(PutEventsCommand)
      .rejectsOnce(unreachable)
      .resolves({ Entries: [{ EventId: '1' }] });
    expect(await put(events(1))).toMatchObject([{ ok: false }]);
    expect(await put(events(1))).toEqual([{ ok: true }]);
  });

  test('is given up, with the call that hangs ended', async () => {
    bus.on(PutEventsCommand).callsFake(() => new Promise(() => undefined));
    expect(await aBus(1).put(events(11))).toEqual(
      Array.from({ length: 11 }, () =>
        expect.objectContaining({ ok: false, why: expect.stringContaining('no answer within') }),
      ),
    );
    expect(calls()).toHaveLength(1);
    const [, options] = (bus.commandCalls(PutEventsCommand)[0]?.args ?? []) as unknown as readonly unknown[];
    expect(options).toMatchObject({ abortSignal: { aborted: true } });
  });
});
