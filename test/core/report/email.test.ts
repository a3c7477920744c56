/** The e-mail: a subject that SNS takes, and every line that a person needs in order to answer. */
import { subjectOf, textOf } from '../../../lambda/core/report/email.ts';
import type { Digest, Entry } from '../../../lambda/core/report/entries.ts';
import { DELETED, digestOf, FAILED, LEFT_BEHIND, orphanEntryOf, REFUSED, RELEASED } from '../../support/digests.ts';

const ONLY = { number: 1, of: 1 };
const ARN = orphanEntryOf().arn;
const ADD_TAG = `aws elbv2 add-tags --region eu-west-3 --resource-arns ${ARN} --tags`;

describe('the subject', () => {
  it.each<[string, readonly Entry[], Partial<Digest>, string]>([
    ['asks for approval', [orphanEntryOf()], {}, '1 to approve'],
    ['says what will happen by itself', [orphanEntryOf()], { approval: 'automatic' }, '1 quarantined'],
    ['says what never happens', [orphanEntryOf()], { mode: 'quarantine' }, '1 quarantined'],
    [
      'counts everything',
      [orphanEntryOf(), orphanEntryOf(), DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED],
      {},
      '2 to approve, 1 deleted, leftovers, 1 released, 1 failed, some refused',
    ],
  ])('%s', (_, entries, part, words) => {
    expect(subjectOf(digestOf(entries, part), ONLY)).toBe(`nlb-janitor eu-west-3: ${words}`);
  });

  it('says which message of how many it is', () => {
    expect(subjectOf(digestOf([DELETED]), { number: 2, of: 3 })).toBe('nlb-janitor eu-west-3: 1 deleted (2 of 3)');
  });

  it('is at most 99 characters of ASCII on one line', () => {
    const entries = [DELETED, LEFT_BEHIND, RELEASED, FAILED, orphanEntryOf()].flatMap((entry) =>
      Array.from({ length: 1000 }, () => entry),
    );
    const subject = subjectOf(digestOf([...entries, REFUSED], { region: 'ap-southeast-1' }), { number: 100, of: 200 });
    expect(subject.length).toBeLessThanOrEqual(99);
    expect(subject).toMatch(/^[ -~]+$/);
  });
});

describe('the text', () => {
  it('gives each answer as a command to copy, and the page in the console', () => {
    const text = textOf(digestOf([orphanEntryOf()]));
    for (const line of [
      'Account 123456789012, eu-west-3, 2026-03-02 09:00 UTC',
      '1 LOAD BALANCER LOOKS ORPHANED. Nothing is deleted unless you approve it.',
      'Service:  payments/api in cluster prod (in-tree)',
      'Why:      service-gone: Service payments/api is not in cluster prod.',
      'Cost:     about USD 23.73 a month',
      'Deadline: earliest deletion 2026-03-09 09:00 UTC, once approved; without an answer never',
      'Goes too: target group k8s-payments-api-1',
      `Approve:  ${ADD_TAG} Key=nlb-janitor/approval,Value=approved`,
      `Reject:   ${ADD_TAG} Key=nlb-janitor/approval,Value=rejected`,
      `Keep:     ${ADD_TAG} Key=nlb-janitor/keep,Value=true`,
      `Console:  https://eu-west-3.console.aws.amazon.com/ec2/home?region=eu-west-3#LoadBalancer:loadBalancerArn=${ARN};tab=tags`,
    ]) {
      expect(text).toContain(line);
    }
  });

  it('offers no approval and no deadline in a mode that never deletes', () => {
    const text = textOf(digestOf([orphanEntryOf({ deadline: null })], { mode: 'quarantine' }));
    expect(text).toContain('Mode "quarantine": nothing is deleted.');
    expect(text).not.toMatch(/Approve:|Deadline:/);
    expect(text).toContain('Reject:');
  });

  it.each([
    [[], 'Deadline: deleted after 2026-03-09 09:00 UTC\n'],
    [
      ['its targets are healthy'],
      'Deadline: deleted after 2026-03-09 09:00 UTC, but only if approved, because of the caution\n',
    ],
  ])('says what happens by itself, with the cautions %j', (cautions, line) => {
    const text = textOf(digestOf([orphanEntryOf({ cautions })], { approval: 'automatic' }));
    expect(text).toContain('Each is deleted at its deadline, after a reminder, unless you reject or keep it.');
    expect(text).toContain(line);
    for (const caution of cautions) expect(text).toContain(`Caution:  ${caution}`);
  });

  it('says what stays, what goes, and why a window starts again', () => {
    const text = textOf(
      digestOf([
        orphanEntryOf({
          goesWithIt: [],
          stays: [{ name: 'byo', why: 'not its own' }],
          restartedBecause: 'the reason changed',
        }),
      ]),
    );
    expect(text).toContain('Goes too: nothing else');
    expect(text).toContain('Stays:    target group byo: not its own');
    expect(text).toContain('Again:    the window starts again: the reason changed');
  });

  it('tells of deletes, releases, failures and refusals', () => {
    const text = textOf(digestOf([DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED]));
    for (const line of [
      'DELETED: 1 load balancer',
      'When:     2026-03-09 10:00 UTC',
      'Group:    first: deleted',
      'Group:    second: left, another load balancer uses it',
      `Snapshot: ${DELETED.snapshot}`,
      'LEFT BEHIND: delete these target groups by hand if nobody uses them',
      `* ${LEFT_BEHIND.name}, deleted 2026-03-02 10:00 UTC`,
      'Group:    third: given up after 7 days: cluster edge was not read',
      'ARN:      arn:tg',
      'RELEASED: 1 load balancer in use or left alone again',
      'Now:      serves-service: It serves payments/api.',
      'NOT DELETED: AWS refused',
      'Why:      ResourceInUse',
      'REFUSED',
      '12 automatic deletes are due',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('leaves out what it has nothing to say about', () => {
    expect(textOf(digestOf([RELEASED]))).not.toMatch(/ORPHANED|DELETED|BEHIND|REFUSED/);
  });

  it('does not stumble over what nobody knows', () => {
    const text = textOf(digestOf([orphanEntryOf({ service: null, cluster: null, controller: null, since: 'never' })]));
    expect(text).toContain('Service:  unknown in cluster unknown (unknown)');
    expect(text).toContain('Since:    an unknown time');
  });
});

it.each([
  [false, 'When:     2026-03-09 10:00 UTC'],
  [true, 'When:     is gone; the janitor began to delete it at 2026-03-09 10:00 UTC and heard no answer'],
])('says when it was deleted, or that nobody saw it: %s', (isFoundGone, line) => {
  expect(textOf(digestOf([{ ...DELETED, isFoundGone }])).split('\n')).toContain(`  ${line}`);
});
