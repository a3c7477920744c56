/** Phrases that the readers of users share. They are for people: nothing goes by them. */

const MOST = 3;

/** `a, b and 2 more`, so that a service with a thousand connections is still one sentence. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, MOST).join(', ');
  return names.length > MOST ? `${shown} and ${names.length - MOST} more` : shown;
}
