/** Instances of a cluster that run or may again: what is asked for, every page, and that a failure is never "none". */
import { DescribeInstancesCommand, EC2Client, type DescribeInstancesCommandInput } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';

import { ec2ClusterInstances } from '../../lambda/aws/cluster-instances.ts';

const client = new EC2Client({ region: 'eu-west-3' });
const ec2 = mockClient(client);
const instancesOf = ec2ClusterInstances(client);

const INPUT = {
  Filters: [
    { Name: 'tag-key', Values: ['kubernetes.io/cluster/old.example.com'] },
    { Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] },
  ],
};
const page = (id: string, NextToken?: string) => ({ Reservations: [{ Instances: [{ InstanceId: id }] }], NextToken });

beforeEach(() => {
  ec2.reset();
  ec2.onAnyCommand().rejects(new Error('unexpected command'));
});

test('reads both of two pages', async () => {
  ec2.on(DescribeInstancesCommand, { ...INPUT, NextToken: undefined }).resolves(page('i-1', 'more'));
  ec2.on(DescribeInstancesCommand, { ...INPUT, NextToken: 'more' }).resolves(page('i-2'));
  expect(await instancesOf('old.example.com')).toEqual({ ok: true, value: ['i-1', 'i-2'] });
});

test.each([
  ['pending', true],
  ['running', true],
  ['stopping', true],
  ['stopped', true],
  ['shutting-down', false],
  ['terminated', false],
])('of an instance that is %s says %s', async (state, isFound) => {
  ec2.on(DescribeInstancesCommand).callsFake(({ Filters = [] }: DescribeInstancesCommandInput) => {
    const states = Filters.find(({ Name }) => Name === 'instance-state-name')?.Values;
    return states?.includes(state) === true ? page('i-1') : { Reservations: [] };
  });
  expect(await instancesOf('old')).toEqual({ ok: true, value: isFound ? ['i-1'] : [] });
});

test('may find none', async () => {
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] });
  expect(await instancesOf('old')).toEqual({ ok: true, value: [] });
});

test.each([
  ['the answer holds no list', () => ec2.on(DescribeInstancesCommand).resolves({})],
  ['an instance has no id', () => ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [{}] }] })],
  ['EC2 fails', () => ec2.on(DescribeInstancesCommand).rejects(new Error('socket hang up'))],
])('is unreadable when %s', async (_, breaks) => {
  breaks();
  expect((await instancesOf('old')).ok).toBe(false);
});
