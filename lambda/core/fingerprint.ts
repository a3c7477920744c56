/** A short hash of text. Pure, and needs no package: FNV-1a, 64 bits. Recognises change; protects nothing. */

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** 16 hexadecimal digits over the text's UTF-16 code units. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fingerprintOf(text: string): string {
  let hash = OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index));
    hash = (hash * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, '0');
}
