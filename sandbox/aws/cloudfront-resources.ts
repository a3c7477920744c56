/** What the account has in CloudFront, as far as origins go: distributions and VPC origins. */

export interface DistributionSpec {
  readonly aliases?: readonly string[];
  /** Unless told, true. */
  readonly enabled?: boolean;
  /** Reached only through its tenants, whose parameters stand in the origins' names. */
  readonly isMultiTenant?: boolean;
  readonly origins: readonly OriginSpec[];
}

interface OriginSpec {
  /** Unless told, the domain name. */
  readonly id?: string;
  readonly domainName: string;
  readonly vpcOriginId?: string;
  /** Whose the VPC origin is, where another account shares it. */
  readonly vpcOriginOwner?: string;
}

interface VpcOriginSpec {
  readonly name: string;
  readonly endpointArn: string;
}

export type StoredDistribution = DistributionSpec & { readonly sequence: number; readonly id: string };
export type StoredVpcOrigin = VpcOriginSpec & { readonly sequence: number; readonly id: string };

export class CloudFrontResources {
  readonly distributions = new Map<string, StoredDistribution>();
  readonly vpcOrigins = new Map<string, StoredVpcOrigin>();
  /** As where CloudFront is offered without VPC origins. */
  lacksVpcOrigins = false;
  #sequence = 0;

  /** @returns its ID */
  addDistribution(spec: DistributionSpec): string {
    const sequence = this.#next();
    const id = `E${String(sequence).padStart(13, '0')}`;
    this.distributions.set(id, { ...spec, sequence, id });
    return id;
  }

  /** @returns its ID */
  addVpcOrigin(spec: VpcOriginSpec): string {
    const sequence = this.#next();
    const id = `vo_${String(sequence).padStart(22, '0')}`;
    this.vpcOrigins.set(id, { ...spec, sequence, id });
    return id;
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}
