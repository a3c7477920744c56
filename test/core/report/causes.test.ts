/** Unknown load balancers by cause: each cause once, and none of them lost. */
import { causesOf } from '../../../lambda/core/report/causes.ts';
import type { ScanReport } from '../../../lambda/core/report/scan.ts';
import { aLoadBalancer, arnOf, aView, unreadable, type FactsPart } from '../../support/builders.ts';
import { aScan, together } from '../../support/scans.ts';

const named = (name: string) => aLoadBalancer({ name, arn: arnOf(name) });
const LOST: FactsPart = { view: aView('prod', { services: { ...unreadable('cluster prod: no answer'), seen: [] } }) };
const A = named(`a${'0'.repeat(31)}`);
const B = named(`a${'1'.repeat(31)}`);

function causes(...scans: readonly ScanReport[]) {
  const { ofUnknown, others } = causesOf(together(...scans));
  return {
    ofUnknown: ofUnknown.map(({ why, keeps }) => [why, keeps.map(({ loadBalancer }) => loadBalancer.name)]),
    others,
  };
}

it('are none where nothing is unknown', () => {
  expect(causes(aScan())).toEqual({ ofUnknown: [], others: [] });
});

it('join those that one cluster keeps', () => {
  expect(causes(aScan({ ...LOST, loadBalancer: A }), aScan({ ...LOST, loadBalancer: B }))).toEqual({
    ofUnknown: [['Cluster prod: no answer.', [A.name, B.name]]],
    others: [],
  });
});

it('keep those apart that something else keeps', () => {
  const absent = aScan({ loadBalancer: B, cluster: 'absent', view: undefined });
  const { ofUnknown, others } = causes(aScan({ ...LOST, loadBalancer: A }), absent);
  expect(ofUnknown).toEqual([
    ['Cluster prod: no answer.', [A.name]],
    [expect.stringContaining('prod'), [B.name]],
  ]);
  expect(others).toEqual([]);
});

it('join sources that failed with the same words, whatever order they come in', () => {
  const denied = unreadable('elasticloadbalancing DescribeTags: AccessDenied', 'denied');
  const scans = [A, B].map((loadBalancer) => aScan({ loadBalancer, tags: new Map([[loadBalancer.arn, denied]]) }));
  expect(causes(...scans)).toEqual({
    ofUnknown: [
      [`Tags of ${A.name} and tags of ${B.name}: elasticloadbalancing DescribeTags: AccessDenied.`, [A.name, B.name]],
    ],
    others: [],
  });
});

it('tell apart what keeps none', () => {
  const deletions = { ...unreadable('cloudtrail LookupEvents: AccessDenied', 'denied'), seen: [] };
  expect(causes(aScan({ deletions }))).toEqual({
    ofUnknown: [],
    others: ['CloudTrail: cloudtrail LookupEvents: AccessDenied.'],
  });
});
