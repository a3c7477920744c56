/** What speaks for and against one NLB, in words. */
export class Findings {
  readonly #keeps: string[] = [];
  readonly #cautions: string[] = [];
  readonly #open: string[] = [];

  keepIf(holds: boolean, why: string): void {
    if (holds) this.#keeps.push(why);
  }

  cautionIf(holds: boolean, why: string): void {
    if (holds) this.#cautions.push(why);
  }

  /** Either answer is right. */
  openIf(holds: boolean, why: string): void {
    if (holds) this.#open.push(why);
  }

  all() {
    return { keeps: this.#keeps, cautions: this.#cautions, open: this.#open };
  }
}

export function isLost({ lost }: { readonly lost: readonly { readonly what: string }[] }, what: string): boolean {
  return lost.some((loss) => loss.what === what);
}
