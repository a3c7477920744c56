/** The weekly summary: when it comes, who it waits for, and what it writes. */
import { NotFoundException } from '@aws-sdk/client-sns';
import { someOf } from '../../lambda/core/scope.ts';
import type { Summary } from '../../lambda/core/report/summary-form.ts';
import { STATE_KEY } from '../../lambda/records/state.ts';
import { RAW } from '../support/hostile.ts';
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import { FILLED_IN } from '../infra/support/sample-settings.ts';
import { cardsOf, chatAlone } from '../support/chat.ts';
import { Life } from '../support/life.ts';

const WEEKLY = { summary: 'cron(0 8 ? * MON *)' };

/** All that were accepted, oldest first, as programs read them. */
const summaries = (life: Life): readonly Summary[] =>
  life.account.messages
    .map(({ forms }) => JSON.parse(forms['default'] ?? '') as Summary)
    .filter(({ kind }) => kind === 'summary');
const texts = (life: Life): readonly string[] =>
  life.account.messages
    .filter(({ forms }) => forms['default']?.includes('"kind":"summary"'))
    .map(({ forms }) => forms['email'] ?? '');

/** @returns at which hours of the life, counted from its start, a summary came */
async function hourly(life: Life, hours: number, from = 0): Promise<readonly number[]> {
  const cameAt: number[] = [];
  for (let hour = from; hour < from + hours; hour += 1) {
    life.toDay(0, 9 + hour);
    const before = summaries(life).length;
    await life.sweep();
    if (summaries(life).length > before) cameAt.push(hour);
  }
  return cameAt;
}

function putsState({ command, input }: Pick<SandboxCall, 'command' | 'input'>): boolean {
  return command === 'PutObject' && Reflect.get(input, 'Key') === STATE_KEY;
}

/** Every PutObject of the state that comes after as many as these fails. */
function refusePutsAfter(life: Life, number: number): void {
  let puts = 0;
  life.account.onCall = (call) => {
    if (putsState(call) && ++puts > number) throw new Error('no room');
  };
}

