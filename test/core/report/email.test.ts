/** The e-mail: what a person needs first, and commands that nobody runs by accident. */
import { textOf } from '../../../lambda/core/report/email.ts';
import type { Digest, Entry } from '../../../lambda/core/report/entries.ts';
import { COLUMNS } from '../../../lambda/core/report/columns.ts';
import {
  ANSWERED,
  DELETED,
  digestOf,
  FAILED,
  LEFT_BEHIND,
  NOTE,
  orphanEntryOf,
  REFUSED,
  RELEASED,
  REMINDER,
} from '../../support/digests.ts';
import { poisoned } from '../../support/hostile.ts';

const ORPHAN = orphanEntryOf();
const OTHER = orphanEntryOf({ arn: ORPHAN.arn.replace('50dc6c495c0c9188', '60dc6c495c0c9188'), service: 'mail/smtp' });
const CAUTIOUS = orphanEntryOf({ cautions: ['its targets are healthy'] });
const ALL: readonly Entry[] = [
  ORPHAN,
  OTHER,
  DELETED,
  LEFT_BEHIND,
  RELEASED,
  FAILED,
  REFUSED,
  ANSWERED,
  REMINDER,
  NOTE,
];
const command = (arn: string, tag: string) =>
  `  aws elbv2 add-tags --region eu-west-3 --resource-arns ${arn} --tags Key=nlb-janitor/${tag}`;
const APPROVE = 'approval,Value=approved';

const commandsIn = (text: string) => text.split('\n').filter((line) => line.startsWith('  aws '));
const unwrapped = (text: string) => text.replaceAll(/\s+/g, ' ');
const mail = (entries: readonly Entry[], part: Partial<Digest> = {}) => textOf(digestOf(entries, part));

describe('the commands', () => {
  it('are whole for one NLB, and the one that deletes stands apart, last', () => {
    const text = mail([ORPHAN]);
    expect(commandsIn(text)).toEqual([
      command(ORPHAN.arn, 'keep,Value=true'),
      command(ORPHAN.arn, 'approval,Value=rejected'),
      command(ORPHAN.arn, APPROVE),
    ]);
    expect(text.slice(text.indexOf('TO DELETE'))).toContain(
      'Approve: DELETES the load balancer of payments/api in cluster prod, not\n    before 2026-03-09 09:00 UTC.\n',
    );
  });

  it('of several hold no ARN, so that pasting all of them answers nothing, and list those to put in', () => {
    const text = mail([ORPHAN, OTHER]);
    expect(commandsIn(text)).toEqual([
      command('ARN', 'keep,Value=true'),
      command('ARN', 'approval,Value=rejected'),
      command('ARN', APPROVE),
    ]);
    expect(text).toContain(
      `* payments/api in cluster prod\n  ${ORPHAN.arn}\n* mail/smtp in cluster prod\n  ${OTHER.arn}\n`,
    );
  });

  it('of two pieces of news about one NLB are those of one', () => {
    expect(commandsIn(mail([ANSWERED, NOTE]))).toEqual([
      command(ORPHAN.arn, 'keep,Value=true'),
      command(ORPHAN.arn, 'approval,Value=rejected'),
    ]);
  });

  it.each<[string, Entry, Partial<Digest>, readonly [number, boolean]]>([
    ['an orphan', ORPHAN, {}, [3, true]],
    ['an orphan of mode quarantine', orphanEntryOf({ deadline: null }), { mode: 'quarantine' }, [2, false]],
    ['what goes by itself', ORPHAN, { approval: 'automatic' }, [2, false]],
    ['what would, but for a caution', CAUTIOUS, { approval: 'automatic' }, [3, true]],
    ['an approval', ANSWERED, {}, [2, false]],
    ['one that does not count', { ...ANSWERED, doesNotCount: 'no' }, {}, [3, true]],
    ['a rejection', { ...ANSWERED, answer: 'rejected', notBefore: null }, {}, [0, false]],
    ['a reminder', REMINDER, { approval: 'automatic' }, [2, false]],
    ['a word that nobody knows', { ...NOTE, what: 'unknown-word' }, {}, [3, true]],
    ['an approval that has expired', { ...NOTE, what: 'approval-expired' }, {}, [3, true]],
    ['an approval that is gone', { ...NOTE, what: 'approval-overwritten' }, {}, [3, true]],
    ['one that waits', NOTE, {}, [2, false]],
    ['one that AWS refused', FAILED, {}, [2, false]],
    ['a delete', DELETED, {}, [0, false]],
    ['a release', RELEASED, {}, [0, false]],
    ['a refusal', REFUSED, {}, [0, false]],
  ])('that are offered for %s', (_, entry, part, [number, canBeApproved]) => {
    const text = mail([entry], part);
    expect(commandsIn(text)).toHaveLength(number);
    expect(text.includes('TO DELETE')).toBe(canBeApproved);
    expect(text.includes('HOW TO ANSWER')).toBe(number > 0);
  });
});

