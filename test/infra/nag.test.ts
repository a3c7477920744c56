import { type Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FILLED_IN } from './support/sample-settings.ts';
import { removeSynthesized, stacksWith, stackWith } from './support/synthesized.ts';

afterAll(removeSynthesized);

const findingsIn = (stack: Stack): string[] =>
  new AwsSolutionsChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName);

test.each([
  ['by default', {}],
  ['with everything filled in', FILLED_IN],
  ['in mode quarantine', { mode: 'quarantine' }],
  ['in mode report', { mode: 'report' }],
  ['with a bucket that was taken back', { snapshotBucket: 'my-old-snapshots' }],
])('has no finding %s', (_, given) => {
  const stack = stackWith(given);
  expect(findingsIn(stack)).toEqual([]);
  expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});

test('has no finding in either of two regions that share a chat', () => {
  const stacks = stacksWith({ regions: ['eu-west-3', 'us-east-1'], chat: FILLED_IN.chat });
  expect(stacks.map(findingsIn)).toEqual([[], []]);
});

test('still finds what nobody acknowledged', () => {
  const stack = stackWith({ mode: 'report' });
  stack.janitor.sweep.allow(new PolicyStatement({ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::other/*'] }));
  expect(findingsIn(stack)).toEqual(['AwsSolutions-IAM5[Resource::arn:aws:s3:::other/*]']);
});

test('acknowledges nothing outside of the construct', () => {
  const stack = stackWith({ mode: 'report' });
  const other = new Bucket(stack, 'Other');
  expect(other.node.path).toBe(`${stack.node.path}/Other`);
  expect(findingsIn(stack)).toContain('AwsSolutions-S1');
});

test('gives a reason for every acknowledgement', () => {
  const { metadata } = stackWith(FILLED_IN).janitor.node;
  const reasons = metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.values<string>(data));
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
});
