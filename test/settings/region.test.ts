/** What of the settings is one region's own. */
import { settingsFor, unplacedWords } from '../../lambda/settings/region.ts';
import { settingsFromEnvironment, settingsToEnvironment } from '../../lambda/settings/environment.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { LEAST, SECRET_ARN } from '../support/settings.ts';

const HERE = 'eu-west-3';
const THERE = 'us-east-1';
const deletedAt = '2026-02-20T17:30:00Z';

const settings = parseSettings(
  {
    ...LEAST,
    regions: [HERE, THERE],
    slack: { webhookArn: SECRET_ARN, region: HERE },
    chat: { byHand: true, region: THERE },
    deletedClusters: [
      { name: 'old', deletedAt, region: HERE },
      { name: 'old', deletedAt: '2025-01-01T00:00:00Z', region: THERE },
      { name: 'foo.k8s.example.com', deletedAt },
    ],
    clusterAccess: [
      { cluster: 'prod', by: 'group', region: HERE },
      { cluster: 'prod', by: 'view-policy', region: THERE },
    ],
  },
  'test',
);

it('are its own and what holds everywhere, and name no region any more', () => {
  expect(settingsFor(settings, HERE)).toEqual({
    ...settings,
    regions: [HERE],
    slack: { webhookArn: SECRET_ARN },
    chat: { byHand: true },
    deletedClusters: [
      { name: 'old', deletedAt: new Date(deletedAt) },
      { name: 'foo.k8s.example.com', deletedAt: new Date(deletedAt) },
    ],
    clusterAccess: [{ cluster: 'prod', by: 'group' }],
  });
});

it('are nothing of another region', () => {
  expect(settingsFor(settings, THERE)).toMatchObject({
    slack: undefined,
    deletedClusters: [{ name: 'old', deletedAt: new Date('2025-01-01T00:00:00Z') }, { name: 'foo.k8s.example.com' }],
    clusterAccess: [{ cluster: 'prod', by: 'view-policy' }],
  });
  const elsewhere = settingsFor(settings, 'eu-central-1');
  expect(elsewhere.deletedClusters.map(({ name }) => name)).toEqual(['foo.k8s.example.com']);
  expect(elsewhere).toMatchObject({ slack: undefined, clusterAccess: [] });
});

describe('the word about an EKS cluster that does not say where it was', () => {
  const word = (regions: readonly string[]) =>
    parseSettings({ ...LEAST, regions, deletedClusters: [{ name: 'old', deletedAt }] }, 'test');
  const countsIn = (regions: readonly string[], region: string) =>
    settingsFor(word(regions), region).deletedClusters.length;

  it('counts in the one region of the settings alone', () => {
    expect(countsIn([HERE], HERE)).toBe(1);
    expect(countsIn([HERE], THERE)).toBe(0);
    expect([countsIn([HERE, THERE], HERE), countsIn([HERE, THERE], THERE)]).toEqual([0, 0]);
  });

  it('is told apart', () => {
    expect(unplacedWords(word([HERE]), THERE).map(({ name }) => name)).toEqual(['old']);
    expect(unplacedWords(word([HERE]), HERE)).toEqual([]);
    expect(unplacedWords(settings, 'eu-central-1')).toEqual([]);
  });
});

it('stay the same when they are taken again', () => {
  const own = settingsFor(settings, HERE);
  expect(settingsFor(own, HERE)).toEqual(own);
});

it('come through the environment, with and without a region', () => {
  expect(settingsFromEnvironment(settingsToEnvironment(settings))).toEqual(settings);
  const own = settingsFor(settings, HERE);
  expect(settingsFromEnvironment(settingsToEnvironment(own))).toEqual(own);
});