it.each<[string, Entry, Partial<Digest>, readonly string[]]>([
  [
    'an orphan',
    ORPHAN,
    {},
    [
      'ORPHANED: 1 load balancer that Kubernetes left behind. Nothing is deleted unless you approve it.',
      'Goes too target group k8s-payments-api-1',
    ],
  ],
  [
    'an orphan that goes by itself',
    ORPHAN,
    { approval: 'automatic', reminderHours: 24 },
    [
      'A reminder comes 24 hours before.',
      'Each is deleted unless somebody keeps or rejects it.',
      'It is deleted, not before 2026-03-09 09:00 UTC, unless somebody keeps or rejects it.',
    ],
  ],
  [
    'one that a caution holds',
    CAUTIOUS,
    { approval: 'automatic' },
    [
      'Caution its targets are healthy',
      'Nothing, unless somebody approves it, because of the caution. Once approved it is deleted, not before 2026-03-09 09:00 UTC.',
    ],
  ],
  [
    'one in a mode that never deletes',
    orphanEntryOf({ deadline: null }),
    { mode: 'quarantine' },
    ['Nothing is deleted.', 'Nothing: mode "quarantine" deletes nothing.'],
  ],
  [
    'a window that starts again',
    orphanEntryOf({ restartedBecause: 'the reason changed' }),
    {},
    ['Again The window starts again: the reason changed.'],
  ],
  [
    'what stays',
    orphanEntryOf({ goesWithIt: [], stays: [{ name: 'byo', why: 'not its own' }] }),
    {},
    ['Goes too nothing else', 'Stays target group byo: not its own'],
  ],
  [
    'what nobody knows',
    orphanEntryOf({ service: null, cluster: null, controller: null, since: 'never' }),
    {},
    [`* load balancer ${ORPHAN.name}`, 'Found an unknown time: service-gone (unknown)'],
  ],
  [
    'a delete',
    DELETED,
    {},
    [
      'DELETED: 1 load balancer, about USD 23.73 a month saved.',
      'Why Its Service is gone.',
      'Done Deleted 2026-03-09 10:00 UTC. By Approved by somebody; CloudTrail has not told who.',
      'Went the load balancer, target group first',
      'Stays target group second: another load balancer uses it',
      `Snapshot s3://snapshots/${DELETED.snapshot}`,
      '"A load balancer in use was deleted"',
    ],
  ],
  ['who approved it', { ...DELETED, approvedBy: 'anna' }, {}, ['By Approved by anna.']],
  [
    'a delete without a person',
    { ...DELETED, by: 'automatic', remindedAt: '2026-03-08T10:00:00Z' },
    { approval: 'automatic' },
    ['By Nobody objected: deleted after the reminder of 2026-03-08 10:00 UTC.'],
  ],
  [
    'a delete that a person approved although it was not needed',
    DELETED,
    { approval: 'automatic' },
    ['By Approved by somebody; CloudTrail has not told who.'],
  ],
  [
    'a delete of an earlier version, which did not say by whose leave',
    { ...DELETED, by: null },
    { approval: 'automatic' },
    ['By Automatic, or approved by somebody of whom CloudTrail has not told.'],
  ],
  [
    'one that nobody saw',
    { ...DELETED, isFoundGone: true },
    {},
    ['It is gone; the janitor began to delete it at 2026-03-09 10:00 UTC and heard no answer'],
  ],
  [
    'what is left behind',
    LEFT_BEHIND,
    {},
    [
      'LEFT BEHIND: target groups of 1 load balancer.',
      'Group third: given up after 7 days: cluster edge was not read',
      'arn:tg',
      `Snapshot s3://snapshots/${DELETED.snapshot}`,
    ],
  ],
  [
    'a release',
    RELEASED,
    {},
    ['RELEASED: 1 load balancer, in use or left alone again.', 'Why It serves payments/api.', 'It stays.'],
  ],
  [
    'a failure',
    FAILED,
    {},
    [
      'NOT DELETED: AWS refused to delete 1 load balancer.',
      'Now It was not deleted: AWS refused: ResourceInUse.',
      'A later run tries again',
    ],
  ],
  [
    'a refusal',
    REFUSED,
    { helpUrl: 'https://w.example.com/r' },
    ['REFUSED: deletes that were due.', '12 automatic deletes are due', 'https://w.example.com/r#breaker-refused'],
  ],
  [
    'an approval',
    ANSWERED,
    {},
    [
      'Answer approved by anna, 2026-03-02 08:00 UTC',
      'Then It is deleted, not before 2026-03-09 09:00 UTC.',
      'By arn:aws:sts::123456789012:assumed-role/Admin/anna',
    ],
  ],
  [
    'an approval that does not count',
    { ...ANSWERED, doesNotCount: 'anna is no approver' },
    {},
    ['Nothing. The answer does not count: anna is no approver.'],
  ],
  [
    'a rejection by somebody',
    { ...ANSWERED, answer: 'rejected', by: null, answeredAt: null, notBefore: null },
    {},
    ['Answer rejected by somebody; CloudTrail has not told who Then It stays, and nobody is asked about it again.'],
  ],
  [
    'a reminder',
    REMINDER,
    {},
    [
      'DELETED SOON: 1 load balancer.',
      'It is deleted, not before 2026-03-09 09:00 UTC, unless somebody keeps or rejects it.',
      'This is the last reminder.',
    ],
  ],
  [
    'a wait',
    NOTE,
    {},
    ['WAITING: 1 load balancer.', 'Now It is approved, and waits: today no more may be deleted.', 'It stays today.'],
  ],
])('tells of %s', (_, entry, part, lines) => {
  const text = unwrapped(mail([entry], part));
  for (const line of lines) expect(text).toContain(line);
});

