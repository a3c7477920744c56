/** What the account has in Global Accelerator: standard accelerators down to their endpoints, cross-account attachments. */

export interface AcceleratorSpec {
  readonly name: string;
  /** Unless told, true. */
  readonly enabled?: boolean;
  readonly listeners?: readonly AcceleratorListenerSpec[];
}

interface AcceleratorListenerSpec {
  /** Each a range of its own; [443] by default. */
  readonly ports?: readonly number[];
  readonly endpointGroups?: readonly EndpointGroupSpec[];
}

interface EndpointGroupSpec {
  /** Unless told, the account's own. */
  readonly region?: string;
  /** ARNs of load balancers, instances or allocations of addresses. */
  readonly endpoints?: readonly string[];
}

export interface AttachmentSpec {
  readonly name: string;
  /** Accounts or ARNs of accelerators. */
  readonly principals?: readonly string[];
  /** ARNs, or ranges of addresses such as 203.0.113.0/24. */
  readonly resources: readonly string[];
}

interface Stored {
  readonly sequence: number;
  readonly arn: string;
}

export type StoredAccelerator = Stored & { readonly name: string; enabled: boolean };
export type StoredAcceleratorListener = Stored & { readonly acceleratorArn: string; readonly ports: readonly number[] };
export type StoredEndpointGroup = Stored & {
  readonly listenerArn: string;
  readonly region: string;
  endpoints: readonly string[];
};
export type StoredAttachment = Stored & AttachmentSpec;

interface Owner {
  readonly accountId: string;
  readonly region: string;
}

export class Accelerators {
  readonly accelerators = new Map<string, StoredAccelerator>();
  readonly listeners = new Map<string, StoredAcceleratorListener>();
  readonly endpointGroups = new Map<string, StoredEndpointGroup>();
  readonly attachments = new Map<string, StoredAttachment>();
  readonly #owner: Owner;
  #sequence = 0;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** @returns its ARN */
  addAccelerator({ name, enabled = true, listeners = [] }: AcceleratorSpec): string {
    const made = this.#stored(
      `arn:aws:globalaccelerator::${this.#owner.accountId}:accelerator/00000000-0000-0000-0000-`,
    );
    this.accelerators.set(made.arn, { ...made, name, enabled });
    for (const listener of listeners) this.#addListener(made.arn, listener);
    return made.arn;
  }

  /** @returns its ARN */
  addAttachment(spec: AttachmentSpec): string {
    const made = this.#stored(
      `arn:aws:globalaccelerator::${this.#owner.accountId}:attachment/00000000-0000-0000-0000-`,
    );
    this.attachments.set(made.arn, { ...made, ...spec });
    return made.arn;
  }

  #addListener(acceleratorArn: string, { ports = [443], endpointGroups = [] }: AcceleratorListenerSpec): void {
    const listener = this.#stored(`${acceleratorArn}/listener/`);
    this.listeners.set(listener.arn, { ...listener, acceleratorArn, ports });
    for (const { region = this.#owner.region, endpoints = [] } of endpointGroups) {
      const group = this.#stored(`${listener.arn}/endpoint-group/`);
      this.endpointGroups.set(group.arn, { ...group, listenerArn: listener.arn, region, endpoints });
    }
  }

  #stored(arnStart: string): Stored {
    this.#sequence += 1;
    return { sequence: this.#sequence, arn: `${arnStart}${String(this.#sequence).padStart(12, '0')}` };
  }
}
