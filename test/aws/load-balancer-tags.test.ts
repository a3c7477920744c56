/** Tags in batches: one vanished load balancer, one failed batch, one ARN left out, and what becomes of the others. */
import {
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  LoadBalancerNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { DescribeTagsCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';

import { elbLoadBalancers } from '../../lambda/aws/load-balancers.ts';
import { GONE, tagReading } from '../support/builders.ts';

const client = new ElasticLoadBalancingV2Client({ region: 'eu-west-3' });
const elb = mockClient(client);
const loadBalancers = elbLoadBalancers(client);

const tagged = (arn: string) => ({ ResourceArn: arn, Tags: [{ Key: 'of', Value: arn }] });
const notFound = () => new LoadBalancerNotFoundException({ message: 'not found', $metadata: { httpStatusCode: 400 } });
const throttled = () =>
  new ElasticLoadBalancingV2ServiceException({
    name: 'ThrottlingException',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
    message: 'Rate exceeded',
  });

/** Answers as ELBv2 does: the whole batch fails when one of it is gone. */
function account({ gone = [], broken = [] }: { gone?: string[]; broken?: string[] }) {
  elb.on(DescribeTagsCommand).callsFake(({ ResourceArns = [] }: DescribeTagsCommandInput) => {
    if (ResourceArns.some((arn) => broken.includes(arn))) throw throttled();
    if (ResourceArns.some((arn) => gone.includes(arn))) throw notFound();
    return { TagDescriptions: ResourceArns.map(tagged) };
  });
}

const batches = () =>
  elb.commandCalls(DescribeTagsCommand).map(({ args: [command] }) => command.input.ResourceArns?.join(' '));

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `lb-${index}`);

beforeEach(() => {
  elb.reset();
  elb.onAnyCommand().rejects(new Error('unexpected command'));
});

test('asks for 20 at a time', async () => {
  account({});
  const tags = await loadBalancers.tags(numbered(41));
  expect(batches().map((batch) => batch?.split(' ').length)).toEqual([20, 20, 1]);
  expect(tags.get('lb-40')).toEqual(tagReading({ of: 'lb-40' }));
});

test('asks nothing for no load balancers', async () => {
  expect(await loadBalancers.tags([])).toEqual(new Map());
});

test('asks once for an ARN that is named twice', async () => {
  account({});
  expect([...(await loadBalancers.tags(['a', 'b', 'a'])).keys()]).toEqual(['a', 'b']);
  expect(batches()).toEqual(['a b']);
});

test('halves a batch until the vanished one stands alone, and answers gone for it only', async () => {
  account({ gone: ['d'] });
  const tags = await loadBalancers.tags(['a', 'b', 'c', 'd', 'e']);
  expect(batches()).toEqual(['a b c d e', 'a b c', 'd e', 'd', 'e']);
  const read = ['a', 'b', 'c', 'e'].map((arn) => [arn, tagReading({ of: arn })] as const);
  expect(tags).toEqual(new Map([...read, ['d', GONE]]));
});

test('answers gone for each when all of a batch have vanished', async () => {
  account({ gone: ['a', 'b', 'c'] });
  const tags = await loadBalancers.tags(['a', 'b', 'c']);
  expect([...tags.values()]).toEqual([GONE, GONE, GONE]);
});

test('makes the ARNs of a failed batch unreadable, and no others', async () => {
  account({ broken: ['lb-25'] });
  const tags = await loadBalancers.tags(numbered(45));
  const unreadable = [...tags].filter(([, { ok }]) => !ok).map(([arn]) => arn);
  expect(unreadable).toEqual(numbered(45).slice(20, 40));
  expect(tags.get('lb-25')).toEqual({
    ok: false,
    cause: 'unreachable',
    why: 'elasticloadbalancing DescribeTags: ThrottlingException: Rate exceeded',
  });
});

test('makes only the half that fails unreadable when a batch is being halved', async () => {
  account({ gone: ['a'], broken: ['c'] });
  elb
    .on(DescribeTagsCommand)
    .rejectsOnce(notFound())
    .callsFake(({ ResourceArns = [] }: DescribeTagsCommandInput) => {
      if (ResourceArns.includes('c')) throw throttled();
      if (ResourceArns.includes('a')) throw notFound();
      return { TagDescriptions: ResourceArns.map(tagged) };
    });
  const tags = await loadBalancers.tags(['a', 'b', 'c', 'd']);
  expect(tags.get('a')).toEqual(GONE);
  expect(tags.get('b')).toEqual(tagReading({ of: 'b' }));
  expect([tags.get('c')?.ok, tags.get('d')?.ok]).toEqual([false, false]);
});

test('an ARN that the answer leaves out is unreadable, one without tags has none', async () => {
  elb.on(DescribeTagsCommand).resolves({ TagDescriptions: [{ ResourceArn: 'a', Tags: [] }] });
  const tags = await loadBalancers.tags(['a', 'b']);
  expect(tags.get('a')).toEqual(tagReading({}));
  expect(tags.get('b')).toMatchObject({ ok: false, cause: 'incomplete' });
});

test.each([
  ['the answer has no descriptions', {}],
  ['a description has no list of tags', { TagDescriptions: [{ ResourceArn: 'a' }] }],
  ['a tag has no key', { TagDescriptions: [{ ResourceArn: 'a', Tags: [{ Key: undefined, Value: 'v' }] }] }],
])('is unreadable when %s', async (_title, answer) => {
  elb.on(DescribeTagsCommand).resolves(answer);
  expect((await loadBalancers.tags(['a'])).get('a')).toMatchObject({ ok: false, cause: 'incomplete' });
});

test('reads a tag without a value as the empty value', async () => {
  elb.on(DescribeTagsCommand).resolves({ TagDescriptions: [{ ResourceArn: 'a', Tags: [{ Key: 'keep' }] }] });
  expect((await loadBalancers.tags(['a'])).get('a')).toEqual(tagReading({ keep: '' }));
});
