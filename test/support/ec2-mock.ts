/** A mocked EC2 client, as the readers of users get theirs, and what AWS refuses a call with. */
import { EC2Client, EC2ServiceException } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';

import type { ClientMaker } from '../../lambda/aws/clients.ts';

const client = new EC2Client({ region: 'eu-west-3' });

/** Every command is unexpected until a test says what it answers. */
export const ec2 = mockClient(client);

export const ec2Clients: ClientMaker = {
  of(Client) {
    if (client instanceof Client) return client;
    throw new Error(`unexpected client ${Client.name}`);
  },
};

export function expectNothing(): void {
  ec2.reset();
  ec2.onAnyCommand().rejects(new Error('unexpected command'));
}

export function ec2Error(name: string): Error {
  return new EC2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: 400 }, message: 'no' });
}

/** How a call fails, and the cause of the reading that comes of it. */
export const EC2_FAILURES: readonly (readonly [what: string, error: Error, cause: string])[] = [
  ['denied', ec2Error('UnauthorizedOperation'), 'denied'],
  ['throttled', ec2Error('RequestLimitExceeded'), 'unreachable'],
  ['without an answer', new Error('socket hang up'), 'unreachable'],
];
