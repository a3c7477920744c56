/** Forms that several settings share. Each error text says what would do, as faults.ts puts it behind what was found. */
import * as z from 'zod/mini';
import { knownNames, textOf } from './faults.ts';

export function wholeNumber(least: number, most: number) {
  const error = { error: `give a whole number from ${least} to ${most}` };
  return z.int(error).check(z.minimum(least, error), z.maximum(most, error));
}

export function oneOf<const T extends string>(words: readonly T[]) {
  return z.enum(words, { error: `give one of ${words.join(', ')}` });
}

/** An object in which each of these names may be `on` or `off`. */
export function switches<const T extends string>(names: readonly T[]) {
  const either = z.exactOptional(oneOf(['on', 'off']));
  return Object.fromEntries(names.map((name) => [name, either])) as Record<T, typeof either>;
}

export function text(form: RegExp | ((text: string) => boolean), wanted: string) {
  // A pattern stays one, so that the JSON schema for editors has it too.
  const fits = form instanceof RegExp ? z.regex(form, { error: wanted }) : z.refine<string>(form, { error: wanted });
  return z.string({ error: wanted }).check(fits);
}

/** Doubles are faults, since they are always mistakes. `atLeastOne`: what to do when it is empty. */
export function list<T extends z.ZodMiniType>(item: T, atLeastOne?: string) {
  const whole = z.array(item, { error: 'give a list, as in ["…"]' });
  const filled = atLeastOne === undefined ? whole : whole.check(z.minLength(1, { error: atLeastOne }));
  return filled.check(
    z.superRefine((items, context) => {
      const texts = items.map((one) => textOf(one));
      const double = texts.find((one, index) => texts.indexOf(one) !== index);
      if (double === undefined) return;
      context.addIssue({ code: 'custom', input: items, message: `names ${double} twice; name it once` });
    }),
  );
}

export function object<const T extends z.core.$ZodShape>(shape: T) {
  const names = Object.keys(shape);
  const wanted = `give an object with ${names.join(', ')}`;
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? knownNames(names) : wanted),
  });
}
