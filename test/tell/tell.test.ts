/** Who counts as a listener, what SNS must accept, and that only what was heard is written down. */
import { MOST_ENTRIES } from '../../lambda/core/report/messages.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { Notification, WriteResult } from '../../lambda/ports/write.ts';
import { tell } from '../../lambda/tell/tell.ts';
import { unreadable } from '../support/builders.ts';
import { NO_WORLD } from '../support/ports.ts';
import { REAP } from '../support/quarantines.ts';

const DENIED: WriteResult = { ok: false, kind: 'denied', why: 'SNS said no' };
const ONE: Reading<number> = { ok: true, value: 1 };

/** A refused delete of the nth NLB: written down in one call, whatever the tags. */
function news(nth = 1): News {
  const name = `nlb-${nth}`;
  return { is: 'delete-refused', arn: `arn:${name}`, name, what: 'was not deleted', why: 'in use', lastError: name };
}

async function telling(
  all: readonly News[],
  listeners: Reading<number> = ONE,
  answers: readonly WriteResult[] = [],
): Promise<{ failures: readonly string[]; published: readonly Notification[]; written: readonly string[] }> {
  const published: Notification[] = [];
  const written: string[] = [];
  const { failures } = await tell(all, REAP, {
    ...NO_WORLD,
    notifier: {
      confirmedSubscriptions: async () => listeners,
      publish: async (message) => {
        published.push(message);
        return answers[published.length - 1] ?? { ok: true };
      },
    },
    write: {
      ...NO_WORLD.write,
      tagWriter: {
        ...NO_WORLD.write.tagWriter,
        add: async (arn) => {
          written.push(arn);
          return { ok: true };
        },
      },
    },
  });
  return { failures, published, written };
}

it('publishes, and writes down what was accepted', async () => {
  const { failures, published, written } = await telling([news()]);
  expect(published).toHaveLength(1);
  expect(written).toEqual(['arn:nlb-1']);
  expect(failures).toEqual([]);
});

it('asks nobody and says nothing when there is no news', async () => {
  const { failures } = await tell([], REAP, NO_WORLD);
  expect(failures).toEqual([]);
});

it('says nothing of a breaker that refused when there is no other news', async () => {
  const refused: News = { is: 'breaker-refused', why: 'too many' };
  expect((await telling([refused])).published).toEqual([]);
  expect((await telling([refused, news()])).published).toHaveLength(1);
});

it.each([
  [1, 1],
  [2, 1],
  [0, 0],
  [Number.NaN, 0],
])('with %d confirmed subscriptions publishes %i messages', async (value, messages) => {
  expect((await telling([news()], { ok: true, value })).published).toHaveLength(messages);
});

it('tells nobody, and fails, when the subscriptions could not be read', async () => {
  const { failures, published, written } = await telling([news()], unreadable('sns: denied'));
  expect([failures, published, written]).toEqual([['sns: denied'], [], []]);
});

it('writes down only what stood in a message that SNS accepted', async () => {
  const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => news(index));
  const { failures, published, written } = await telling(many, ONE, [DENIED, { ok: true }]);
  expect(published).toHaveLength(2);
  expect(written).toEqual([`arn:nlb-${MOST_ENTRIES}`]);
  expect(failures).toEqual(['SNS said no']);
});

it('writes down what nobody else will tell better, when nobody listens', async () => {
  expect((await telling([news()], { ok: true, value: 0 })).written).toEqual(['arn:nlb-1']);
});
