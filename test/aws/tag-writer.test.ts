/** Writing tags: what is sent, what is refused before it is sent, and what each refusal of AWS means. */
import {
  AddTagsCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  LoadBalancerNotFoundException,
  RemoveTagsCommand,
  TargetGroupNotFoundException,
  TooManyTagsException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';

import { elbTagWriter } from '../../lambda/aws/tag-writer.ts';

const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
const elb = mockClient(client);
const tagWriter = elbTagWriter(client);

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/orphan/0123456789abcdef';
const $metadata = { httpStatusCode: 400 };
const OF_AWS = { $metadata: { httpStatusCode: 200, requestId: 'r' } };
const unnamed = (name: string, httpStatusCode: number) =>
  new ElasticLoadBalancingV2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: 'no' });

beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
});

test('adds all tags of a load balancer in one call', async () => {
  elb.on(AddTagsCommand).resolves(OF_AWS);
  const tags = { 'nlb-janitor/reason': 'service-gone', 'nlb-janitor/approval': 'pending' };
  expect(await tagWriter.add(ARN, tags)).toEqual({ ok: true });
  expect(elb.commandCalls(AddTagsCommand).map(({ args: [command] }) => command.input)).toEqual([
    {
      ResourceArns: [ARN],
      Tags: [
        { Key: 'nlb-janitor/reason', Value: 'service-gone' },
        { Key: 'nlb-janitor/approval', Value: 'pending' },
      ],
    },
  ]);
});

test('removes all keys of a load balancer in one call', async () => {
  elb.on(RemoveTagsCommand).resolves(OF_AWS);
  expect(await tagWriter.remove(ARN, ['nlb-janitor/reason', 'nlb-janitor/evidence'])).toEqual({ ok: true });
  expect(elb.commandCalls(RemoveTagsCommand).map(({ args: [command] }) => command.input)).toEqual([
    { ResourceArns: [ARN], TagKeys: ['nlb-janitor/reason', 'nlb-janitor/evidence'] },
  ]);
});

test('takes no 200 for an answer of AWS that does not carry its request ID', async () => {
  const foreign = { $metadata: { httpStatusCode: 200 } };
  elb.on(AddTagsCommand).resolves(foreign).on(RemoveTagsCommand).resolves(foreign);
  expect(await tagWriter.add(ARN, { 'nlb-janitor/keep': 'true' })).toEqual({
    ok: false,
    kind: 'other',
    why: expect.stringContaining('AddTags: IncompleteAnswerError: the answer has no request ID') as string,
  });
  expect(await tagWriter.remove(ARN, ['nlb-janitor/reason'])).toMatchObject({ ok: false, kind: 'other' });
});

test('refuses a foreign key before anything is sent', async () => {
  const tags = { 'nlb-janitor/reason': 'service-gone', 'kubernetes.io/service-name': 'a/b' };
  const refused = {
    ok: false,
    kind: 'other',
    why: `elasticloadbalancing AddTags: not sent: the tag "kubernetes.io/service-name" is not the janitor's`,
  };
  expect(await tagWriter.add(ARN, tags)).toEqual(refused);
  expect(await tagWriter.remove(ARN, ['nlb-janitor/reason', 'Name'])).toMatchObject({ ok: false, kind: 'other' });
  expect(await tagWriter.remove(ARN, ['nlb-janitor'])).toMatchObject({ ok: false, kind: 'other' });
  expect(elb.calls()).toHaveLength(0);
});

test('sends nothing where there is nothing to write', async () => {
  expect(await tagWriter.add(ARN, {})).toEqual({ ok: true });
  expect(await tagWriter.remove(ARN, [])).toEqual({ ok: true });
  expect(elb.calls()).toHaveLength(0);
});

test.each([
  ['gone', new LoadBalancerNotFoundException({ message: 'no', $metadata })],
  ['gone', new TargetGroupNotFoundException({ message: 'no', $metadata })],
  ['denied', unnamed('AccessDenied', 403)],
  ['other', new TooManyTagsException({ message: 'no', $metadata })],
  ['other', unnamed('ThrottlingException', 400)],
  ['other', unnamed('InternalFailure', 500)],
  ['other', unnamed('NotFound', 404)],
])('answers %s for %s, never success', async (kind, error) => {
  elb.on(AddTagsCommand).rejects(error).on(RemoveTagsCommand).rejects(error);
  expect(await tagWriter.add(ARN, { 'nlb-janitor/reason': 'x' })).toMatchObject({ ok: false, kind });
  expect(await tagWriter.remove(ARN, ['nlb-janitor/reason'])).toMatchObject({ ok: false, kind });
});

test('says how much room is needed when the tags are full, and only then', async () => {
  elb.on(AddTagsCommand).rejects(new TooManyTagsException({ message: 'full', $metadata }));
  const tags = { 'nlb-janitor/reason': 'x', 'nlb-janitor/evidence': 'y' };
  expect(await tagWriter.add(ARN, tags)).toEqual({
    ok: false,
    kind: 'other',
    why:
      'elasticloadbalancing AddTags: TooManyTagsException: full: a load balancer or target group holds 50 tags: ' +
      `remove some from ${ARN}, to make room for 2`,
  });
  elb.on(AddTagsCommand).rejects(unnamed('ValidationError', 400));
  expect(await tagWriter.add(ARN, tags)).toMatchObject({
    why: 'elasticloadbalancing AddTags: ValidationError: no',
  });
});
