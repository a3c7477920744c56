import type { Template } from 'aws-cdk-lib/assertions';
import { actionsOf, may, resourcesOf, statementsOf } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let within: Template;
let without: Template;

beforeAll(() => {
  within = templateWith({ network: FILLED_IN.network });
  without = templateWith();
});

const EC2 = 'arn:aws:ec2:eu-west-3:123456789012';
const SHARED = 'arn:aws:ec2:eu-west-3:*';
const functionArn = 'arn:aws:lambda:eu-west-3:123456789012:function:nlb-janitor-sweep';

test('puts sweep and reap into the VPC, where private endpoints are', () => {
  within.allResourcesProperties('AWS::Lambda::Function', {
    VpcConfig: { SubnetIds: FILLED_IN.network.subnetIds, SecurityGroupIds: FILLED_IN.network.securityGroupIds },
  });
});

test('makes and asks AWS for nothing', () => {
  within.resourceCountIs('AWS::EC2::VPC', 0);
  within.resourceCountIs('AWS::EC2::SecurityGroup', 0);
});

test('leaves functions and roles alone without a network', () => {
  for (const found of Object.values(without.findResources('AWS::Lambda::Function'))) {
    expect(found['Properties']).not.toHaveProperty('VpcConfig');
  }
  expect(
    statementsOf(without, 'NlbJanitorSweepRole')
      // What it reads of others' networks it reads with and without one.
      .filter(({ Sid }) => Sid !== 'Read')
      .flatMap(actionsOf)
      .filter((action) => /^ec2:(?!Describe)/.test(action)),
  ).toEqual([]);
});

test('lets Lambda attach to the given subnets and security groups only, whoever shares them', () => {
  const attach = statementsOf(within, 'NlbJanitorSweepRole').filter(({ Sid }) => Sid === 'AttachToNetwork');
  expect(attach.flatMap(resourcesOf)).toEqual([
    `${EC2}:network-interface/*`,
    `${SHARED}:subnet/subnet-0123456789abcdef0`,
    `${SHARED}:subnet/subnet-0123456789abcdef1`,
    `${SHARED}:security-group/sg-0123456789abcdef0`,
  ]);
});

test('lets Lambda attach to a subnet of another account, and to no other of it', () => {
  const statements = statementsOf(within, 'NlbJanitorSweepRole');
  const attach = (id: string): boolean =>
    may(statements, {
      action: 'ec2:CreateNetworkInterface',
      resource: `arn:aws:ec2:eu-west-3:210987654321:subnet/${id}`,
    });
  expect([attach('subnet-0123456789abcdef0'), attach('subnet-0123456789abcdef9')]).toEqual([true, false]);
});

test('denies the code what it grants Lambda', () => {
  const statements = statementsOf(within, 'NlbJanitorSweepRole');
  for (const action of ['ec2:DeleteNetworkInterface', 'ec2:CreateNetworkInterface', 'ec2:UnassignPrivateIpAddresses']) {
    const request = { action, resource: `${EC2}:network-interface/eni-0123456789abcdef0` };
    expect(may(statements, request)).toBe(true);
    expect(may(statements, { ...request, context: { 'lambda:SourceFunctionArn': functionArn } })).toBe(false);
  }
});
