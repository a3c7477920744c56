/** The cards of Slack: what a reader sees first, which command deletes, and what many of a kind become. */
import { answersFor, consoleUrl } from '../../../lambda/core/report/answers.ts';
import { slackMessageOf } from '../../../lambda/core/report/chat.ts';
import type { Digest, Entry } from '../../../lambda/core/report/entries.ts';
import { blockTexts } from '../../support/block-kit.ts';
import {
  ANSWERED,
  DELETED,
  digestOf,
  EVERY_KIND,
  FAILED,
  LEFT_BEHIND,
  NOTE,
  orphanEntryOf,
  REFUSED,
  RELEASED,
  REMINDER,
} from '../../support/digests.ts';

const { arn, name } = orphanEntryOf();
const { approve, keep, reject } = answersFor(arn, 'eu-west-3');

/** The texts after the header, by block. */
function shown(entry: Entry | readonly Entry[], part: Partial<Digest> = {}): readonly string[] {
  const entries: readonly Entry[] = 'kind' in entry ? [entry] : entry;
  return blockTexts(slackMessageOf(digestOf(entries, part), 'Subject').blocks).slice(1);
}

describe('the card of an orphan', () => {
  it('says whose, why, what happens, what it costs, what to do, and names it in small print', () => {
    expect(
      shown(orphanEntryOf({ explanation: 'Service payments/api is not in cluster prod: 6 Services read' })),
    ).toEqual([
      [
        'The load balancer of *payments/api* in cluster *prod* looks orphaned: Kubernetes left it behind',
        'Account 123456789012, eu-west-3',
        '*Why:* Service payments/api is not in cluster prod.',
        '*What happens:* Nothing, unless somebody approves it. Once approved it is deleted, not before *2026-03-09 09:00 UTC*.',
        '*Costs:* About USD 23.73 a month',
      ].join('\n'),
      [
        `*What to do:* <${consoleUrl(arn, 'eu-west-3')}|open its tags in the console>, or run one of these.`,
        '*Keep*: it stays, orphan or not, and nobody is asked about it again.',
        `\`${keep}\``,
        'For a while only: `Value=until=YYYY-MM-DD`, the last day, in place of `Value=true`.',
      ].join('\n'),
      `*Reject*: it is no orphan. It stays, and nobody is asked about it again.\n\`${reject}\``,
      `:wastebasket: *Approve*: *deletes* this load balancer and its target group, not before 2026-03-09 09:00 UTC. It cannot be brought back.\n\`${approve}\``,
      [
        `Load balancer \`${name}\`, DNS name \`${orphanEntryOf().dnsName}\``,
        'Evidence: `service-gone`, seen 2026-03-02 09:00 UTC. 6 Services read.',
        'Goes with it: target group k8s-payments-api-1',
      ].join('\n'),
      'When something looks wrong: `docs/runbook.md` in the repository that nlb-janitor is deployed from, "When something looks wrong"',
    ]);
  });

  it.each([
    ['approval is required', {}, {}, true],
    ['it is automatic', { approval: 'automatic' }, {}, false],
    ['it is automatic, but there is a caution', { approval: 'automatic' }, { cautions: ['x'] }, true],
    ['nothing is deleted in that mode', { mode: 'quarantine' }, { deadline: null }, false],
  ] as const)('offers approval or not: %s', (_what, policy, part, isOffered) => {
    const text = shown(orphanEntryOf(part), policy).join('\n');
    expect(text.includes(approve)).toBe(isOffered);
    expect(text.includes('*Approve*')).toBe(isOffered);
    expect(text).toContain(keep);
  });

  it.each([
    ['automatic', {}, 'It is deleted, not before *2026-03-09 09:00 UTC*, unless somebody keeps or rejects it.'],
    [
      'automatic',
      { cautions: ['x'] },
      'Nothing, unless somebody approves it, because of the caution. Once approved it is deleted',
    ],
    ['required', { deadline: null }, 'Nothing: mode "delete" deletes nothing.'],
  ] as const)('says what happens with approval %s and %j', (approval, part, words) => {
    expect(shown(orphanEntryOf(part), { approval })[0]).toContain(`*What happens:* ${words}`);
  });

  it('shows cautions as they are written, and why it is asked again', () => {
    const [head] = shown(
      orphanEntryOf({ cautions: ['smtp.example.com still points here'], restartedBecause: 'x changed' }),
    );
    expect(head).toContain(':warning: smtp.example.com still points here.');
    expect(head).toContain('*Asked again:* The window starts again, x changed');
    const [many] = shown(orphanEntryOf({ cautions: ['a', 'b', 'c', 'd', 'e', 'f'] }));
    expect(many).toContain(
      `:warning: d.\n:warning: 2 more: in the e-mail, or \`nlb-janitor explain --region eu-west-3 ${name}\``,
    );
  });
});

