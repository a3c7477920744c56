/** What people are told: every fact of the contract in each form, within the limits of SNS and Slack. */
import { answersFor, consoleUrl } from '../../../lambda/core/report/answers.ts';
import {
  digestOfEntries,
  orphanEntry,
  type DigestFrame,
  type Entry,
  type OrphanEntry,
} from '../../../lambda/core/report/digest.ts';
import { messagesOf } from '../../../lambda/core/report/messages.ts';
import { slackMessageOf } from '../../../lambda/core/report/slack-blocks.ts';
import { subjectOf, textOf } from '../../../lambda/core/report/text.ts';
import { slackMessageFor } from '../../../lambda/core/report/topic-message.ts';
import { candidateOf } from '../../../lambda/core/companions.ts';
import {
  ACCOUNT,
  companionsOf,
  aLoadBalancer,
  facts,
  NOW,
  REGION,
  verdictOn,
  flowsOf,
} from '../../support/builders.ts';

const FRAME: DigestFrame = {
  account: ACCOUNT,
  region: REGION,
  at: NOW,
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
};
const L = aLoadBalancer();

function anOrphan(): OrphanEntry {
  const companions = companionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) });
  const verdict = verdictOn(facts({ companions }));
  if (verdict.is !== 'orphan') throw new Error('no orphan');
  const candidate = candidateOf(verdict, companions, FRAME);
  if (!candidate.ok) throw new Error(candidate.why);
  return orphanEntry(candidate.value, NOW, undefined, FRAME);
}

const entries = (number: number): Entry[] =>
  Array.from({ length: number }, (_, index) => ({ ...anOrphan(), name: `nlb-${index}` }));

describe('the e-mail', () => {
  const text = textOf(digestOfEntries([anOrphan()], FRAME));

  test.each([
    ['name', `* ${L.name}`],
    ['Service and cluster', 'Service:  payments/api in cluster prod (in-tree)'],
    ['reason and why', 'Why:      service-gone: Service payments/api is not in cluster prod'],
    ['cautions', 'Caution:  Traffic: 3 new flows in 7 days'],
    ['since when', 'Since:    2026-03-01 10:05 UTC'],
    ['DNS name', `DNS name: ${L.dnsName}`],
    ['monthly cost', 'Cost:     about USD 26.62 a month'],
    ['deadline', 'Deadline: deleted after 2026-03-08 10:05 UTC, if approved'],
    ['what goes with it', 'Goes too: target group k8s-payments-api-b244acfeb0'],
    ['how to approve', `Approve:  npx nlb-janitor approve ${L.arn}`],
    ['how to reject', `Reject:   npx nlb-janitor reject ${L.arn}`],
    ['how to keep', `Keep:     npx nlb-janitor keep ${L.arn}`],
    [
      'the same without anything installed',
      `aws elbv2 add-tags --region ${REGION} --resource-arns ${L.arn} --tags Key=nlb-janitor/approval,Value=approved`,
    ],
    ['console link', `Console:  ${consoleUrl(L.arn, REGION)}`],
    ['account and region', `Account ${ACCOUNT}, ${REGION}`],
    ['what happens without an answer', 'Nothing is deleted unless you approve it.'],
  ])('names the %s', (_what, line) => {
    expect(text).toContain(line);
  });

  it('offers no approval in a mode that never deletes', () => {
    const frame = { ...FRAME, mode: 'quarantine' } as const;
    const quiet = textOf(digestOfEntries([{ ...anOrphan(), deadline: null }], frame));
    expect(quiet).not.toContain('Approve:');
    expect(quiet).not.toContain('Deadline:');
    expect(quiet).toContain('Reject:');
  });

  it('tells of deleted, released, failed and refused ones', () => {
    const all: Entry[] = [
      {
        kind: 'deleted',
        arn: L.arn,
        name: 'gone',
        cluster: 'prod',
        service: 'a/b',
        reason: 'service-gone',
        deletedAt: '2026-03-09T10:00:00Z',
        monthlyCostUsd: 20,
        snapshot: 'x/snapshot.json',
        targetGroups: [{ name: 'tg', did: 'left', why: 'another uses it' }],
      },
      { kind: 'released', arn: L.arn, name: 'back', reason: 'serves-service', explanation: 'It serves again.' },
      {
        kind: 'failed',
        arn: L.arn,
        name: 'protected',
        what: 'was not deleted: AWS refused',
        why: 'OperationNotPermitted',
      },
      { kind: 'refused', why: 'too many at once' },
    ];
    const told = textOf(digestOfEntries(all, FRAME));
    for (const line of [
      'tg: left, another uses it',
      'Snapshot: x/snapshot.json',
      'serves-service: It serves again.',
      'OperationNotPermitted',
      'too many at once',
    ]) {
      expect(told).toContain(line);
    }
    expect(subjectOf(digestOfEntries(all, FRAME), { number: 1, of: 1 })).toBe(
      `nlb-janitor ${REGION}: 1 deleted, 1 released, 1 failed, some refused`,
    );
  });
});

