/** The AWS clients of a command: one region, the person's profile, and the patience of a person. */
import { createAwsClients, type AwsClients } from '../lambda/aws/clients.ts';
import { patience } from './patience.ts';

export interface Caller {
  readonly profile: string | undefined;
  /** Progress, one line; undefined where nothing is to be said. */
  readonly say: ((text: string) => void) | undefined;
}

export function clientsFor(region: string, { profile, say }: Caller): AwsClients {
  return createAwsClients({ region, patience: patience(say), ...(profile === undefined ? {} : { profile }) });
}
