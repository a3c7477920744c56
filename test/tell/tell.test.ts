/** Who counts as a listener, what SNS must accept, and that only what was heard is written down. */
import { MOST_ENTRIES } from '../../lambda/core/report/messages.ts';
import { channelOf, testArn } from '../../lambda/core/chat/test-nlb.ts';
import type { TagReading } from '../../lambda/model/aws.ts';
import type { ChatAnswer, ChatSubscription } from '../../lambda/model/chat.ts';
import type { News } from '../../lambda/model/outcome.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import type { Subscription } from '../../lambda/model/subscription.ts';
import type { Notification, StoredText, WriteResult } from '../../lambda/ports/write.ts';
import { chatAnswersJson, NO_ANSWERS } from '../../lambda/records/chat-answers.ts';
import { tell, type NoticeSettings } from '../../lambda/tell/tell.ts';
import { ACCOUNT, inTreeTags, NOW, REGION, tagReading, unreadable } from '../support/builders.ts';
import { apiCall, identity, tagged } from '../support/events.ts';
import { aCandidate, aMadeDeletion, aRefusal, aRefusedDeletion } from '../support/news.ts';
import { NO_LOAD_BALANCERS, NO_READS, NO_WORLD } from '../support/ports.ts';
import { REAP } from '../support/quarantines.ts';

const CHAT = { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } };
const SETTINGS: NoticeSettings = {
  ...REAP,
  helpUrl: 'https://wiki.example.com/runbook',
  ownerTagKeys: ['team'],
  chat: undefined,
};

type Listeners = Reading<readonly Subscription[]>;

const DENIED: WriteResult = { ok: false, kind: 'denied', why: 'SNS said no' };
const PERSON: Subscription = { protocol: 'email', gets: 'all' };
const ONE: Listeners = { ok: true, value: [PERSON] };

const UNASKED = unreadable('nobody asked');

const CANDIDATE = aCandidate();
const QUARANTINED: News = { is: 'quarantined', candidate: CANDIDATE, restartedBecause: undefined };
/** Tags of its quarantine. */
const MARKS = {
  'nlb-janitor/quarantined-at': '2026-03-01T10:00:00Z',
  'nlb-janitor/reason': 'service-gone',
  'nlb-janitor/evidence': CANDIDATE.fingerprint,
  'nlb-janitor/approval': 'pending',
};

/** A refused delete of the nth NLB: written down in two calls, whatever the tags. */
function news(nth = 1): News {
  const name = `nlb-${nth}`;
  const record = aRefusedDeletion({ snapshotKey: `${name}/snapshot.json` });
  return aRefusal({ arn: `arn:${name}`, name, lastError: name, record });
}

interface Told {
  readonly failures: readonly string[];
  readonly published: readonly Notification[];
  /** ARNs and tags, in their order. */
  readonly written: readonly string[];
  readonly noted: readonly string[];
  /** What was sent to the chat, and what happened before it. */
  readonly posted: readonly { readonly card: string; readonly after: readonly string[] }[];
}

interface Part {
  readonly listeners?: Listeners;
  /** What SNS answers, one message after the other. */
  readonly answers?: readonly WriteResult[];
  /** ARNs of which AWS writes no tag. */
  readonly unwritable?: readonly string[];
  readonly tags?: TagReading;
  readonly accountName?: () => Promise<string | undefined>;
  /** What the chat answers, one card after the other; undefined without a chat. */
  readonly chat?: readonly WriteResult[];
  /** Whether Amazon Q gets the cards. */
  readonly subscription?: Reading<ChatSubscription>;
  /** What is stored of the last answer to a test card. */
  readonly lastAnswer?: Reading<StoredText>;
  /** What CloudTrail has of its press. */
  readonly record?: Reading<unknown>;
  /** What is left of the run, before each card. */
  readonly remainingMs?: readonly number[];
}

