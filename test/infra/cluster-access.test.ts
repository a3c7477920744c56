import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { READERS_GROUP } from '../../infra/cluster-access.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

let full: Template;

beforeAll(() => {
  full = templateWith({ clusterAccess: FILLED_IN.clusterAccess });
});

test('makes an entry for sweep and one for reap in each cluster', () => {
  const entries = Object.values(full.findResources('AWS::EKS::AccessEntry')).map((entry) => entry['Properties']);
  expect(
    entries
      .map(({ ClusterName, PrincipalArn }) => `${ClusterName} ${/Sweep|Reap/.exec(PrincipalArn['Fn::GetAtt'][0])?.[0]}`)
      .sort(),
  ).toEqual(['prod Reap', 'prod Sweep', 'staging Reap', 'staging Sweep']);
});

test('binds to the group, without a policy of AWS', () => {
  full.hasResourceProperties('AWS::EKS::AccessEntry', {
    ClusterName: 'prod',
    Type: 'STANDARD',
    KubernetesGroups: [READERS_GROUP],
    AccessPolicies: Match.absent(),
  });
});

test('binds to the view policy of the whole cluster, without a group', () => {
  full.hasResourceProperties('AWS::EKS::AccessEntry', {
    ClusterName: 'staging',
    KubernetesGroups: Match.absent(),
    AccessPolicies: [
      {
        AccessScope: { Type: 'cluster' },
        PolicyArn: {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks::aws:cluster-access-policy/AmazonEKSViewPolicy']],
        },
      },
    ],
  });
});

test('makes no entry for reap where there is no reap, and none at all by default', () => {
  templateWith({ mode: 'report', clusterAccess: FILLED_IN.clusterAccess }).resourceCountIs('AWS::EKS::AccessEntry', 2);
  templateWith({ mode: 'report' }).resourceCountIs('AWS::EKS::AccessEntry', 0);
});

describe('cluster-access.yaml', () => {
  const yaml = readFileSync(join(process.cwd(), 'infra', 'cluster-access.yaml'), 'utf8');

  test('binds the group that the access entries name', () => {
    expect(yaml).toMatch(new RegExp(`kind: Group\\s+name: ${READERS_GROUP}\\s`));
  });

  test('allows to list, and nothing else', () => {
    expect(new Set(yaml.match(/verbs: .*/g))).toEqual(new Set(['verbs: [list]']));
  });

  test('covers every kind that can claim a load balancer', () => {
    expect(
      [...yaml.matchAll(/apiGroups: (\[.*\])\s+resources: (\[.*\])/g)].map(([, groups, kinds]) => `${groups} ${kinds}`),
    ).toEqual([
      "[''] [services]",
      '[networking.k8s.io] [ingresses]',
      '[gateway.networking.k8s.io] [gateways]',
      '[elbv2.k8s.aws, eks.amazonaws.com] [targetgroupbindings]',
    ]);
  });
});
