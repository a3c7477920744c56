/** What `sweep` writes to `reap`, and what `reap` makes of it. */
import { someOf, type Scope } from '../../../lambda/core/scope.ts';
import { parseTrigger } from '../../../lambda/core/trigger/trigger.ts';
import { wakeMessage } from '../../../lambda/core/trigger/wake.ts';
import { arnOf } from '../../support/builders.ts';

const SELF = { account: '123456789012', region: 'eu-west-3', roleArns: [] };
const ARN = arnOf('a3f2504e04f8941d39a0c0305e82c330');
const read = (message: unknown) => parseTrigger(message, SELF);

it.each<[string, Scope]>([
  ['everything', { is: 'everything' }],
  ['some NLBs', someOf({ arns: [ARN, `${ARN}1`] })],
  ['a cluster', someOf({ clusters: ['prod'] })],
  ['nothing', someOf({})],
])('is read as it was written: %s', (_, scope) => {
  expect(read(JSON.parse(wakeMessage(scope, 'run-1')))).toMatchObject({ is: 'run', scope });
});

it('is another message for another run, though it says the same', () => {
  const scope = someOf({ arns: [ARN] });
  expect(wakeMessage(scope, 'run-1')).not.toBe(wakeMessage(scope, 'run-2'));
  expect(wakeMessage(scope, 'run-1')).toBe(wakeMessage(scope, 'run-1'));
});

it('carries no proof of a deleted cluster: that is for sweep', () => {
  const deletions = [{ cluster: 'prod', vpcId: undefined, madeAt: undefined, deletedAt: new Date(0), eventId: '1' }];
  expect(wakeMessage(someOf({ arns: [ARN], deletions }), 'run-1')).toBe(wakeMessage(someOf({ arns: [ARN] }), 'run-1'));
});

describe('does not become everything when its scope', () => {
  it.each<[string, unknown]>([
    ['is missing', undefined],
    ['is null', null],
    ['is another word', 'Everything'],
    ['is empty', {}],
    ['has no clusters', { arns: [ARN] }],
    ['has no ARNs', { clusters: ['prod'] }],
    ['has text for a list', { arns: ARN, clusters: [] }],
    ['names something else than an NLB', { arns: [ARN, ARN.replace('/net/', '/app/')], clusters: [] }],
    ['names no cluster by an empty word', { arns: [], clusters: [''] }],
  ])('%s', (_, scope) => {
    expect(read({ source: 'nlb-janitor.sweep', run: 'run-1', scope })).toMatchObject({ is: 'unreadable' });
  });
});