async function telling(all: readonly News[], part: Part = {}): Promise<Told> {
  const { listeners = ONE, answers = [], unwritable = [], tags, accountName = NO_WORLD.accountName, chat } = part;
  const posted: { card: string; after: readonly string[] }[] = [];
  const published: Notification[] = [];
  const written: string[] = [];
  const noted: string[] = [];
  const { subscription = UNASKED, lastAnswer = UNASKED, record = UNASKED, remainingMs = [] } = part;
  let asked = 0;
  const { failures } = await tell(
    all,
    { ...SETTINGS, chat: chat && CHAT },
    {
      ...NO_WORLD,
      accountName,
      deadline: { remainingMs: () => remainingMs[asked++] ?? 900_000 },
      read: {
        ...NO_READS,
        trailRecords: { byId: async () => record },
        loadBalancers: { ...NO_LOAD_BALANCERS, ...(tags === undefined ? {} : { tagsOf: async () => tags }) },
        journal: { note: (message, fields) => void noted.push(`${message} ${JSON.stringify(fields)}`) },
      },
      notifier: {
        subscriptions: async () => listeners,
        publish: async (message) => {
          published.push(message);
          return answers[published.length - 1] ?? { ok: true };
        },
      },
      chat: chat && {
        subscription: async () => subscription,
        answers: async () => lastAnswer,
        post: async (card) => {
          posted.push({ card, after: [...written] });
          return chat[posted.length - 1] ?? { ok: true };
        },
      },
      write: {
        ...NO_WORLD.write,
        tagWriter: {
          ...NO_WORLD.write.tagWriter,
          add: async (arn, added) => {
            if (unwritable.includes(arn)) return { ok: false, kind: 'denied', why: `${arn}: no right` };
            written.push(`${arn} ${Object.keys(added).join(' ')}`);
            return { ok: true };
          },
        },
        snapshots: {
          ...NO_WORLD.write.snapshots,
          put: async (key) => {
            written.push(key);
            return { ok: true };
          },
        },
      },
    },
  );
  return { failures, published, written, noted, posted };
}

const LAST_ERROR = 'nlb-janitor/last-error';
/** What is written down of the nth. */
const traceOf = (nth = 1): readonly string[] => [`nlb-${nth}/outcome.json`, `arn:nlb-${nth} ${LAST_ERROR}`];
const NOBODY_CONFIRMED = expect.stringMatching(/^nobody hears the notices: no subscription of the topic is confirmed/);
const NOBODY: Part = { listeners: { ok: true, value: [] } };

it('publishes, and writes down what was accepted', async () => {
  const { failures, published, written } = await telling([news()]);
  expect(published).toHaveLength(1);
  expect(written).toEqual(traceOf(1));
  expect(failures).toEqual([]);
});

it('asks nobody and says nothing when there is no news', async () => {
  const { failures } = await tell([], SETTINGS, NO_WORLD);
  expect(failures).toEqual([]);
});

it('says nothing of a breaker that refused when there is no other news', async () => {
  const refused: News = { is: 'breaker-refused', why: 'too many' };
  expect((await telling([refused])).published).toEqual([]);
  expect((await telling([refused, news()])).published).toHaveLength(1);
});

it.each<[string, readonly Subscription[], number]>([
  ['a person', [PERSON], 1],
  ['a person who filters', [{ ...PERSON, gets: 'some' }], 0],
  ['one who filters and one who does not', [{ ...PERSON, gets: 'some' }, PERSON], 1],
  ['nobody', [], 0],
])('while %s listens publishes %i messages', async (_title, value, messages) => {
  expect((await telling([news()], { listeners: { ok: true, value } })).published).toHaveLength(messages);
});

it('tells nobody, and fails, when the subscriptions could not be read', async () => {
  const { failures, published, written } = await telling([news()], { listeners: unreadable('sns: denied') });
  expect([failures, published, written]).toEqual([['sns: denied'], [], []]);
});

it('writes down only what stood in a message that SNS accepted', async () => {
  const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => news(index));
  const { failures, published, written } = await telling(many, { answers: [DENIED, { ok: true }] });
  expect(published).toHaveLength(2);
  expect(written).toEqual(traceOf(MOST_ENTRIES));
  expect(failures).toEqual(['SNS said no']);
});

it('writes down the first message when SNS refuses the second', async () => {
  const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => news(index));
  const { failures, written } = await telling(many, { answers: [{ ok: true }, DENIED] });
  expect(written).toEqual(many.slice(0, MOST_ENTRIES).flatMap((_, index) => traceOf(index)));
  expect(failures).toEqual(['SNS said no']);
});