describe('a summary', () => {
  it('comes right after the first sweep of everything, and names what that sweep quarantined', async () => {
    const life = new Life(WEEKLY);
    life.anOrphan();
    expect(await life.sweep()).toMatchObject({ failures: [] });
    expect(life.account.messages.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('1 orphan found'),
      '[nlb-janitor] 123456789012 eu-west-3: summary: 1 orphan, 1 waits for you, USD 27 a month to save',
    ]);
    expect(summaries(life)[0]).toMatchObject({
      since: null,
      paused: null,
      counts: { judged: 1, orphans: 1, waiting: 1, unknown: 0 },
      loadBalancers: [
        { standing: 'waits', more: 0, items: [{ service: 'payments/api', since: '2026-03-02T09:00:00Z' }] },
      ],
      deleted: { number: 0 },
    });
  });

  it('comes twice in a week of hourly sweeps, and says what is new', async () => {
    const life = new Life(WEEKLY);
    life.anOrphan('a/old');
    expect(await hourly(life, 24)).toEqual([0]);
    life.anOrphan('a/young');
    // The Monday after, at eight.
    expect(await hourly(life, 7 * 24 - 23, 24)).toEqual([7 * 24 - 1]);
    const [group] = summaries(life)[1]?.loadBalancers ?? [];
    expect(group?.items.map(({ service, isNew }) => [service, isNew])).toEqual(
      expect.arrayContaining([
        ['a/old', false],
        ['a/young', true],
      ]),
    );
    expect(summaries(life)[1]?.since).toBe('2026-03-02T09:00:00Z');
  }, 60_000);

  it('never comes when it is off: that is the only difference', async () => {
    const life = new Life({ summary: 'off' });
    life.anOrphan();
    await life.sweep();
    expect(summaries(life)).toEqual([]);
    expect(life.told).toEqual(['orphan payments/api']);
  });

  it('comes of no sweep about some NLBs', async () => {
    const life = new Life(WEEKLY);
    await life.sweep(someOf({ arns: [life.anOrphan()] }));
    expect(summaries(life)).toEqual([]);
  });

  it('says what was looked at when nothing was found', async () => {
    const life = new Life(WEEKLY);
    life.anOrphan();
    life.serve('payments/api');
    await life.sweep();
    expect(texts(life)[0]).toContain('1 NLB judged, no orphan.');
    expect(life.account.messages[0]?.subject).toMatch(/weekly summary: no orphan$/);
  });

  it('never says that there is no orphan where something could not be judged', async () => {
    const life = new Life(WEEKLY);
    life.anOrphan();
    life.cluster().reachable = false;
    await life.sweep();
    expect(texts(life)[0]).not.toMatch(/no orphan\./);
    expect(texts(life)[0]?.replaceAll(/\s+/g, ' ')).toContain(
      'Let the functions reach the endpoint of the cluster: setting `network`.',
    );
    expect(life.account.messages[0]?.subject).toMatch(/weekly summary: 1 not judged$/);
  });

  it('tells of deletes since the last one, from the records', async () => {
    const life = new Life({ ...WEEKLY, maxDeletePercent: 100 });
    const arn = life.anOrphan();
    await life.due(arn);
    await life.reap();
    expect(life.account.loadBalancers.has(arn)).toBe(false);
    await life.sweep();
    expect(summaries(life)[1]?.deleted).toMatchObject({ number: 1, savedUsd: 26.62, unread: null });
    expect(life.account.messages.at(-1)?.subject).toMatch(/no orphan, USD 27 a month saved$/);
    // It is told of once.
    life.toDay(14, 10);
    await life.sweep();
    expect(summaries(life)[2]?.deleted).toMatchObject({ number: 0 });
  });

  it('says that the records could not be read, and comes all the same', async () => {
    const life = new Life(WEEKLY);
    life.account.fail({ command: 'ListObjectsV2', with: 'denied' });
    expect(await life.sweep()).toMatchObject({ failures: [] });
    expect(summaries(life)[0]?.deleted?.unread).toContain('s3:ListBucket');
    expect(texts(life)[0]).toContain('COULD NOT BE READ');
  });

  it('looks for users of NLBs first, however lately they were looked for', async () => {
    const life = new Life(WEEKLY);
    const arn = life.anOrphan();
    await life.sweep();
    const looksAt = async (day: number, hour: number): Promise<boolean> => {
      life.calls(() => true);
      life.toDay(day, hour);
      await life.sweep();
      return life.calls(({ service }) => service === 'route53').length > 0;
    };
    expect(await looksAt(6, 20)).toBe(true);
    const { route53 } = life.account;
    const values = [life.account.loadBalancer(arn).dnsName];
    route53.add(route53.addZone('example.com'), { name: 'api.example.com', type: 'CNAME', values });
    // Less than a day ago: without a summary nobody looks again.
    expect(await looksAt(7, 7)).toBe(false);
    expect(await looksAt(7, 8)).toBe(true);
    expect(summaries(life)).toHaveLength(2);
    expect(summaries(life)[1]?.loadBalancers[0]?.items[0]?.cautions).toBe(1);
  });
});

describe('mode report', () => {
  it('writes nothing but its report, and sends the verdicts', async () => {
    const life = new Life({ ...WEEKLY, mode: 'report' });
    const arn = life.anOrphan();
    expect(await life.sweep()).toMatchObject({ outcomes: [], failures: [] });
    expect(life.calls(({ mutating }) => mutating)).toEqual([
      `PutObject ${STATE_KEY}`,
      'PutObject report/latest.html',
      `PutObject ${STATE_KEY}`,
      'Publish weekly summary: 1 orphan',
      `PutObject ${STATE_KEY}`,
      'PutEvents',
    ]);
    expect(life.marks(arn)).toEqual({});
    expect(texts(life)[0]).toMatch(
      /ORPHANS: 1\n\n\* payments\/api in cluster prod\n {2}Name {6}a\w+\n {2}Why {7}[^*]*\n {2}Cost {6}about USD 26\.62 a month/,
    );
    expect(texts(life)[0]).toContain('Mode "report": nothing is tagged and nothing is deleted.');
    expect(summaries(life)[0]?.deleted).toBeNull();
  });

  it('says what is new in the second one, although it has no tags to remember it', async () => {
    const life = new Life({ ...WEEKLY, mode: 'report' });
    life.anOrphan('a/old');
    await life.sweep();
    life.anOrphan('a/young');
    life.toDay(7, 8);
    await life.sweep();
    expect(texts(life)[1]).toContain('2 orphans, 1 of them new.');
    expect(texts(life)[1]).toContain('* a/young in cluster prod (new)');
  });
});

