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

describe('a button in the chat, pressed', () => {
  const pressed = (role: string): Principal => ({
    arn: `arn:aws:sts::123456789012:assumed-role/${role}/chatbot-session-slack-U0123ABCD`,
    issuerArn: `arn:aws:iam::123456789012:role/${role}`,
    isJanitor: false,
  });

  test.each([
    ['the role of the channel', 'arn:aws:iam::123456789012:role/nlb-janitor-chat', true],
    ['its sessions', 'arn:aws:sts::*:assumed-role/nlb-janitor-chat/chatbot-session-slack-*', true],
    ['one user', 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U0123ABCD', true],
    ['another user', 'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U9', false],
    [
      'one whose ID begins the same',
      'arn:aws:sts::123456789012:assumed-role/nlb-janitor-chat/chatbot-session-slack-U01',
      false,
    ],
    ['the functions', 'arn:aws:iam::123456789012:role/nlb-janitor-sweep-*', false],
  ])('is among those that are named by %s', (_what, pattern, isAmong) => {
    expect(counts(pattern, pressed('nlb-janitor-chat'))).toBe(isAmong);
  });

  test('counts by the role that the user chose, where it is another', () => {
    expect(counts('arn:aws:iam::123456789012:role/platform-*', pressed('platform-ops'))).toBe(true);
    expect(counts('arn:aws:iam::123456789012:role/nlb-janitor-chat', pressed('platform-ops'))).toBe(false);
  });
});