it('goes on when one piece of news cannot be written down, and fails', async () => {
  const { failures, written } = await telling([news(1), news(2), news(3)], { unwritable: ['arn:nlb-2'] });
  expect(written).toEqual([...traceOf(1), 'nlb-2/outcome.json', ...traceOf(3)]);
  expect(failures).toEqual(['arn:nlb-2: no right']);
});

it('tells of everything in one message, and writes each piece down where it is remembered', async () => {
  const record = aMadeDeletion();
  const refused: News = { is: 'breaker-refused', why: 'too many' };
  const { published, written } = await telling([news(), { is: 'deleted', record }, refused]);
  expect(published.map(({ subject }) => subject)).toEqual([
    '[nlb-janitor] 123456789012 eu-west-3: 1 not deleted; deletes refused; 1 deleted',
  ]);
  expect(written).toEqual([...traceOf(1), record.snapshotKey.replace('snapshot.json', 'outcome.json')]);
});

describe('when nobody listens', () => {
  it('writes down what no later run could tell better', async () => {
    const { failures, written, noted } = await telling([news()], NOBODY);
    expect(written).toEqual(traceOf(1));
    expect(failures).toEqual([NOBODY_CONFIRMED]);
    expect(noted).toEqual(['nobody has confirmed a subscription {"untold":1}']);
  });

  it.each<[string, News]>([
    ['a quarantine', QUARANTINED],
    ['a delete', { is: 'deleted', record: aMadeDeletion() }],
  ])('leaves %s untold for the next run, and fails visibly', async (_, untold) => {
    const tags = tagReading(inTreeTags(MARKS));
    expect(await telling([untold], { ...NOBODY, tags })).toMatchObject({
      failures: [NOBODY_CONFIRMED],
      published: [],
      written: [],
    });
    expect(await telling([untold], { tags })).toMatchObject({ failures: [], written: [expect.anything()] });
  });

  it('says so of subscriptions that do not count', async () => {
    const listeners: Listeners = { ok: true, value: [{ ...PERSON, gets: 'unknown' }] };
    const { failures, noted } = await telling([news()], { listeners });
    expect(failures).toEqual([expect.stringMatching(/none counts \(email: belongs to another account\)/)]);
    expect(noted).toEqual(['no confirmed subscription counts {"untold":1}']);
  });

  it('fails when that cannot be written down', async () => {
    expect(await telling([news()], { ...NOBODY, unwritable: ['arn:nlb-1'] })).toMatchObject({
      failures: [NOBODY_CONFIRMED, 'arn:nlb-1: no right'],
      written: ['nlb-1/outcome.json'],
    });
  });
});

it('names the account, the owners and the page for help, and lets subscriptions filter', async () => {
  const deleted: News = { is: 'deleted', record: aMadeDeletion() };
  const { published } = await telling([deleted], { accountName: async () => 'prod-account' });
  const [message] = published;
  expect(message?.subject).toContain('[nlb-janitor] prod-account eu-west-3: ');
  expect(message?.text).toContain('For       payments-team (tag team), who owns it');
  expect(message?.text).toContain('https://wiki.example.com/runbook#when-something-looks-wrong');
  expect(message?.text).toContain(`s3://snapshots/${aMadeDeletion().snapshotKey}`);
  expect(message?.attributes).toMatchObject({ account: ['123456789012', 'prod-account'], owner: ['payments-team'] });
});

it('does not ask for the name of the account when nothing is told', async () => {
  let asked = 0;
  const accountName = async () => {
    asked += 1;
    return 'prod-account';
  };
  await telling([], { accountName });
  await telling([news()], { ...NOBODY, accountName });
  expect(asked).toBe(0);
  await telling([news()], { accountName });
  expect(asked).toBe(1);
});

