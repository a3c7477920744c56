/** Subscriptions with a filter policy: each gets its own messages only, and none of them is ever the only listener. */
import { Life } from '../support/life.ts';

const MAIL_TEAM = { protocol: 'email', endpoint: 'mail@shop.example' } as const;
const FOR_ALL = { protocol: 'email', endpoint: 'team@shop.example' } as const;

function aLife(): Life {
  const life = new Life({ ownerTagKeys: ['team'], summary: 'off' });
  life.account.subscribe({ ...MAIL_TEAM, confirmed: true, filterPolicy: '{"owner":["mail-team"]}' });
  return life;
}

/** Who got each message, in order. */
function receivers({ account }: Life): readonly (readonly string[])[] {
  return account.topic.messages.map(({ deliveries }) => deliveries.map(({ endpoint }) => endpoint));
}

it('a subscription filtered by owner gets the message about its own NLB, and no other', async () => {
  const life = aLife();
  life.anOrphan('payments/api', { tags: { team: 'payments-team' } });
  await life.sweep();
  expect(receivers(life)).toEqual([[FOR_ALL.endpoint]]);
  life.anOrphan('mail/smtp', { tags: { team: 'mail-team' } });
  life.toDay(0, 12);
  await life.sweep();
  expect(receivers(life).map((all) => all.toSorted())).toEqual([
    [FOR_ALL.endpoint],
    [MAIL_TEAM.endpoint, FOR_ALL.endpoint],
  ]);
  const bodies = life.account.topic.messages.flatMap(({ deliveries }) =>
    deliveries.filter(({ endpoint }) => endpoint === MAIL_TEAM.endpoint).map(({ body }) => body),
  );
  expect(bodies.filter((body) => body.includes('payments/api'))).toEqual([]);
});

it.each([
  ['alone, with a filter', true, 0],
  ['alone, without one', false, 1],
])('a subscription %s', async (_, isFiltered, heard) => {
  const life = aLife();
  if (!isFiltered) life.account.subscribe({ ...MAIL_TEAM, confirmed: true });
  life.account.topic.unsubscribe(FOR_ALL);
  const arn = life.anOrphan('mail/smtp', { tags: { team: 'mail-team' } });
  const { failures } = await life.sweep();
  expect(failures).toHaveLength(1 - heard);
  expect('notified-at' in life.marks(arn)).toBe(heard === 1);
  expect(receivers(life)).toHaveLength(heard);
});