describe('while it is paused', () => {
  it('comes, says since when, and no tag is written', async () => {
    const life = new Life(WEEKLY);
    const arn = life.anOrphan();
    life.pause();
    expect(await life.sweep()).toMatchObject({ outcomes: [], failures: [] });
    expect(life.writes()).toEqual(['Publish weekly summary: PAUSED']);
    expect(life.marks(arn)).toEqual({});
    expect(texts(life)[0]?.replaceAll(/\s+/g, ' ')).toContain(
      'PAUSED: nothing is tagged, released or deleted. It is paused since 2026-03-09 10:00 UTC by jane;',
    );
  });

  it('is told once a week, as ever', async () => {
    const life = new Life(WEEKLY);
    life.pause();
    expect(await hourly(life, 5)).toEqual([0]);
  });
});

describe('a summary that nobody got', () => {
  it('fails the run, and comes with the next', async () => {
    const life = new Life(WEEKLY);
    life.account.fail({ command: 'Publish', with: 'denied', times: 1 });
    expect((await life.sweep()).failures).toEqual([expect.stringMatching(/^the summary was not sent: .*sns:Publish/)]);
    expect(await hourly(life, 4, 1)).toEqual([1]);
  });

  it('waits for somebody who listens, and every run fails until then', async () => {
    const life = new Life({ ...WEEKLY, mode: 'report' });
    for (const one of life.account.topic.subscriptions) life.account.topic.unsubscribe(one);
    expect((await life.sweep()).failures).toEqual([expect.stringMatching(/^nobody hears the notices/)]);
    life.account.subscribe({ protocol: 'sqs', endpoint: 'arn:aws:sqs:::q', confirmed: true });
    expect(await hourly(life, 3, 1)).toEqual([1]);
  });

  it('was perhaps sent, when the run ended right after: none comes for a day', async () => {
    const life = new Life(WEEKLY);
    let puts = 0;
    life.account.onCall = (call) => {
      if (putsState(call) && ++puts === 3) throw new Error('the run was killed');
    };
    const run = await life.sweep();
    expect(run.failures).toEqual([
      expect.stringMatching(/^no other summary is sent for a day: report\/state.json could/),
    ]);
    life.account.onCall = undefined;
    expect(await hourly(life, 26, 1)).toEqual([24]);
  }, 60_000);
});

describe('a state', () => {
  it('that is lost makes one summary more, and not one in each hour', async () => {
    const life = new Life(WEEKLY);
    await life.sweep();
    const { history } = life.account.bucket;
    history.splice(0, history.length);
    expect(await hourly(life, 5, 1)).toEqual([1]);
  });

  it('that cannot be read sends none, since nobody can tell whether it is due', async () => {
    const life = new Life(WEEKLY);
    const heal = life.account.fail({ command: 'GetObject', with: 'denied' });
    const run = await life.sweep();
    expect(run.failures).toEqual([
      'report/state.json was not written: what stands there could not be read',
      expect.stringMatching(/^whether a summary is due cannot be told: .*s3:GetObject/),
    ]);
    expect(summaries(life)).toEqual([]);
    heal();
    // What stands there was not written over.
    expect(await hourly(life, 25, 1)).toEqual([1]);
  }, 60_000);

  it('that cannot be written sends none, in no hour', async () => {
    const life = new Life(WEEKLY);
    refusePutsAfter(life, 0);
    const run = await life.sweep();
    expect(run.failures).toEqual([
      expect.stringMatching(/^report\/state.json could not be stored/),
      expect.stringMatching(/^the summary was not sent, since nobody could remember it/),
    ]);
    expect(await hourly(life, 3, 1)).toEqual([]);
    life.account.onCall = undefined;
    expect(await hourly(life, 2, 4)).toEqual([4]);
  });
});