it('leaves out attributes that SNS would not take, says so, and tells all the same', async () => {
  const tags = new Map([['team', '\u20ac'.repeat(20_000)]]);
  const record = aMadeDeletion({ tags });
  const { published, written, noted } = await telling([{ is: 'deleted', record }]);
  expect(published.map(({ attributes }) => attributes)).toEqual([{}]);
  expect(written).toHaveLength(1);
  expect(noted).toEqual([expect.stringMatching(/^attributes of the message left out: too large for SNS /)]);
  const small = await telling([{ is: 'deleted', record: aMadeDeletion() }]);
  expect(small.noted).toEqual([]);
});

describe('the chat', () => {
  const titles = ({ posted }: Told): readonly string[] =>
    posted.map(({ card }) => (JSON.parse(card) as { content: { title: string } }).content.title);

  it('gets a card for each NLB, after the notice of it was written down', async () => {
    const told = await telling([QUARANTINED, news(1)], { chat: [], tags: tagReading(inTreeTags(MARKS)) });
    expect(titles(told)).toEqual([
      expect.stringMatching(/: looks orphaned, /),
      expect.stringMatching(/: not deleted, AWS refused$/),
    ]);
    // An approval counts from `notified-at` on, and IAM refuses one before it.
    expect(told.posted[0]?.after).toContainEqual(expect.stringContaining('nlb-janitor/notified-at'));
    expect(told.failures).toEqual([]);
  });

  it('that takes no card is told, stops nothing, and takes back nothing', async () => {
    const told = await telling([news(1), news(2)], { chat: [DENIED] });
    expect(told.failures).toEqual(['a card was not sent to the chat, the notice was: SNS said no']);
    expect(told.posted).toHaveLength(2);
    expect(told.written).toEqual([...traceOf(1), ...traceOf(2)]);
  });

  it.each([
    ['nobody listens to the notices', NOBODY],
    ['who listens cannot be read', { listeners: unreadable('sns: no') }],
    ['the notice was not accepted', { answers: [DENIED] }],
  ] as const)('is told nothing where %s: a card is no notice', async (_what, part) => {
    expect((await telling([news()], { ...part, chat: [] })).posted).toEqual([]);
    expect((await telling([news()], { chat: [] })).posted).toHaveLength(1);
  });

  it('gets one of what the breaker refused too', async () => {
    const told = await telling([news(), { is: 'breaker-refused', why: 'too many' }], { chat: [] });
    expect(titles(told)).toEqual([
      expect.stringMatching(/: not deleted, AWS refused$/),
      'Too many deletes at once: some were held back',
    ]);
  });
});

it('leaves the cards out for which there is no time, and says so', async () => {
  const told = await telling([news(1), news(2), news(3)], { chat: [], remainingMs: [900_000, 29_999] });
  expect(told.posted).toHaveLength(1);
  expect(told.failures).toEqual(['2 cards were not sent to the chat: the time of this run is over']);
  expect(told.written).toEqual([...traceOf(1), ...traceOf(2), ...traceOf(3)]);
});

