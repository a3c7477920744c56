/** The sandbox feeds a function from its queue as Lambda does. */
import { makeQueues } from '../../sandbox/aws/queues.ts';
import { createClock } from '../../sandbox/clock.ts';
import { EventSource, type QueueEvent } from '../../sandbox/event-source.ts';

function world(invoke: (event: QueueEvent) => Promise<unknown>) {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  const { sweep: queue } = makeQueues({ accountId: '123456789012', region: 'eu-west-3', clock });
  const send = (...bodies: readonly string[]): void => {
    for (const body of bodies) queue.send({ body, groupId: 'runs' });
  };
  return { clock, queue, source: new EventSource(queue, invoke), send };
}

it('hands over batches of ten, and deletes what was handled', async () => {
  const batches: QueueEvent[] = [];
  const { queue, source, send } = world(async (event) => batches.push(event));
  send(...Array.from({ length: 12 }, (_, index) => `message ${index}`));
  expect(await source.drain()).toEqual([10, 2]);
  expect(batches[1]?.Records.map(({ body }) => body)).toEqual(['message 10', 'message 11']);
  expect(queue.bodies).toEqual([]);
});

it('never invokes the function while it runs', async () => {
  let running = 0;
  let most = 0;
  const { source, send } = world(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  send('one', 'two');
  const polls = [source.poll(), source.poll(), source.poll()];
  send('three');
  expect(await Promise.all(polls)).toEqual([2, 0, 0]);
  expect(most).toBe(1);
  expect(await source.drain()).toEqual([1]);
});

it('leaves what the function crashed on, for its time, and gives it up after three', async () => {
  let crashes = 0;
  const { clock, queue, source, send } = world(async () => {
    crashes += 1;
    throw new Error('crashed');
  });
  send('bad');
  for (let time = 0; time < 5; time += 1) {
    await source.drain();
    clock.advance({ minutes: 20 });
  }
  expect(crashes).toBe(3);
  expect(queue.bodies).toEqual([]);
  expect(queue.deadLetters?.bodies).toEqual(['bad']);
});
