/**
 * The load balancer that a test card is about, and which nobody has: a press of its button asks AWS to tag it, which AWS
 * refuses and CloudTrail records. Its ARN says for which channel the card was sent, and when. Pure.
 */
import type { Chat } from '../../model/chat.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Place } from '../place.ts';

/** Everything before the channel in the name: with eight digits behind it, within the 32 characters of a name. */
const NAME = 'nlb-janitor-test-';
/** What a rule can match (infra/rules.ts). */
export const TEST_NLBS = `arn:*:loadbalancer/net/${NAME}*`;
const CHANNEL_DIGITS = 8;
const INSTANT_DIGITS = 16;
const TEST_ARN =
  /^arn:aws:elasticloadbalancing:([a-z0-9-]+):(\d{12}):loadbalancer\/net\/nlb-janitor-test-([0-9a-f]{8})\/([0-9a-f]{16})$/;

interface TestCard {
  readonly channel: string;
  readonly sentAt: Date;
}

/** Other settings, another channel: a press in the old one says nothing of the new one. */
export function channelOf({ slack, teams, byHand }: Chat): string {
  const ids = [slack?.workspaceId, slack?.channelId, teams?.tenantId, teams?.teamId, teams?.channelId];
  return fingerprintOf(JSON.stringify([...ids, byHand === true])).slice(0, CHANNEL_DIGITS);
}

export function testArn({ channel, sentAt }: TestCard, { account, region }: Place): string {
  // AWS draws these digits by chance: none that names an instant of these years has been seen, or would have this name.
  const instant = sentAt.getTime().toString(16).padStart(INSTANT_DIGITS, '0');
  return `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/net/${NAME}${channel}/${instant}`;
}

/** Undefined for every other ARN, and for one of another account or region. */
export function testCardIn(arn: unknown, { account, region }: Place): TestCard | undefined {
  const [, ofRegion, ofAccount, channel, instant] = TEST_ARN.exec(typeof arn === 'string' ? arn : '') ?? [];
  if (channel === undefined || instant === undefined) return undefined;
  // SAFETY: there is another load balancer of that name in another place.
  if (ofRegion !== region || ofAccount !== account) return undefined;
  const sentAt = new Date(Number.parseInt(instant, 16));
  return Number.isNaN(sentAt.getTime()) ? undefined : { channel, sentAt };
}
