/** Which load balancers may have taken over from an NLB, by name: what a run about a few NLBs reads besides them. */
import { namesIn, successorNames } from '../../../lambda/core/judge/successor-names.ts';
import { aService, controllerTags, facts, OTHER_UID, withServices } from '../../support/builders.ts';

it.each([
  ['k8s-a-b-0123456789-50dc6c495c0c9188.elb.eu-west-3.amazonaws.com', ['k8s-a-b-0123456789']],
  ['eu-west-3a.k8s-a-b-0123456789-50dc6c495c0c9188.elb.eu-west-3.amazonaws.com', ['k8s-a-b-0123456789']],
  ['us-west-2-lax-1a.next-50dc6c495c0c9188.ELB.us-west-2.amazonaws.com.', ['next']],
  ['Web-1234567890.eu-west-3.elb.amazonaws.com.', ['Web']],
  ['internal-web-1234567890.eu-west-3.elb.amazonaws.com', ['internal-web', 'web']],
  ['dualstack.web-1234567890.eu-west-3.elb.amazonaws.com', ['web']],
  ['api.example.com', []],
  ['10.0.0.1', []],
  ['', []],
  [`${'a'.repeat(33)}-50dc6c495c0c9188.elb`, []],
])('%s → %j', (hostname, names) => {
  expect(namesIn(hostname)).toEqual(names);
});

const hostnames = ['next-50dc6c495c0c9188.elb.eu-west-3.amazonaws.com'];

it('are those that its Service shows, by UID or by name, in either dialect', () => {
  expect(successorNames(facts({ view: withServices(aService({ hostnames })) }))).toEqual(['next']);
  expect(successorNames(facts({ view: withServices(aService({ uid: OTHER_UID, hostnames })) }))).toEqual(['next']);
  const stack = { tagged: controllerTags(), view: withServices(aService({ uid: OTHER_UID, hostnames })) };
  expect(successorNames(facts(stack))).toEqual(['next']);
});

it('are none of another Service, of none, or of nobody', () => {
  const other = aService({ uid: OTHER_UID, name: 'other', hostnames });
  expect(successorNames(facts({ view: withServices(other) }))).toEqual([]);
  expect(successorNames(facts())).toEqual([]);
  expect(successorNames(facts({ tagged: { team: 'x' }, view: withServices(aService({ hostnames })) }))).toEqual([]);
});
