/** The AWS clients of a command: one region, the person's profile, and the patience of a person. */
import { createAwsClients, type AwsClients } from '../lambda/aws/clients.ts';
import type { Output } from './output.ts';
import { patience } from './patience.ts';

export interface Caller {
  readonly profile: string | undefined;
  /** Progress, one line; undefined where nothing is to be said. */
  readonly say: ((text: string) => void) | undefined;
}

/** Whoever gave these options: their profile, and progress on stderr unless they want none. */
export function callerOf(
  { profile, quiet }: { readonly profile?: string | undefined; readonly quiet?: boolean | undefined },
  output: Pick<Output, 'say'>,
): Caller {
  return { profile, say: quiet === true ? undefined : (text) => output.say(text) };
}

export function clientsFor(region: string, { profile, say }: Caller): AwsClients {
  return createAwsClients({ region, patience: patience(say), ...(profile === undefined ? {} : { profile }) });
}
