/**
 * The vetoes that win over every table: keep, rejection, a tool that reconciles, and age, each beside a twin that it lets
 * through.
 */
import { vetoOn } from '../../../lambda/core/judge/gates.ts';
import type { InUse, LeaveAlone, OrphanFinding, Unknown } from '../../../lambda/model/verdict.ts';
import {
  aLoadBalancer,
  facts,
  inTreeTags,
  inWords,
  NOW,
  SETTINGS,
  tagsFrom,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../../support/builders.ts';

type Finding = OrphanFinding | InUse | Unknown | LeaveAlone;

const on = (part: FactsPart) => verdictOn(facts(part));
const tagged = (key: string, value: string): FactsPart => ({ tagged: inTreeTags({ [key]: value }) });
const made = (createdAt: string): FactsPart => ({ loadBalancer: aLoadBalancer({ createdAt: new Date(createdAt) }) });

it('lets the plain default through, so that every test below differs by one fact', () => {
  expect(inWords(on({}))).toBe('orphan: service-gone');
});

it.each<[string, string, FactsPart]>([
  ['kept', 'the keep tag has any value', tagged('nlb-janitor/keep', 'yes, Anna said so')],
  ['kept', 'the keep tag is empty', tagged('nlb-janitor/keep', '')],
  ['kept', 'the keep tag is until this very day', tagged('nlb-janitor/keep', 'until=2026-03-01')],
  ['rejected', 'a person said no', tagged('nlb-janitor/approval', 'rejected')],
  ['rejected', 'a person said no in capitals', tagged('nlb-janitor/approval', 'REJECTED')],
  ['infrastructure-as-code', 'a stack is named', tagged('aws:cloudformation:stack-name', 'edge')],
  ['infrastructure-as-code', 'the id of a stack is named', tagged('aws:cloudformation:stack-id', 'arn:…')],
  ['infrastructure-as-code', 'the name of a resource is named', tagged('aws:cloudformation:logical-id', 'Edge')],
  ['infrastructure-as-code', 'Crossplane names a kind', tagged('crossplane-kind', 'nlb.elbv2.aws.upbound.io')],
  ['infrastructure-as-code', 'Crossplane names a resource', tagged('crossplane-name', 'edge-x7k2p')],
  ['infrastructure-as-code', 'ACK names its version', tagged('services.k8s.aws/controller-version', 'elbv2-1.0.3')],
  ['infrastructure-as-code', 'ACK names a namespace', tagged('services.k8s.aws/namespace', 'infra')],
  ['infrastructure-as-code', 'the EKS capability ACK names itself', tagged('eks:eks-capability-arn', 'arn:…')],
  ['infrastructure-as-code', 'the EKS capability ACK names a kind', tagged('eks:kubernetes-api-group', 'elbv2')],
  ['too-young', 'it is a second younger than the minimum age', made('2026-02-28T10:05:01Z')],
])('leaves alone (%s) although otherwise an orphan: %s', (reason, _why, part) => {
  const verdict = on(part);
  expect(inWords(verdict)).toBe(`leave-alone: ${reason}`);
  expect(verdict).toMatchObject({ otherwise: 'service-gone' });
  expect(verdict.explanation).toContain('Otherwise an orphan: its Service is gone (service-gone).');
});

it.each<[string, FactsPart]>([
  ['the keep tag has lapsed', tagged('nlb-janitor/keep', 'until=2026-02-28')],
  ['a key only looks like the keep tag', tagged('keep', 'true')],
  ['the approval is pending', tagged('nlb-janitor/approval', 'pending')],
  ['the approval is given', tagged('nlb-janitor/approval', 'approved')],
  ['the approval is a word that nobody knows', tagged('nlb-janitor/approval', 'no')],
  ['AWS set a tag that is not of CloudFormation', tagged('aws:autoscaling:groupName', 'workers')],
  ['a person named a stack', tagged('cloudformation:stack-name', 'edge')],
  ['a person names Crossplane', tagged('managed-by', 'crossplane')],
  ['a key only begins like one of Crossplane', tagged('crossplane', 'yes')],
  ['a key only looks like one of ACK', tagged('services.k8s.io/namespace', 'infra')],
  ['it is exactly of the minimum age', made('2026-02-28T10:05:00Z')],
])('lets an orphan through when %s', (_, part) => {
  expect(inWords(on(part))).toBe('orphan: service-gone');
});

it('names the tag of CloudFormation that it found, and the stack before any other', () => {
  expect(on(tagged('aws:cloudformation:logical-id', 'Edge')).explanation).toContain('(aws:cloudformation:logical-id)');
  const both = inTreeTags({ 'aws:cloudformation:logical-id': 'Edge', 'aws:cloudformation:stack-name': 'network' });
  expect(on({ tagged: both }).explanation).toContain('(network)');
});

it('names the tool that owns it', () => {
  expect(on(tagged('crossplane-name', 'edge-x7k2p')).explanation).toContain('Crossplane owns it (edge-x7k2p)');
  expect(on(tagged('services.k8s.aws/namespace', 'infra')).explanation).toContain(
    'ACK owns it (services.k8s.aws/namespace); delete it there.',
  );
});

it('says until when it is kept', () => {
  expect(on(tagged('nlb-janitor/keep', 'until=2026-03-01')).explanation).toContain('kept through 2026-03-01.');
  expect(on(tagged('nlb-janitor/keep', 'true')).explanation).toContain('kept forever.');
});

it('looks at the keep tag before anything else, also where the cluster cannot be read', () => {
  const verdict = on({ cluster: unreadable('no answer'), ...tagged('nlb-janitor/keep', 'x') });
  expect(inWords(verdict)).toBe('leave-alone: kept');
  expect(verdict).toMatchObject({ otherwise: undefined });
});

const GROUNDS = { explanation: 'Because.', evidence: ['what was seen'] };
const FINDINGS: Readonly<Record<string, Finding>> = {
  'an orphan': {
    ...GROUNDS,
    is: 'orphan',
    reason: 'superseded',
    cautions: [],
    cluster: undefined,
    serviceUid: undefined,
    successor: undefined,
    targetGroupArns: [],
  },
  'one in use': { ...GROUNDS, is: 'in-use', reason: 'serves-service' },
  'an unknown one': { ...GROUNDS, is: 'unknown', reason: 'cluster-unreachable' },
  'a protected one': { ...GROUNDS, is: 'leave-alone', reason: 'deletion-protected', otherwise: 'cluster-gone' },
  'one of nobody': { ...GROUNDS, is: 'leave-alone', reason: 'not-kubernetes', otherwise: undefined },
};
const OLD = aLoadBalancer();
const YOUNG = aLoadBalancer({ createdAt: new Date('2026-03-01T10:00:00Z') });

function veto(finding: string, tags: Record<string, string>, loadBalancer = OLD, now = NOW): LeaveAlone | undefined {
  const found = FINDINGS[finding];
  if (found === undefined) throw new Error(`no finding ${finding}`);
  return vetoOn(found, loadBalancer, tagsFrom(tags), now, SETTINGS);
}

// Only the last gate, the age, adds nothing to what nobody would ever judge.
it.each([
  ['an orphan', 'superseded', 'too-young'],
  ['one in use', undefined, 'too-young'],
  ['an unknown one', undefined, 'too-young'],
  ['a protected one', 'cluster-gone', 'too-young'],
  ['one of nobody', undefined, undefined],
])('vetoes whatever the tables say: %s, otherwise %s, by its age %s', (finding, otherwise, byAge) => {
  const keep = { 'nlb-janitor/keep': 'true' };
  const no = { 'nlb-janitor/approval': 'rejected' };
  const stack = { 'aws:cloudformation:stack-id': 'arn:…' };
  expect(veto(finding, { ...keep, ...no, ...stack }, YOUNG)).toMatchObject({ reason: 'kept', otherwise });
  expect(veto(finding, { ...no, ...stack }, YOUNG)).toMatchObject({ reason: 'rejected', otherwise });
  expect(veto(finding, stack, YOUNG)).toMatchObject({ reason: 'infrastructure-as-code', otherwise });
  expect(veto(finding, {}, YOUNG)?.reason).toBe(byAge);
  expect(veto(finding, {}, OLD)).toBeUndefined();
});

it('leaves alone an NLB without a creation time, whatever the table said', () => {
  expect(inWords(on({ loadBalancer: aLoadBalancer({ createdAt: new Date(Number.NaN) }) }))).toBe(
    'leave-alone: too-young',
  );
  expect(veto('an orphan', {}, aLoadBalancer({ createdAt: new Date(Number.NaN) }))?.reason).toBe('too-young');
  expect(veto('an orphan', {}, OLD)).toBeUndefined();
});

it('keeps when the clock is unreadable', () => {
  expect(veto('an orphan', {}, OLD, new Date(Number.NaN))?.reason).toBe('too-young');
  expect(veto('an orphan', {}, OLD, NOW)).toBeUndefined();
});

it('puts its reason before the evidence that the tables gave', () => {
  expect(veto('an orphan', { 'nlb-janitor/approval': 'rejected' })?.evidence).toEqual([
    'rejected: Tag nlb-janitor/approval is "rejected": a person said no.',
    'what was seen',
  ]);
});
