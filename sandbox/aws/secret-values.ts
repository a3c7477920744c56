/** What the account keeps secret: Secrets Manager secrets and SSM parameters, by ARN. */

interface StoredParameter {
  readonly name: string;
  readonly arn: string;
  readonly type: 'String' | 'SecureString';
  readonly value: string;
}

interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  /** Undefined for a secret that was made and never given a value, or holds bytes. */
  readonly value: string | undefined;
}

/** Whose secrets they are: what their ARNs say. */
interface SecretOwner {
  readonly accountId: string;
  readonly region: string;
}

export class SecretValues {
  readonly stored = new Map<string, StoredSecret>();
  readonly parameters = new Map<string, StoredParameter>();
  readonly #owner: SecretOwner;

  constructor(owner: SecretOwner) {
    this.#owner = owner;
  }

  /** Makes a secret or gives it another value. @returns its ARN, with AWS's six random characters */
  setSecret(name: string, value: string | undefined): string {
    const { accountId, region } = this.#owner;
    const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-aB3dE6`;
    this.stored.set(arn, { name, arn, value });
    return arn;
  }

  /** Makes a parameter or gives it another value. @param name begins with a slash @returns its ARN */
  setParameter(name: string, value: string, type: StoredParameter['type'] = 'SecureString'): string {
    const { accountId, region } = this.#owner;
    const arn = `arn:aws:ssm:${region}:${accountId}:parameter${name}`;
    this.parameters.set(arn, { name, arn, type, value });
    return arn;
  }

  /** By ARN or name; undefined for one that is not there. */
  parameter(wanted: string | undefined): StoredParameter | undefined {
    return [...this.parameters.values()].find(({ arn, name }) => wanted === arn || wanted === name);
  }

  /** @returns whether there was one */
  removeParameter(wanted: string | undefined): boolean {
    const found = this.parameter(wanted);
    return found !== undefined && this.parameters.delete(found.arn);
  }
}
