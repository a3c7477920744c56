/** Settings of one region, where there are several. */
import { refusalsOf } from '../../infra/refusals.ts';
import { regionRefusalsOf } from '../../lambda/settings/regional-refusals.ts';
import { NlbJanitor } from '../../infra/nlb-janitor.ts';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { removeSynthesized, stackWith, stacksWith } from './support/synthesized.ts';

const HERE = 'eu-west-3';
const THERE = 'us-east-1';
const regions = [HERE, THERE];
const deletedAt = '2026-02-20T17:30:00Z';
const webhookArn = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-AbCdEf';

const SETTINGS: Readonly<Record<string, (region?: string) => object>> = {
  'clusterAccess[0]': (region) => ({ clusterAccess: [{ cluster: 'prod', by: 'group', ...(region && { region }) }] }),
  'deletedClusters[0]': (region) => ({ deletedClusters: [{ name: 'old', deletedAt, ...(region && { region }) }] }),
  slack: (region) => ({ slack: { webhookArn, ...(region && { region }) } }),
};
const KEYS = Object.keys(SETTINGS);
const given = (key: string, region?: string): object => SETTINGS[key]?.(region) ?? {};

afterAll(removeSynthesized);

describe.each(KEYS)('%s', (key) => {
  test('needs a region where there are several', () => {
    expect(refusalsOf({ regions, ...given(key) })).toEqual([
      expect.stringMatching(/: has no region — .*; add "region", one of eu-west-3, us-east-1$/),
    ]);
    expect(refusalsOf({ regions, ...given(key) })[0]).toContain(key);
    expect(refusalsOf({ regions, ...given(key, THERE) })).toEqual([]);
  });

  test('needs none where there is one', () => {
    expect(refusalsOf({ regions: [HERE], ...given(key) })).toEqual([]);
    expect(refusalsOf({ regions: [HERE], ...given(key, HERE) })).toEqual([]);
  });

  test.each([[regions], [[HERE]]])('may not name one that is not among %j', (all) => {
    expect(refusalsOf({ regions: all, ...given(key, 'eu-central-1') })).toEqual([
      `${key}.region: is "eu-central-1" — is not in regions; give one of ${all.join(', ')}`,
    ]);
  });
});

test('a deleted cluster that cannot be one of EKS may hold everywhere', () => {
  const deletedClusters = [{ name: 'foo.k8s.example.com', deletedAt }];
  expect(refusalsOf({ regions, deletedClusters })).toEqual([]);
});

test('clusters of one name in two regions are two, in one region they are one', () => {
  const prod = (region: string) => ({ cluster: 'prod', by: 'group', region });
  expect(refusalsOf({ regions, clusterAccess: [prod(HERE), prod(THERE)] })).toEqual([]);
  expect(refusalsOf({ regions, clusterAccess: [prod(HERE), { ...prod(HERE), by: 'view-policy' }] })).toEqual([
    expect.stringMatching(/^clusterAccess: names "prod" twice/),
  ]);
  expect(refusalsOf({ regions: [HERE], clusterAccess: [prod(HERE), { cluster: 'prod', by: 'group' }] })).toEqual([
    expect.stringMatching(/^clusterAccess: names "prod" twice/),
  ]);
});

test('all faults are told at once, and malformed settings are for another message', () => {
  const all = KEYS.map((key) => given(key));
  expect(refusalsOf(Object.assign({ regions }, ...all))).toHaveLength(3);
  expect(regionRefusalsOf({ regions, slack: 7, deletedClusters: [null, 'x'], clusterAccess: {} })).toEqual([]);
  expect(regionRefusalsOf({ regions: 7, ...given('slack', 'x') })).toEqual([]);
});

describe('each stack', () => {
  const settings = {
    regions,
    mode: 'report',
    slack: { webhookArn, region: HERE },
    deletedClusters: [{ name: 'old', deletedAt, region: THERE }],
    clusterAccess: [
      { cluster: 'prod', by: 'group', region: HERE },
      { cluster: 'edge', by: 'group', region: THERE },
    ],
  };

  test('gets only what is its own', () => {
    const [here, there] = stacksWith(settings).map((stack) => ({
      slack: stack.janitor.slack !== undefined,
      clusters: Object.values(Template.fromStack(stack).findResources('AWS::EKS::AccessEntry')).map(
        (entry) => entry['Properties'].ClusterName as string,
      ),
      steps: JSON.stringify(Template.fromStack(stack).findOutputs('NextSteps')),
      settings: JSON.stringify(Template.fromStack(stack).findResources('AWS::Lambda::Function')),
    }));
    expect(here).toMatchObject({ slack: true, clusters: ['prod'] });
    expect(there).toMatchObject({ slack: false, clusters: ['edge'] });
    expect([here?.steps, there?.steps]).toEqual([expect.stringContaining('prod'), expect.stringContaining('edge')]);
    expect(here?.settings).not.toContain('2026-02-20');
    expect(there?.settings).toContain('2026-02-20');
    expect(there?.settings).not.toContain('secret:slack');
  });

  test('of an app of your own too, by its region', () => {
    const clusterAccess = settings.clusterAccess;
    const stack = stackWith({ mode: 'report', regions, clusterAccess });
    const entries = Object.values(Template.fromStack(stack).findResources('AWS::EKS::AccessEntry'));
    expect(entries.map((entry) => entry['Properties'].ClusterName)).toEqual(['prod']);
  });

  describe('of an app of your own, with the word that an EKS cluster is gone and no region in it', () => {
    const made = (all: readonly string[], env?: { readonly region: string }) => () =>
      new NlbJanitor(new Stack(new App(), 'Own', env && { env }), 'Janitor', {
        settings: parseSettings(
          { regions: all, mode: 'report', deletedClusters: [{ name: 'old', deletedAt }] },
          'test',
        ),
      });

    test('is made where the settings are of its region alone', () => {
      expect(made([HERE], { region: HERE })).not.toThrow();
    });

    test.each<[string, readonly string[], { region: string } | undefined, RegExp]>([
      ['of several regions', regions, { region: HERE }, /names "old" without a region — .*not of eu-west-3 alone/],
      ['of another region', [HERE], { region: THERE }, /the settings are not of us-east-1 alone; add "region"/],
      ['and a stack without one', [HERE], undefined, /the stack has none; give the stack an env with its region/],
    ])('is refused with settings %s', (_what, all, env, why) => {
      expect(made(all, env)).toThrow(why);
    });
  });

  test('of an app of your own needs a region where a setting has one', () => {
    const parsed = parseSettings({ ...settings }, 'test');
    expect(() => new NlbJanitor(new Stack(new App(), 'Anywhere'), 'Janitor', { settings: parsed })).toThrow(
      /the stack has none — give the stack an env with its region/,
    );
  });
});
