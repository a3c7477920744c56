/** Chance that is the same for the same seed: what is drawn for one thing does not depend on what else was drawn. */
export class Chance {
  #state: number;

  constructor(...seeds: readonly (number | string)[]) {
    this.#state = hash(seeds.join('|'));
  }

  /** From 0 to below 1: mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  is(share: number): boolean {
    return this.next() < share;
  }

  /** From least to most, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @throws when there is nothing to choose from */
  one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new Error('nothing to choose from');
    return of[this.whole(0, of.length - 1)] as T;
  }

  /** So many of them, each once. */
  some<T>(of: readonly T[], number: number): readonly T[] {
    const left = [...of];
    return Array.from({ length: Math.min(number, of.length) }, () =>
      left.splice(this.whole(0, left.length - 1), 1),
    ).flat();
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return value | 0;
}