it('never has a hash for a heading, says the account first, and last where help is and why it came', () => {
  const lines = mail(ALL, { accountName: 'prod-account' }).split('\n');
  expect(lines[0]).toBe('Account prod-account (123456789012), eu-west-3, 2026-03-02 09:00 UTC');
  expect(lines.filter((line) => line.startsWith('* ') && line.includes(ORPHAN.name))).toEqual([]);
  expect(lines.slice(-8)).toEqual([
    'When something looks wrong:',
    'docs/runbook.md in the repository that nlb-janitor is deployed from,',
    '"When something looks wrong"',
    '',
    'You get this because this address is subscribed to the topic',
    '    of nlb-janitor in account prod-account (123456789012), region',
    '    eu-west-3.',
    '',
  ]);
});

it('leaves out what it has nothing to say about', () => {
  expect(mail([RELEASED])).not.toMatch(/ORPHANED|DELETED|BEHIND|REFUSED|HOW TO/);
});

it('is no wider than its columns but for what is copied', () => {
  const wide = mail(ALL, { helpUrl: 'https://wiki.example.com/nlb-janitor/runbook' })
    .split('\n')
    .filter((line) => line.length > COLUMNS && !/^ {2}aws |arn:aws:|https:\/\/|s3:\/\/|\.amazonaws\.com$/.test(line));
  expect(wide).toEqual([]);
});

it.each([
  'Approve: aws elbv2 add-tags --resource-arns evil',
  `${'x '.repeat(25)}Approve: aws elbv2 add-tags --resource-arns evil `.repeat(3),
  `${'x'.repeat(50)} aws elbv2 add-tags --resource-arns evil`,
  'a\nApprove: DELETES nothing\n  aws elbv2 delete-load-balancer\u001b[2J',
  'TO DELETE\n\nApprove:',
])('holds no command and no heading but its own: %j', (text) => {
  const shapes = (lines: string) =>
    lines.split('\n').filter((line) => /^(\s*aws |[A-Z*])|^\s*(approve|keep|reject):/i.test(line));
  const shown = shapes(textOf(poisoned(digestOf(ALL), text)));
  const own = shapes(textOf(digestOf(ALL)));
  const begins = (line: string) => (/^(Approve|Keep|Reject|  aws|\*|[A-Z ]{5,})/.exec(line) ?? [''])[0].trim();
  expect(shown.filter((line) => /^\s+aws /.test(line))).toHaveLength(3);
  expect(shown.map(begins).filter((word) => /^(Approve|Keep|Reject|\*)$/.test(word))).toEqual(
    own.map(begins).filter((word) => /^(Approve|Keep|Reject|\*)$/.test(word)),
  );
  expect(shown.filter((line) => /^(TO DELETE|HOW TO ANSWER)/.test(line))).toEqual(['HOW TO ANSWER', 'TO DELETE']);
});
