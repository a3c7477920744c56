/**
 * HTML in which nothing that others wrote is markup: every value in a template is made plain and escaped, unless it was
 * made by such a template itself. Pure.
 */
import { plainText } from '../plain-text.ts';

/** Made by `markup`, or by `trusted` of a constant of ours: nothing else can be one. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | Markup | readonly Markup[];

/** `` markup`<b>${name}</b>` `` */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const [first = '', ...rest] = parts;
  return new Markup(rest.reduce((text, part, index) => `${text}${written(values[index])}${part}`, first));
}

/** A constant of this folder, such as the style: never what anybody else wrote. */
export function trusted(constant: string): Markup {
  return new Markup(constant);
}

export const NOTHING = new Markup('');

/** Text that is harmless between tags and inside of a quoted attribute. */
export function escaped(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function written(value: Value | undefined): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(String).join('');
}
