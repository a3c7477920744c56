/** What the account keeps of API Gateway: VPC links of both versions, and APIs with their integrations and stages. */
import type { VpcLinkStatus } from '@aws-sdk/client-api-gateway';

export interface StoredVpcLink {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly targetArns: readonly string[];
  status: VpcLinkStatus;
}

/** Of version 2: it names subnets, and the integrations say the rest. */
export interface StoredVpcLinkV2 {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
}

export interface StageSpec {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What a canary of a REST API sets otherwise. */
  readonly canaryVariables?: Readonly<Record<string, string>>;
}

export interface IntegrationSpec {
  readonly connectionType?: 'INTERNET' | 'VPC_LINK';
  readonly connectionId?: string;
  readonly uri?: string;
  /** REST APIs only. */
  readonly target?: string;
}

export interface ApiSpec {
  readonly name: string;
  /** Of a REST API: one on a resource of its own each, beside a root without methods. */
  readonly integrations?: readonly IntegrationSpec[];
  readonly stages?: readonly StageSpec[];
}

export interface StoredApi extends Required<ApiSpec> {
  readonly sequence: number;
  readonly id: string;
  readonly kind: 'REST' | 'HTTP' | 'WEBSOCKET';
}

export class ApiGatewayResources {
  readonly vpcLinks = new Map<string, StoredVpcLink>();
  readonly vpcLinksV2 = new Map<string, StoredVpcLinkV2>();
  readonly apis = new Map<string, StoredApi>();

  #sequence = 0;

  /** Of version 1. @returns its id */
  addVpcLink(spec: {
    readonly name: string;
    readonly targetArns: readonly string[];
    readonly status?: VpcLinkStatus;
  }): string {
    const made = { ...this.#made(), status: 'AVAILABLE' as const, ...spec };
    this.vpcLinks.set(made.id, made);
    return made.id;
  }

  /** @returns its id */
  addVpcLinkV2({ name }: { readonly name: string }): string {
    const made = { ...this.#made(), name };
    this.vpcLinksV2.set(made.id, made);
    return made.id;
  }

  /** @returns its id */
  addRestApi(spec: ApiSpec): string {
    return this.#addApi('REST', spec);
  }

  /** @returns its id */
  addHttpApi(spec: ApiSpec): string {
    return this.#addApi('HTTP', spec);
  }

  /** @returns its id */
  addWebSocketApi(spec: ApiSpec): string {
    return this.#addApi('WEBSOCKET', spec);
  }

  /** Whether a VPC link of version 1 holds it, one that is being deleted as well. */
  holds(loadBalancerArn: string): boolean {
    return [...this.vpcLinks.values()].some(({ targetArns }) => targetArns.includes(loadBalancerArn));
  }

  #addApi(kind: StoredApi['kind'], { name, integrations = [], stages = [] }: ApiSpec): string {
    const made = { ...this.#made(), kind, name, integrations, stages };
    this.apis.set(made.id, made);
    return made.id;
  }

  /** Ids are letters and digits, as AWS's are. */
  #made(): { readonly sequence: number; readonly id: string } {
    this.#sequence += 1;
    return { sequence: this.#sequence, id: `a${String(this.#sequence).padStart(9, '0')}` };
  }
}
