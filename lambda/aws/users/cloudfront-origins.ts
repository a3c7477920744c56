/**
 * From CloudFront's two lists to references: which origin of which distribution, or which VPC origin that none uses, points
 * at what. Makes no call.
 */
import type { DistributionSummary, Origin, VpcOriginSummary } from '@aws-sdk/client-cloudfront';

import type { Reference } from '../../model/users.ts';
import { IncompleteAnswerError } from '../errors.ts';
import { required } from '../reading.ts';
import type { Place } from './reader.ts';

interface VpcOrigin {
  readonly id: string;
  /** `payments (vo_1)` */
  readonly title: string;
  readonly endpointArn: string;
}

/**
 * @param vpcOrigins read after the distributions
 * @throws IncompleteAnswerError where an answer lacks what AWS always sends, or a distribution uses a VPC origin of this
 * account that is not in the list
 */
export function referencesIn(
  distributions: readonly DistributionSummary[],
  vpcOrigins: readonly VpcOriginSummary[],
  { account }: Pick<Place, 'account'>,
): readonly Reference[] {
  const byId = new Map(vpcOrigins.map(parseVpcOrigin).map((origin) => [origin.id, origin]));
  const used = new Set<string>();
  const references: Reference[] = [];
  for (const distribution of distributions) {
    const title = titleOf(distribution);
    for (const origin of required(distribution.Origins?.Items, `Origins for ${title}`)) {
      const who = `${title}, origin ${required(origin.Id, `Id for one origin of ${title}`)}`;
      const vpcOrigin = vpcOriginOf(origin, byId, account, who);
      if (vpcOrigin !== undefined) {
        used.add(vpcOrigin.id);
        references.push({ who: `${who} by VPC origin ${vpcOrigin.title}`, to: vpcOrigin.endpointArn });
      }
      const to = required(origin.DomainName, `DomainName for ${who}`);
      // The domain name of a VPC origin is mostly that of its endpoint, which must not count as two users.
      if (vpcOrigin === undefined || !isNameOf(to, vpcOrigin.endpointArn)) references.push({ who: who + note(to), to });
    }
  }
  for (const { id, title, endpointArn } of byId.values()) {
    // One that is used by none still refers: a distribution can take it at any time.
    if (!used.has(id))
      references.push({ who: `CloudFront VPC origin ${title} (used by no distribution)`, to: endpointArn });
  }
  return references;
}

function parseVpcOrigin({ Id, Name, OriginEndpointArn }: VpcOriginSummary): VpcOrigin {
  const id = required(Id, 'Id for one VPC origin');
  const endpointArn = required(OriginEndpointArn, `OriginEndpointArn for VPC origin ${id}`);
  return { id, title: Name === undefined ? id : `${Name} (${id})`, endpointArn };
}

/** Undefined for an origin that is none, and for one that another account shares, whose endpoint is that account's. */
function vpcOriginOf(
  { VpcOriginConfig: config }: Origin,
  byId: ReadonlyMap<string, VpcOrigin>,
  account: string,
  who: string,
): VpcOrigin | undefined {
  if (config === undefined) return undefined;
  const id = required(config.VpcOriginId, `VpcOriginId for ${who}`);
  const listed = byId.get(id);
  const isShared = config.OwnerAccountId !== undefined && config.OwnerAccountId !== account;
  // SAFETY: a VPC origin that is used and not listed may have any endpoint.
  if (listed === undefined && !isShared) {
    throw new IncompleteAnswerError(`the answer lacks VPC origin ${id}, which ${who} uses`);
  }
  return listed;
}

/** `CloudFront distribution E123 (www.example.com, disabled)` */
function titleOf({ Id, Aliases, DomainName, Enabled }: DistributionSummary): string {
  const id = required(Id, 'Id for one distribution');
  const notes = [Aliases?.Items?.[0] ?? DomainName, Enabled === false ? 'disabled' : undefined];
  const known = notes.filter((text) => text !== undefined && text !== '');
  return `CloudFront distribution ${id}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

function note(domainName: string): string {
  return domainName.includes('{{') ? ` (${domainName}, by a parameter of its tenants)` : '';
}

/** `[<zone>.]<name>-<id>.elb.<region>.…` is a DNS name of `…:loadbalancer/net/<name>/<id>` (ELB's NLB user guide, "DNS name"). */
function isNameOf(domainName: string, arn: string): boolean {
  const [, name, id] = /:loadbalancer\/net\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  return name !== undefined && `.${domainName}`.toLowerCase().includes(`.${name}-${id}.elb.`.toLowerCase());
}
