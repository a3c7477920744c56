/** The mark on what goes with an NLB: it names that NLB and no other, in what a tag may hold. */
import { companionMark } from '../../../../lambda/core/plan/companions/mark.ts';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/abc/50dc';

it('is the name and the id of the NLB', () => {
  expect(companionMark(ARN)).toBe('abc/50dc');
});

it.each([
  ['made again under its name', ARN.replace('50dc', '50dd')],
  ['of another name', ARN.replace('abc', 'abd')],
])('is another one for an NLB %s', (_, other) => {
  expect(companionMark(other)).not.toBe(companionMark(ARN));
});

it('fits into a tag, whatever the NLB is called', () => {
  const longest = companionMark(
    `arn:aws:elasticloadbalancing:eu-west-3:1:loadbalancer/net/${'a'.repeat(32)}/${'0'.repeat(16)}`,
  );
  expect(longest).toMatch(/^[a-z0-9/]{1,256}$/);
});
