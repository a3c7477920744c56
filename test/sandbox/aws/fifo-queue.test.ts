/** The sandbox's FIFO queue keeps the service's rules: order, groups, de-duplication, visibility, redrive. */
import { FifoQueue } from '../../../sandbox/aws/fifo-queue.ts';
import { createClock } from '../../../sandbox/clock.ts';

function world() {
  const clock = createClock(new Date('2026-03-01T00:00:00Z'));
  const common = { accountId: '123456789012', region: 'eu-west-3', clock, visibilitySeconds: 1200, mostReceives: 3 };
  const deadLetters = new FifoQueue({ ...common, name: 'dead.fifo' });
  const queue = new FifoQueue({ ...common, name: 'runs.fifo', deadLetters });
  const send = (body: string, groupId = 'runs') => queue.send({ body, groupId });
  const receive = (most?: number) => queue.receive(most).map(({ body }) => body);
  return { clock, queue, deadLetters, send, receive };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);

test('gives at most ten, oldest first', () => {
  const { send, receive } = world();
  for (const body of numbers(1, 12)) send(body);
  expect(receive()).toEqual(numbers(1, 10));
});

test('gives no more of a group while one of it is in flight, and the rest once that is deleted', () => {
  const { queue, send, receive } = world();
  send('first');
  const [first] = queue.receive();
  send('second');
  expect(receive()).toEqual([]);
  queue.delete(first?.receiptHandle ?? '');
  expect(receive()).toEqual(['second']);
});

test('gives another group meanwhile: it would run beside the first', () => {
  const { send, receive } = world();
  send('first');
  receive();
  send('second', 'others');
  expect(receive()).toEqual(['second']);
});

describe('equal bodies', () => {
  test('are one message for five minutes, also once the first is done with', () => {
    const { clock, queue, send, receive } = world();
    const id = send('same');
    expect(send('same')).toBe(id);
    for (const { receiptHandle } of queue.receive()) queue.delete(receiptHandle);
    clock.advance({ minutes: 4 });
    expect(send('same')).toBe(id);
    expect(receive()).toEqual([]);
  });

  test('are two messages after that', () => {
    const { clock, send, receive } = world();
    const id = send('same');
    clock.advance({ minutes: 5 });
    expect(send('same')).not.toBe(id);
    expect(receive()).toEqual(['same', 'same']);
  });

  test('are two messages where they differ in a letter', () => {
    const { send, receive } = world();
    send('same');
    send('Same');
    expect(receive()).toEqual(['same', 'Same']);
  });
});

describe('what is not deleted', () => {
  test('comes again after its time, before what came later', () => {
    const { clock, send, receive } = world();
    send('first');
    receive();
    send('second');
    clock.advance({ seconds: 1199 });
    expect(receive()).toEqual([]);
    clock.advance({ seconds: 1 });
    expect(receive()).toEqual(['first', 'second']);
  });

  test('cannot be deleted by the handle of an earlier time', () => {
    const { clock, queue, send } = world();
    send('first');
    const [early] = queue.receive();
    clock.advance({ minutes: 20 });
    const [late] = queue.receive();
    queue.delete(early?.receiptHandle ?? '');
    expect(queue.bodies).toEqual(['first']);
    queue.delete(late?.receiptHandle ?? '');
    expect(queue.bodies).toEqual([]);
  });

  test('goes to the dead letters after three times, and holds up nobody any more', () => {
    const { clock, deadLetters, send, receive } = world();
    send('bad');
    for (let time = 0; time < 3; time += 1) {
      expect(receive()).toEqual(['bad']);
      clock.advance({ minutes: 20 });
    }
    send('good');
    expect(receive()).toEqual(['good']);
    expect(deadLetters.bodies).toEqual(['bad']);
  });
});