it.each(EVERY_KIND)('no title is a name that nobody knows: $kind', (entry) => {
  const [head = ''] = shown({ ...entry, service: null } as Entry);
  expect(head.split('\n')[0]).not.toContain(name);
});

it.each([
  ['a reminder', REMINDER, ['will be deleted soon', 'This is the last reminder.', keep, reject]],
  [
    'an approval',
    ANSWERED,
    [
      'was approved',
      '*By:* anna, 2026-03-02 08:00 UTC',
      'answered by `arn:aws:sts::123456789012:assumed-role/Admin/anna`',
      'It is deleted, not before *2026-03-09 09:00 UTC*.',
      keep,
    ],
  ],
  [
    'an answer by nobody knows whom',
    { ...ANSWERED, by: null, answeredAt: null },
    ['*By:* Somebody; CloudTrail has not told who'],
  ],
  [
    'an answer that does not count',
    { ...ANSWERED, doesNotCount: 'no approver' },
    ['Nothing. The answer does not count: no approver'],
  ],
  [
    'a veto',
    { ...ANSWERED, answer: 'kept', notBefore: null },
    ['was kept', '*What happens:* It stays, and nobody is asked about it again.'],
  ],
  ['a note', NOTE, ['waits', 'today no more may be deleted', 'It stays today.']],
  [
    'a note that asks again',
    { ...NOTE, what: 'unknown-word' },
    [keep, reject, `*deletes* this load balancer`, approve],
  ],
  [
    'a delete',
    DELETED,
    [
      'was deleted',
      '*Why:* Its Service is gone.',
      'Deleted *2026-03-09 10:00 UTC*. 1 target group went with it. 1 target group not deleted',
      '*By:* Approved by somebody; CloudTrail has not told who.',
      `\`s3://snapshots/${DELETED.snapshot}\``,
      'Target group second: left, another load balancer uses it',
    ],
  ],
  [
    'a delete that somebody approved',
    { ...DELETED, approvedBy: 'arn:aws:sts::1:assumed-role/Admin/alice at 2026-03-03T09:00:00Z' },
    [
      '*By:* Approved by alice at 2026-03-03 09:00 UTC.',
      '`arn:aws:sts::1:assumed-role/Admin/alice at 2026-03-03T09:00:00Z`',
    ],
  ],
  ['one that was found gone', { ...DELETED, isFoundGone: true }, ['is gone', 'the janitor began to delete it']],
  [
    'leftovers',
    LEFT_BEHIND,
    [
      'target groups are left behind',
      'third: given up after 7 days: cluster edge was not read',
      '`arn:tg`',
      LEFT_BEHIND.snapshot,
    ],
  ],
  ['a release', RELEASED, ['was released', '*Why:* It serves payments/api.', 'It stays.']],
  [
    'a failure',
    FAILED,
    [
      ':x: The load balancer of *payments/api* in cluster *prod* was not deleted: AWS refused',
      '*AWS says:* ResourceInUse.',
      'It stays for now.',
      keep,
      reject,
    ],
  ],
  ['a refusal', REFUSED, [':no_entry: *Deletes were refused*', '12 automatic deletes are due.']],
] as const)('the card of %s', (_what, entry, words) => {
  const text = shown(entry).join('\n').toLowerCase();
  expect(words.filter((part) => !text.includes(part.toLowerCase()))).toEqual([]);
});

it.each([REMINDER, ANSWERED, NOTE, DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED])(
  'only who is asked to approve is shown how: $kind',
  (entry) => expect(shown(entry).join('\n')).not.toContain('Value=approved'),
);

