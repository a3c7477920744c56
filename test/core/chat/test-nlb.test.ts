/** The load balancer that a test card is about: what its ARN says, and which ARN is none. */
import fc from 'fast-check';
import { channelOf, testArn, testCardIn } from '../../../lambda/core/chat/test-nlb.ts';
import type { Chat } from '../../../lambda/model/chat.ts';

const PLACE = { account: '123456789012', region: 'eu-west-3' };
const CARD = { channel: '0123abcd', sentAt: new Date('2026-03-01T10:00:00.123Z') };
const ARN = testArn(CARD, PLACE);

it('reads back for which channel a card was sent, and when', () => {
  const instants = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (sentAt) => {
      expect(testCardIn(testArn({ ...CARD, sentAt }, PLACE), PLACE)).toEqual({ ...CARD, sentAt });
    }),
  );
});

it('is named like a load balancer, with at most 32 characters', () => {
  expect(ARN).toMatch(
    /^arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer\/net\/[a-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  );
});

it.each([
  ['another account', ARN.replace('123456789012', '999999999999')],
  ['another region', ARN.replace('eu-west-3', 'eu-west-1')],
  ['another name', ARN.replace('nlb-janitor-test-', 'nlb-janitor-tests-')],
  ['an Application Load Balancer', ARN.replace('/net/', '/app/')],
  ['more behind it', `${ARN}/x`],
  ['no channel', ARN.replace('0123abcd', '')],
  ['an instant that is none', ARN.replace(/[0-9a-f]{16}$/, 'ffffffffffffffff')],
  ['no text', [ARN]],
])('%s is none', (_what, arn) => {
  expect(testCardIn(arn, PLACE)).toBeUndefined();
  expect(testCardIn(ARN, PLACE)).toBeDefined();
});

const SLACK: Chat = { slack: { workspaceId: 'T1', channelId: 'C1' } };
const TEAMS = { tenantId: 't', teamId: 'e', channelId: 'c' };

it('a channel is another one when any of its IDs is, and wherever its owner is the same', () => {
  const all: readonly Chat[] = [
    SLACK,
    { slack: { workspaceId: 'T2', channelId: 'C1' } },
    { slack: { workspaceId: 'T1', channelId: 'C2' } },
    { teams: TEAMS },
    { teams: { ...TEAMS, tenantId: 'x' } },
    { teams: { ...TEAMS, teamId: 'x' } },
    { teams: { ...TEAMS, channelId: 'x' } },
    { ...SLACK, teams: TEAMS },
    { byHand: true },
  ];
  expect(new Set(all.map(channelOf)).size).toBe(all.length);
  expect(channelOf({ ...SLACK, region: 'eu-west-1' })).toBe(channelOf(SLACK));
});
