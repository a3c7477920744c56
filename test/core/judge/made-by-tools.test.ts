/** Tags by which people say that a tool made a load balancer: a caution on an orphan, never a verdict, with their twins. */
import fc from 'fast-check';

import { judge } from '../../../lambda/core/judge/judge.ts';
import { cautionsOfTools } from '../../../lambda/core/judge/made-by-tools.ts';
import { tagsIn } from '../../../lambda/core/tags/reading.ts';
import type { Facts } from '../../../lambda/model/facts.ts';
import {
  controllerTags,
  facts,
  inTreeTags,
  inWords,
  SETTINGS,
  tagReading,
  tagsFrom,
  verdictOn,
} from '../../support/builders.ts';
import { world } from '../../support/worlds.ts';

const BY_HAND: readonly (readonly [string, string])[] = [
  ['ManagedBy', 'Terraform'],
  ['managedBy', 'opentofu'],
  ['managed-by', 'terraform'],
  ['managed_by', 'Terraform Cloud'],
  ['Managed By', 'terragrunt'],
  ['app.kubernetes.io/managed-by', 'Terraform'],
  ['Provisioner', 'TERRAFORM v1.9.2'],
  ['provisioned-by', 'tofu'],
  ['CreatedBy', 'AWS CDK'],
  ['created_with', 'tf'],
  ['deployment-tool', 'pulumi'],
  ['DeployedBy', 'cdktf'],
  ['Deployment', 'terraform'],
  ['Terraform', 'true'],
  ['terraform', ''],
  ['terraform', 'module.edge.aws_lb.this'],
  ['OpenTofu', 'yes'],
  ['terraform-workspace', 'prod'],
  ['TerraformModule', 'edge'],
  ['pulumi:project', 'shop'],
  ['pulumi:Stack', 'prod'],
  ['Managed by Pulumi', 'yes'],
  ['aws-cdk:stack', 'edge'],
  ['IaC', 'true'],
  ['iac', 'terragrunt'],
  ['yor_trace', '7b1e7ac4'],
];

describe('a tag that people write for a tool', () => {
  it.each(BY_HAND)('%s=%s: an orphan with a caution that names it', (key, value) => {
    const verdict = verdictOn(facts({ tagged: inTreeTags({ [key]: value }) }));
    expect(inWords(verdict)).toBe('orphan: service-gone');
    expect(verdict).toMatchObject({
      cautions: [{ kind: 'tool-tag', words: expect.stringContaining(`Tagged ${key}=${value}: `) as string }],
    });
  });

  it.each([
    ['ManagedBy', 'Helm'],
    ['ManagedBy', 'platform team'],
    ['ManagedBy', ''],
    ['Terraform', 'false'],
    ['terraform', 'No'],
    ['ManagedByTerraform', '0'],
    ['Repository', 'acme/terraform-modules'],
    ['team', 'cdkeys'],
    ['cdk8s', 'yes'],
    ['tf', 'serving'],
    ['Name', 'edge'],
    ['aws:autoscaling:groupName', 'terraform'],
    ['nlb-janitor/reason', 'terraform'],
  ])('%s=%s is none', (key, value) => {
    expect(verdictOn(facts({ tagged: inTreeTags({ [key]: value }) }))).toMatchObject({ is: 'orphan', cautions: [] });
  });

  it('is none where a controller wrote it: a cluster or a Service may be named so', () => {
    const named = {
      ...controllerTags({ 'elbv2.k8s.aws/cluster': 'terraform', 'service.k8s.aws/stack': 'pulumi/cdk' }),
      'kubernetes.io/cluster/terraform': 'owned',
      'kubernetes.io/service-name': 'terraform/cdk',
      KubernetesCluster: 'terraform',
    };
    expect(cautionsOfTools(tagsFrom(named))).toEqual([]);
    expect(cautionsOfTools(tagsFrom({ ...named, cluster: 'terraform' }))).toHaveLength(1);
  });

  it('is one of several in one caution', () => {
    const tags = tagsFrom({ Terraform: 'true', ManagedBy: 'terraform', owner: 'jo' });
    expect(cautionsOfTools(tags)).toEqual([
      {
        kind: 'tool-tag',
        words: expect.stringContaining('Terraform=true and ManagedBy=terraform') as string,
        about: ['Terraform=true', 'ManagedBy=terraform'],
      },
    ]);
  });
});

it('never makes an orphan, and takes none away: the caution is all that it adds', () => {
  const orphans = (given: Facts) =>
    judge(given, SETTINGS).flatMap((verdict) => (verdict.is === 'orphan' ? [verdict] : []));
  const tagged = (given: Facts, tag: readonly [string, string]): Facts => ({
    ...given,
    tags: new Map(
      [...given.tags].map(([arn, reading]) => {
        const own = tagsIn(reading);
        return [arn, own === undefined ? reading : tagReading({ ...Object.fromEntries(own), [tag[0]]: tag[1] })];
      }),
    ),
  });
  fc.assert(
    fc.property(world, fc.constantFrom(...BY_HAND), (given, tag) => {
      const before = orphans(given);
      const after = orphans(tagged(given, tag));
      expect(after.map(({ loadBalancer, reason }) => [loadBalancer.arn, reason])).toEqual(
        before.map(({ loadBalancer, reason }) => [loadBalancer.arn, reason]),
      );
      for (const [index, { cautions }] of after.entries()) {
        expect(cautions).toHaveLength((before[index]?.cautions.length ?? 0) + 1);
      }
    }),
    { numRuns: 200 },
  );
});

it.each(['crossplane-name', 'services.k8s.aws/namespace', 'aws:cloudformation:stack-id'])(
  'a tag that a tool writes itself, %s, never makes an orphan',
  (key) => {
    fc.assert(
      fc.property(world, (given) => {
        const tags = new Map(
          [...given.tags].map(([arn, reading]) => {
            const own = tagsIn(reading);
            return [arn, own === undefined ? reading : tagReading({ ...Object.fromEntries(own), [key]: 'x' })] as const;
          }),
        );
        expect(judge({ ...given, tags }, SETTINGS).filter(({ is }) => is === 'orphan')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  },
);
