/** JSON that somebody else wrote, before anything is known of its shape. */

/** The value; undefined when the text is none, or no JSON. */
export function parsedJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
