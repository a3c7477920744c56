import { Template } from 'aws-cdk-lib/assertions';
import { FILLED_IN } from './support/sample-settings.ts';
import { appWith, removeSynthesized, stackWith } from './support/synthesized.ts';

afterAll(removeSynthesized);

const boundariesWith = (context: Readonly<Record<string, unknown>>): unknown[] =>
  Object.values(Template.fromStack(stackWith(FILLED_IN, appWith(context))).findResources('AWS::IAM::Role')).map(
    (role) => role['Properties'].PermissionsBoundary as unknown,
  );

test('a permissions boundary of the context is on every role, and none without it', () => {
  const found = boundariesWith({ '@aws-cdk/core:permissionsBoundary': { name: 'developer-boundary' } });
  expect(found.length).toBeGreaterThan(3);
  for (const boundary of found) expect(JSON.stringify(boundary)).toContain(':policy/developer-boundary');
  expect(new Set(boundariesWith({}))).toEqual(new Set([undefined]));
});