describe('a chat that nobody else stands beside', () => {
  const PLACE = { account: ACCOUNT, region: REGION };
  const CARD = { channel: channelOf(CHAT), sentAt: NOW };
  const ANSWER: ChatAnswer = { ...CARD, answeredAt: NOW, by: 'arn:anna', eventId: 'e1' };
  const stored = (part: object = {}): Reading<StoredText> => {
    return {
      ok: true,
      value: { is: 'stored', text: chatAnswersJson({ ...NO_ANSWERS, proved: { ...ANSWER, ...part } }) },
    };
  };
  const pressed = (part: object = {}): Reading<unknown> => ({
    ok: true,
    value: {
      ...(apiCall()['detail'] as object),
      errorCode: 'LoadBalancerNotFoundException',
      userIdentity: identity(`arn:aws:iam::${ACCOUNT}:role/nlb-janitor-chat`),
      requestParameters: tagged('keep', 'asked-in-chat', [testArn(CARD, PLACE)]),
      eventID: 'e1',
      eventTime: NOW.toISOString(),
      ...part,
    },
  });
  const ALONE: Part = {
    ...NOBODY,
    chat: [],
    subscription: { ok: true, value: 'all' },
    lastAnswer: stored(),
    record: pressed(),
  };

  it('is told by cards; each is written down before the next, and the notice comes last', async () => {
    const told = await telling([news(1), news(2)], ALONE);
    expect(told.failures).toEqual([]);
    expect(told.posted.map(({ after }) => after)).toEqual([[], traceOf(1)]);
    expect(told.written).toEqual([...traceOf(1), ...traceOf(2)]);
    expect(told.published).toHaveLength(1);
  });

  it('starts no window for what no card said, and nobody else hears of that', async () => {
    const told = await telling([news(1), news(2)], { ...ALONE, chat: [DENIED] });
    expect(told.failures).toEqual(['a card was not sent to the chat, and nobody else listens: SNS said no']);
    expect(told.noted).toEqual([expect.stringMatching(/^notice not accepted .*SNS said no/)]);
    expect(told.written).toEqual(traceOf(2));
    expect(told.published).toHaveLength(1);
    expect(told.published[0]?.json).not.toContain('arn:nlb-1');
    const none = await telling([news(1)], { ...ALONE, chat: [DENIED] });
    expect([none.published, none.written]).toEqual([[], []]);
  });

  it('starts none for what there was no time for', async () => {
    const told = await telling([news(1), news(2)], { ...ALONE, remainingMs: [900_000, 29_999] });
    expect(told.failures).toEqual(['1 card was not sent to the chat: the time of this run is over']);
    expect(told.written).toEqual(traceOf(1));
  });

  it('was told where the notice was not accepted, which the run says', async () => {
    const told = await telling([news(1)], { ...ALONE, answers: [DENIED] });
    expect(told.failures).toEqual(['the cards were sent, the notice was not: SNS said no']);
    expect(told.written).toEqual(traceOf(1));
  });

  it.each<[string, Part]>([
    ['nobody answered a test card', { lastAnswer: { ok: true, value: { is: 'absent' } } }],
    ['the answer cannot be read', { lastAnswer: unreadable('s3: no') }],
    ['the answer is of another channel', { lastAnswer: stored({ channel: '00000000' }) }],
    ['CloudTrail does not list the press', { record: { ok: true, value: undefined } }],
    ['CloudTrail has another call there', { record: pressed({ errorCode: undefined }) }],
    [
      'CloudTrail has a press of somebody else',
      { record: pressed({ userIdentity: identity('arn:aws:iam::1:role/x') }) },
    ],
    ['CloudTrail has a press of another time', { record: pressed({ eventTime: '2026-02-01T10:00:00Z' }) }],
    ['CloudTrail cannot be asked', { record: unreadable('cloudtrail: no') }],
    ['Amazon Q has not subscribed', { subscription: { ok: true, value: 'none' } }],
    ['Amazon Q filters', { subscription: { ok: true, value: 'some' } }],
    ['its subscription cannot be read', { subscription: unreadable('sns: no') }],
    ['the subscriptions of the notices cannot be read', { listeners: unreadable('sns: no') }],
  ])('is nobody where %s', async (_what, part) => {
    const told = await telling([QUARANTINED], { ...ALONE, ...part, tags: tagReading(inTreeTags(MARKS)) });
    expect([told.published, told.posted, told.written]).toEqual([[], [], []]);
    expect(told.failures).toHaveLength(1);
    const twin = await telling([QUARANTINED], { ...ALONE, tags: tagReading(inTreeTags(MARKS)) });
    expect(twin.written).toEqual([expect.stringContaining('nlb-janitor/notified-at')]);
  });

  const UNKNOWN: readonly [string, Part][] = [
    ['the answer cannot be read', { lastAnswer: unreadable('s3: no') }],
    ['CloudTrail cannot be asked', { record: unreadable('cloudtrail: no') }],
    ['CloudTrail does not list the press yet', { record: { ok: true, value: undefined } }],
    ['its subscription cannot be read', { subscription: unreadable('sns: no') }],
  ];
  it.each(UNKNOWN)('takes nothing for told where %s, and the next run tells it', async (_what, part) => {
    expect((await telling([news(1)], { ...ALONE, ...part })).written).toEqual([]);
    // Where it is known that nobody listens, this is written down all the same.
    expect((await telling([news(1)], NOBODY)).written).toEqual(traceOf(1));
  });
});
