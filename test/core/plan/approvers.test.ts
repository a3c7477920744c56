/** Whose approval counts, by ARN. */
import { isApprover } from '../../../lambda/core/plan/approvers.ts';
import type { Principal } from '../../../lambda/model/answer.ts';

const ROLE = 'arn:aws:iam::123456789012:role/platform-ops';
const SESSION = 'arn:aws:sts::123456789012:assumed-role/platform-ops/ada';

const BY = { arn: SESSION, issuerArn: ROLE, isJanitor: false };
const counts = (pattern: string, by: Principal = BY): boolean => isApprover(by, [pattern]);

test.each([
  ROLE,
  SESSION,
  'arn:aws:iam::123456789012:role/platform-*',
  'arn:aws:iam::*:role/*-ops',
  'arn:aws:sts::123456789012:assumed-role/platform-ops/*',
])('%s names the session', (pattern) => {
  expect(counts(pattern)).toBe(true);
});

test.each([
  ['the beginning of the name alone', 'arn:aws:iam::123456789012:role/platform'],
  ['its end alone', 'role/platform-ops'],
  ['another account', 'arn:aws:iam::999999999999:role/platform-ops'],
  ['another role', 'arn:aws:iam::123456789012:role/interns'],
  ['a path that the role does not have', 'arn:aws:iam::123456789012:role/*/platform-ops'],
  // Whoever opens a session chooses its name.
  [
    'a session by its name, where the role has a wildcard that cannot cross the slash',
    'arn:aws:sts::123456789012:assumed-role/*ada',
  ],
  ['a dot that is any sign', 'arn:aws:iam::123456789012:role/platform.ops'],
])('%s is somebody else: %s', (_, pattern) => {
  expect(counts(pattern)).toBe(false);
});

test('a user has no role', () => {
  const user = { arn: 'arn:aws:iam::123456789012:user/ada', issuerArn: undefined, isJanitor: false };
  expect(counts('arn:aws:iam::123456789012:user/a*', user)).toBe(true);
  expect(counts(ROLE, user)).toBe(false);
});

test('one of several suffices, and none of none', () => {
  expect(isApprover(BY, ['arn:aws:iam::123456789012:role/other', ROLE])).toBe(true);
  expect(isApprover(BY, [])).toBe(false);
});