describe('many of one kind', () => {
  const orphans = (number: number): readonly Entry[] =>
    Array.from({ length: number }, (_, index) => orphanEntryOf({ service: `team-${index}/api` }));

  it('are cards up to five, and a table from six on', () => {
    expect(shown(orphans(5)).join('\n')).toContain(approve);
    expect(shown(orphans(6)).join('\n')).not.toContain(approve);
  });

  it('are told how to answer, each with one link', () => {
    const [lead = '', rows = ''] = shown(orphans(6));
    expect(lead.split('\n')).toEqual([
      '*6 load balancers look orphaned*',
      'Account 123456789012, eu-west-3',
      'None is deleted until somebody approves it, and not before *2026-03-09 09:00 UTC*.',
      'To answer, open the tags of one by its link and add a tag:',
      '*Keep* (it stays, orphan or not): `nlb-janitor/keep` = `true`',
      '*Reject* (it is no orphan, and stays): `nlb-janitor/approval` = `rejected`',
      ':wastebasket: *Approve*, which *deletes* it: `nlb-janitor/approval` = `approved`',
    ]);
    expect(rows.split('\n')).toEqual(
      orphans(6).map(
        (_, index) =>
          `• *team-${index}/api* in cluster *prod*: Its Service is gone. Costs about USD 23.73 a month <${consoleUrl(arn, 'eu-west-3')}|Tags>`,
      ),
    );
  });

  it('say what the cautions among them change', () => {
    const [lead] = shown([...orphans(5), orphanEntryOf({ cautions: ['x'] })], { approval: 'automatic' });
    expect(lead).toContain('unless somebody keeps or rejects it; one with :warning: only if somebody approves it.');
    const [without] = shown(orphans(6), { approval: 'automatic' });
    expect(without).toContain('unless somebody keeps or rejects it.');
    expect(without).not.toContain('Approve');
  });

  it('leave the other kinds their cards', () => {
    const text = shown([...orphans(6), FAILED]).join('\n');
    expect(text).toContain(':x: The load balancer of *payments/api* in cluster *prod* was not deleted');
  });
});

it.each(EVERY_KIND)('names the account as people do, and whose it is: $kind', (entry) => {
  const owned = 'owners' in entry ? { ...entry, owners: [{ tag: 'team', value: 'payments' }] } : entry;
  const [head] = shown(owned, { accountName: 'prod-account' });
  expect(head).toContain('Account prod-account (123456789012), eu-west-3');
  // Right below the line that says which NLB it is.
  expect(head?.split('\n')[1] === '*For* payments (tag team), who owns it').toBe('owners' in entry);
  const [bare] = shown('owners' in entry ? { ...entry, owners: [] } : entry);
  expect(bare).toContain('Account 123456789012, eu-west-3');
  expect(bare).not.toContain('*For*');
});

it.each([
  [REFUSED, 'breaker-refused'],
  [DELETED, 'a-load-balancer-in-use-was-deleted'],
  [RELEASED, 'when-something-looks-wrong'],
])('links the runbook where the team keeps it, else names the file: $0.kind', (entry, anchor) => {
  const helpUrl = 'https://wiki.example.com/runbook';
  expect(shown(entry, { helpUrl }).join('\n')).toContain(`<${helpUrl}#${anchor}|runbook: `);
  for (const given of [null, 'javascript:alert(1)']) {
    const text = shown(entry, { helpUrl: given }).join('\n');
    expect(text).toContain('`docs/runbook.md` in the repository that nlb-janitor is deployed from');
    expect(text).not.toContain('|runbook: ');
  }
});

it('says of an automatic delete when the reminder comes, and afterwards when it came', () => {
  const automatic = { approval: 'automatic', reminderHours: 24 } as const;
  const reminder = 'A reminder comes 24 hours before.';
  expect(shown(orphanEntryOf(), automatic)[0]).toContain(reminder);
  expect(
    shown(
      Array.from({ length: 6 }, () => orphanEntryOf()),
      automatic,
    )[0],
  ).toContain(reminder);
  expect(shown(orphanEntryOf({ cautions: ['x'] }), automatic)[0]).not.toContain(reminder);
  const deleted = { ...DELETED, by: 'automatic', remindedAt: '2026-03-08T10:00:00Z' } as const;
  expect(shown(deleted, automatic)[0]).toContain(
    '*By:* Nobody objected: deleted after the reminder of 2026-03-08 10:00 UTC.',
  );
});

it('sends nobody to an e-mail that may not come without another way', () => {
  for (const entry of EVERY_KIND) {
    const lines = shown(Array.from({ length: 6 }, () => entry))
      .join('\n')
      .split('\n');
    const toMail = lines.filter((text) => text.includes('e-mail'));
    expect(
      toMail.filter(
        (text) => !/`nlb-janitor (history|explain|status|\/?last-error)|nlb-janitor\/last-error/.test(text),
      ),
    ).toEqual([]);
  }
});

it('has a command for what stands in the e-mail alone, which finds the bucket itself', () => {
  const [text = ''] = shown(Array.from({ length: 6 }, () => DELETED));
  expect(text).toContain(
    'Snapshot and target groups of each: in the e-mail, or `nlb-janitor history --region eu-west-3`',
  );
  // The twin: a card of one names its snapshot.
  expect(shown(DELETED).join('\n')).not.toContain('nlb-janitor history');
});

it('an entry that this version does not know is an error, never left out', () => {
  const unknown = { kind: 'new' } as unknown as Entry;
  expect(() => slackMessageOf(digestOf([DELETED, unknown]), 'x')).toThrow('entries of kind "new" are not known');
});
