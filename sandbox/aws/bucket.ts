/** The account's one bucket, versioned: a put hides what was there before, and nothing is ever lost. */

export interface ObjectVersion {
  readonly key: string;
  readonly text: string;
  readonly contentType: string | undefined;
  readonly storedAt: Date;
  readonly etag: string;
}

export class Bucket {
  readonly name: string;
  /** Every version of every key, oldest first. */
  readonly history: ObjectVersion[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** The newest version of each key, in the order of S3: by the bytes of the key. */
  get objects(): ReadonlyMap<string, ObjectVersion> {
    const newest = new Map(this.history.map((version) => [version.key, version]));
    return new Map([...newest].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
  }

  put(version: Omit<ObjectVersion, 'etag'>): ObjectVersion {
    const stored = { ...version, etag: `"${(this.history.length + 1).toString(16).padStart(32, '0')}"` };
    this.history.push(stored);
    return stored;
  }
}