describe('messages', () => {
  it('are none when nothing happened', () => {
    expect(messagesOf(digestOfEntries([], FRAME))).toEqual([]);
  });

  it.each([
    [20, [20]],
    [21, [20, 1]],
    [45, [20, 20, 5]],
  ])('split %d entries so that each stands whole in exactly one', (number, sizes) => {
    const messages = messagesOf(digestOfEntries(entries(number), FRAME));
    expect(messages.map((message) => message.entries.length)).toEqual(sizes);
    expect(messages.flatMap((message) => message.entries)).toEqual(entries(number));
    for (const [index, message] of messages.entries()) {
      expect(JSON.parse(message.json)).toMatchObject({ version: 1, account: ACCOUNT, entries: message.entries });
      for (const entry of message.entries)
        if (entry.kind === 'orphan') expect(message.text).toContain(`* ${entry.name}\n`);
      if (messages.length > 1) expect(message.subject).toContain(`(${index + 1} of ${messages.length})`);
    }
  });

  it('split large entries by bytes, and stay far below the 256 KB of SNS', () => {
    const large = entries(12).map((entry) => ({ ...entry, explanation: 'é'.repeat(4000) }));
    const messages = messagesOf(digestOfEntries(large, FRAME));
    expect(messages.length).toBeGreaterThan(1);
    for (const { json, text } of messages)
      expect(Buffer.byteLength(JSON.stringify({ default: json, email: text, lambda: json }))).toBeLessThan(262_144);
  });

  it('have a subject of at most 99 ASCII characters', () => {
    const [message] = messagesOf({ ...digestOfEntries(entries(20), FRAME), region: 'ap-southeast-3'.repeat(10) });
    expect(message?.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});

describe('Slack', () => {
  it('gets at most 50 blocks of at most 3,000 characters', () => {
    const [message] = messagesOf(
      digestOfEntries(
        entries(20).map((entry) => ({ ...entry, cautions: ['x'.repeat(9000)] })),
        FRAME,
      ),
    );
    for (const { json } of message === undefined ? [] : [message]) {
      const { blocks } = slackMessageFor('subject', json);
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(blocks).match(/x{3001}/)).toBeNull();
    }
  });

  it('shows what tags and names hold as text, never as markup', () => {
    const { blocks } = slackMessageOf(
      digestOfEntries([{ ...anOrphan(), explanation: '<!channel> & <http://evil>' }], FRAME),
      's',
    );
    expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; &amp; &lt;http://evil&gt;');
    expect(JSON.stringify(blocks)).not.toContain('<!channel>');
  });

  it('shows an alarm by its name and reason', () => {
    const alarm = JSON.stringify({
      AlarmName: 'nlb-janitor: no sweep',
      NewStateValue: 'ALARM',
      NewStateReason: 'no data',
    });
    expect(slackMessageFor('ALARM: "x"', alarm)).toMatchObject({ text: 'Alarm nlb-janitor: no sweep: ALARM' });
  });

  it.each([
    'plain words',
    '',
    '{"version":1,"region":"eu-west-3","entries":[{"kind":"of next year"}]}',
    '{"version":2}',
    '[1]',
    'null',
  ])('shows anything else as it is: %s', (body) => {
    const message = slackMessageFor('A subject', body);
    expect(message.text).toBe('A subject');
    expect(message.blocks.length).toBeGreaterThan(0);
  });
});

describe('answers', () => {
  it('open the console of the right partition', () => {
    expect(consoleUrl('arn', 'eu-west-3')).toMatch(/^https:\/\/eu-west-3\.console\.aws\.amazon\.com\//);
    expect(consoleUrl('arn', 'cn-north-1')).toMatch(/^https:\/\/console\.amazonaws\.cn\//);
    expect(consoleUrl('arn', 'us-gov-west-1')).toMatch(/^https:\/\/console\.amazonaws-us-gov\.com\//);
  });
  it('flip the tags of the contract', () => {
    const { approve, reject, keep } = answersFor('ARN', 'eu-west-3');
    expect([approve[1], reject[1], keep[1]].map((command) => command?.split('--tags ')[1])).toEqual([
      'Key=nlb-janitor/approval,Value=approved',
      'Key=nlb-janitor/approval,Value=rejected',
      'Key=nlb-janitor/keep,Value=true',
    ]);
  });
});
