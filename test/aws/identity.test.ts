/** Who the caller is, in the form in which an access entry names it. */
import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';

import { callerIdentity } from '../../lambda/aws/identity.ts';

const client = new STSClient({ region: 'eu-west-3' });
const sts = mockClient(client);

beforeEach(() => {
  sts.reset();
  sts.onAnyCommand().rejects(new Error('unexpected command'));
});

test.each([
  ['arn:aws:sts::123456789012:assumed-role/janitor-sweep/sweep', 'arn:aws:iam::123456789012:role/janitor-sweep'],
  ['arn:aws-cn:sts::123456789012:assumed-role/r/i-0', 'arn:aws-cn:iam::123456789012:role/r'],
  ['arn:aws:iam::123456789012:user/team/jane', 'arn:aws:iam::123456789012:user/team/jane'],
  ['arn:aws:iam::123456789012:root', 'arn:aws:iam::123456789012:root'],
])('names the one behind %s', async (arn, roleOrUserArn) => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn: arn });
  expect(await callerIdentity(client)).toEqual({ ok: true, value: { account: '123456789012', arn, roleOrUserArn } });
});

test.each([
  ['account', { Arn: 'arn:aws:iam::123456789012:root' }],
  ['ARN', { Account: '123456789012' }],
])('is unreadable without %s', async (_field, answer) => {
  sts.on(GetCallerIdentityCommand).resolves(answer);
  expect(await callerIdentity(client)).toMatchObject({ ok: false, cause: 'incomplete' });
});

test('says what to do when the credentials have expired', async () => {
  sts
    .on(GetCallerIdentityCommand)
    .rejects(new STSServiceException({ name: 'ExpiredToken', $fault: 'client', $metadata: {}, message: 'it expired' }));
  expect(await callerIdentity(client)).toEqual({
    ok: false,
    cause: 'denied',
    why: 'sts GetCallerIdentity: ExpiredToken: it expired: AWS does not accept the credentials: renew them',
  });
});
