/** From news to what people are told of it; the JSON form is a contract with programs. */
import { digestOf, worthTelling } from '../../../lambda/core/report/digest.ts';
import { entryOf } from '../../../lambda/core/report/news-entries.ts';
import type { News } from '../../../lambda/model/outcome.ts';
import { aLoadBalancer, facts, inTreeTags, verdictOn } from '../../support/builders.ts';
import { FRAME } from '../../support/digests.ts';
import { aCandidate, aMadeDeletion, aRefusal } from '../../support/news.ts';

const { arn, name } = aLoadBalancer();
const QUARANTINED: News = { is: 'quarantined', candidate: aCandidate(), restartedBecause: undefined };
const KEPT = verdictOn(facts({ tagged: inTreeTags({ 'nlb-janitor/keep': 'true' }) }));

it('says everything about an orphan that a person needs to answer', () => {
  expect(entryOf(QUARANTINED, FRAME)).toEqual({
    kind: 'orphan',
    arn,
    name,
    controller: 'in-tree',
    cluster: 'prod',
    service: 'payments/api',
    reason: 'service-gone',
    owners: [],
    explanation: expect.any(String) as string,
    evidence: aCandidate().orphan.evidence,
    cautions: [],
    dnsName: aLoadBalancer().dnsName,
    monthlyCostUsd: expect.any(Number) as number,
    since: '2026-03-02T09:00:00Z',
    deadline: '2026-03-09T09:00:00Z',
    goesWithIt: ['k8s-payments-api-b244acfeb0'],
    stays: [],
    restartedBecause: null,
  });
});

it('has no deadline in a mode that never deletes', () => {
  const frame = { ...FRAME, mode: 'quarantine' } as const;
  expect(entryOf({ ...QUARANTINED, restartedBecause: 'why' }, frame)).toMatchObject({
    deadline: null,
    restartedBecause: 'why',
  });
});

it.each<[News, string]>([
  [QUARANTINED, 'orphan'],
  [{ is: 'released', verdict: KEPT }, 'released'],
  [{ is: 'deleted', record: aMadeDeletion() }, 'deleted'],
  [{ is: 'left-behind', record: aMadeDeletion(), targetGroups: [] }, 'left-behind'],
  [aRefusal(), 'failed'],
  [{ is: 'breaker-refused', why: 'x' }, 'refused'],
])('makes an entry of %j', (news, kind) => {
  expect(entryOf(news, FRAME).kind).toBe(kind);
});

it('writes what is unknown as null, so that programs find every field', () => {
  const record = aMadeDeletion({
    service: undefined,
    cluster: undefined,
    deletedAt: new Date('2026-03-09T10:00:00.900Z'),
    companions: [{ arn: 'tg', name: 'group', did: 'pending', why: undefined }],
  });
  expect(entryOf({ is: 'deleted', record }, FRAME)).toEqual({
    kind: 'deleted',
    isFoundGone: false,
    arn,
    name,
    cluster: null,
    service: null,
    reason: 'service-gone',
    deletedAt: '2026-03-09T10:00:00Z',
    monthlyCostUsd: 23.73,
    approvedBy: null,
    by: null,
    remindedAt: null,
    owners: [{ tag: 'team', value: 'payments-team' }],
    bucket: 'snapshots',
    snapshot: record.snapshotKey,
    targetGroups: [{ name: 'group', did: 'pending', why: null }],
  });
});

it('names what was left behind with its ARN, and nothing else of the NLB', () => {
  const group = { arn: 'tg', name: 'group', did: 'left', why: 'given up' } as const;
  const record = aMadeDeletion({ companions: [{ ...group, arn: 'other', why: 'told before' }, group] });
  expect(entryOf({ is: 'left-behind', record, targetGroups: [group] }, FRAME)).toEqual({
    kind: 'left-behind',
    arn,
    name,
    cluster: 'prod',
    service: 'payments/api',
    reason: 'service-gone',
    deletedAt: '2026-03-09T10:00:00Z',
    owners: [{ tag: 'team', value: 'payments-team' }],
    monthlyCostUsd: 23.73,
    bucket: 'snapshots',
    snapshot: record.snapshotKey,
    targetGroups: [{ arn: 'tg', name: 'group', why: 'given up' }],
  });
});

it('frames the entries with their place and their rules', () => {
  expect(JSON.parse(JSON.stringify(digestOf([], FRAME)))).toEqual({
    version: 1,
    account: '123456789012',
    accountName: 'prod-account',
    helpUrl: null,
    pageUrl: 'https://eu-west-3.console.aws.amazon.com/s3/object/snapshots?region=eu-west-3&prefix=report/latest.html',
    region: 'eu-west-3',
    at: '2026-03-02T09:00:00Z',
    mode: 'delete',
    approval: 'required',
    reminderHours: null,
    entries: [],
  });
});

it('tells of a breaker that refused only beside other news: alone its alarm does', () => {
  const refused: News = { is: 'breaker-refused', why: 'too many' };
  expect(worthTelling([refused])).toEqual([]);
  expect(worthTelling([refused, QUARANTINED])).toEqual([refused, QUARANTINED]);
});

it('says whose an NLB is by the tags that the settings name, in their order, and by no other', () => {
  const tagged = inTreeTags({ owner: 'anna', team: 'payments-team', stage: '' });
  const candidate = aCandidate(facts({ tagged }));
  const owners = (ownerTagKeys: readonly string[]) =>
    entryOf({ is: 'quarantined', candidate, restartedBecause: undefined }, { ...FRAME, ownerTagKeys });
  expect(owners(['team', 'owner', 'stage', 'none'])).toMatchObject({
    owners: [
      { tag: 'team', value: 'payments-team' },
      { tag: 'owner', value: 'anna' },
    ],
  });
  expect(owners([])).toMatchObject({ owners: [] });
});

it('says when a reminder comes where one does', () => {
  const hours = (part: Partial<typeof FRAME>) => digestOf([], { ...FRAME, ...part }).reminderHours;
  expect(hours({ approval: 'automatic' })).toBe(24);
  expect(hours({ approval: 'automatic', mode: 'quarantine' })).toBeNull();
  expect(hours({ approval: 'required' })).toBeNull();
});

it('says of a delete by whose leave it was, and when people were reminded', () => {
  const record = aMadeDeletion({ by: 'automatic', remindedAt: new Date('2026-03-08T10:00:00Z') });
  expect(entryOf({ is: 'deleted', record }, FRAME)).toMatchObject({
    by: 'automatic',
    remindedAt: '2026-03-08T10:00:00Z',
    approvedBy: null,
  });
});