/** What a tag may hold, and nobody wants in a mail: a line separator, an odd blank, a mention and a command. */
const HOSTILE = 'old\u2028 @here\u2007_x_ /bin/sh -c';

it.each(['report', 'delete'])('holds no raw text of others, whatever a cluster is called: mode %s', async (mode) => {
  const life = new Life({ ...WEEKLY, mode });
  life.anOrphan('mail/smtp', { cluster: HOSTILE });
  life.anOrphan('shop/web', { tags: { 'nlb-janitor/keep': HOSTILE } });
  await life.sweep();
  expect(summaries(life)).toMatchObject([{ lostClusters: { items: [{ cluster: HOSTILE, confirm: null }] } }]);
  for (const { forms } of life.account.messages) {
    for (const form of Object.values(forms)) expect(form).not.toMatch(RAW);
  }
});

describe('in the chat', () => {
  const cameIn = (life: Life) =>
    cardsOf(life)
      .map(({ content }) => content)
      .filter(({ title }) => title.startsWith('Summary, eu-west-3: '));

  /** Nobody but the chat, which has answered a test card or not. */
  function alone(hasAnswered: boolean): Life {
    const life = chatAlone(WEEKLY);
    if (hasAnswered) life.answerTestCard();
    return life;
  }

  it('comes too, with the figures, what waits by name, and the page', async () => {
    const life = new Life({ ...WEEKLY, chat: FILLED_IN.chat });
    for (const nth of [1, 2, 3, 4, 5, 6, 7]) life.anOrphan(`payments/api-${nth}`);
    expect((await life.sweep()).failures).toEqual([]);
    const [card, ...others] = cameIn(life);
    expect(others).toEqual([]);
    expect(card?.title).toContain('Summary, eu-west-3: 7 orphans');
    expect(card?.description).toContain('*Waiting for your answer:* 7\n• payments/api-');
    expect(card?.description).toContain('\n• and 2 more\n');
    expect(card?.description).toContain('*Page of all load balancers:* https://');
    expect(card?.description).toContain('To answer, press on their cards, or: `nlb-janitor approve|reject|keep');
    const without = new Life(WEEKLY);
    await without.sweep();
    expect(without.account.chatTopic.messages).toEqual([]);
  });

  it('counts as told where the chat alone listens, and not where nobody does', async () => {
    for (const hasAnswered of [true, false]) {
      const life = alone(hasAnswered);
      const { failures } = await life.sweep();
      expect(failures.map((why) => why.startsWith('nobody hears the notices'))).toEqual(hasAnswered ? [] : [true]);
      expect(cameIn(life)).toHaveLength(hasAnswered ? 1 : 0);
      life.toDay(1);
      await life.sweep();
      expect(cameIn(life)).toHaveLength(hasAnswered ? 1 : 0);
    }
  });

  it('comes again where the card was not sent and nobody else listens, and not where somebody does', async () => {
    for (const isAlone of [true, false]) {
      const life = isAlone ? alone(true) : new Life({ ...WEEKLY, chat: FILLED_IN.chat });
      const { chatTopic } = life.account;
      const accept = chatTopic.accept.bind(chatTopic);
      chatTopic.accept = () => {
        throw new NotFoundException({ message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } });
      };
      const { failures } = await life.sweep();
      expect(failures).toEqual([expect.stringMatching(/^the summary was not sent to the chat: /)]);
      chatTopic.accept = accept;
      life.toDay(0, 10);
      await life.sweep();
      expect(cameIn(life)).toHaveLength(isAlone ? 1 : 0);
    }
  });
});
