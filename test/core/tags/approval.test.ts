/** What is noted of an approval in tags, and read back. */
import {
  anonymousTags,
  approvedByTags,
  awaitedTags,
  chatUserIn,
  notedApproval,
} from '../../../lambda/core/tags/approval.ts';
import { wasTold } from '../../../lambda/core/tags/told.ts';

const AT = new Date('2026-03-03T10:00:00Z');
const NOW = new Date('2026-03-10T09:00:00Z');
const read = (tags: Readonly<Record<string, string>>) => notedApproval(new Map(Object.entries(tags)), NOW);

function by(arn: string, eventId = 'e-1') {
  return {
    eventId,
    at: AT,
    did: 'added',
    arns: [],
    tags: new Map(),
    by: { arn, issuerArn: undefined, isJanitor: false },
  } as const;
}

it('is read as it was written', () => {
  const arn = 'arn:aws:iam::123456789012:user/ada';
  expect(read(approvedByTags(by(arn)))).toEqual({ is: 'known', at: AT, by: arn, eventId: 'e-1' });
  expect(read(awaitedTags(AT))).toEqual({ is: 'awaited', at: AT });
  expect(read(anonymousTags(AT))).toEqual({ is: 'anonymous', at: AT });
  expect(read({})).toEqual({ is: 'absent' });
});

it('fits a tag, whatever a session is called', () => {
  const arn = `arn:aws:sts::123456789012:assumed-role/${'r'.repeat(300)}/chatbot-session-slack-U0123ABCD`;
  const written = approvedByTags(by(arn))['nlb-janitor/approved-by'] ?? '';
  expect(written).toHaveLength(256);
  expect(written).toMatch(/r slack U0123ABCD at 2026-03-03T10:00:00Z$/);
  expect(approvedByTags(by('arn/a,b=<c>'))['nlb-janitor/approved-by']).toBe('arn/a b= c at 2026-03-03T10:00:00Z');
});

it.each([
  ['an instant that is none', { 'nlb-janitor/approved-by': 'ada at noon', 'nlb-janitor/approval-event': 'e-1' }],
  ['no instant', { 'nlb-janitor/approved-by': 'ada', 'nlb-janitor/approval-event': 'e-1' }],
  ['nobody', { 'nlb-janitor/approval-event': 'e-1' }],
  [
    'an instant of the future',
    { 'nlb-janitor/approved-by': 'ada at 2026-03-10T09:00:01Z', 'nlb-janitor/approval-event': 'e-1' },
  ],
])('is nothing with %s', (_, tags) => {
  expect(read(tags)).toEqual({ is: 'absent' });
});

it.each([
  ['arn:aws:sts::1:assumed-role/channel/chatbot-session-slack-U0123ABCD', 'slack U0123ABCD'],
  ['arn:aws:sts::1:assumed-role/platform/ada', undefined],
  ['arn:aws:sts::1:assumed-role/platform/chatbot-session-slack-<!here>', undefined],
  // No session, so nobody of the chat.
  ['arn:aws:iam::1:user/chatbot-session-slack-U0123ABCD', undefined],
])('the chat user of %s is %s', (arn, user) => {
  expect(chatUserIn(arn)).toBe(user);
});

it('the last thing told is known by its kind, and by its day', () => {
  const tags = new Map([['nlb-janitor/told', 'waits-for-limit 2026-03-09']]);
  expect(wasTold(tags, 'waits-for-limit')).toBe(true);
  expect(wasTold(tags, 'waits-for-event')).toBe(false);
  expect(wasTold(tags, 'waits-for-limit', new Date('2026-03-09T23:00:00Z'))).toBe(true);
  expect(wasTold(tags, 'waits-for-limit', new Date('2026-03-10T00:00:00Z'))).toBe(false);
  expect(wasTold(new Map([['nlb-janitor/told', 'waits-for-limit']]), 'waits-for-limit')).toBe(false);
});
