/** An answer with the instant of its question. */

export interface Asked<T> {
  /** Before the first call: what changes in the middle may not be seen. */
  readonly askedAt: Date;
  readonly value: T;
}

export async function asked<T>(clock: () => Date, ask: () => Promise<T>): Promise<Asked<T>> {
  const askedAt = clock();
  return { askedAt, value: await ask() };
}
