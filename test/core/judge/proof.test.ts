/** The proof that a cluster was here and was deleted: each condition with its twin, and which of several counts. */
import { cautionsOfProof, isPersonsWord, proofInWords, proofOfDeletion } from '../../../lambda/core/judge/proof.ts';
import type { ClusterDeletion, ConfigDeletion, TrailDeletion } from '../../../lambda/model/aws.ts';
import { aCluster, aLoadBalancer, facts, inTreeTags, NOW, unreadable, VPC } from '../../support/builders.ts';

const L = aLoadBalancer();

describe('the proof that a cluster was here and was deleted', () => {
  const proof = (part: Partial<TrailDeletion>, present = false, loadBalancer = L): boolean =>
    proofOfDeletion(
      loadBalancer,
      'prod',
      facts({
        deletions: {
          ok: true,
          value: [
            {
              name: 'prod',
              deletedAt: new Date('2026-01-20T00:00:00Z'),
              vpcId: undefined,
              source: 'cloudtrail',
              ...part,
            },
          ],
        },
      }),
      present ? aCluster({ createdAt: new Date('2026-01-25T00:00:00Z') }) : undefined,
    ) !== undefined;

  it('is a deletion of that name after the NLB was made', () => {
    expect(proof({})).toBe(true);
    expect(proof({ vpcId: VPC })).toBe(true);
    expect(proof({}, true)).toBe(true);
    expect(proof({ madeAt: L.createdAt })).toBe(true);
  });

  it.each<[string, Partial<TrailDeletion>, boolean?]>([
    ['names another cluster', { name: 'prod2' }],
    ['was before the NLB was made', { deletedAt: new Date('2026-01-09T00:00:00Z') }],
    ['was at the very instant the NLB was made', { deletedAt: L.createdAt }],
    ['lies in the future', { deletedAt: new Date(NOW.getTime() + 1) }],
    ['has no valid time', { deletedAt: new Date(Number.NaN) }],
    ['was of another VPC', { vpcId: 'vpc-0b22' }],
    ['ended a cluster that was made after the NLB', { madeAt: new Date(L.createdAt.getTime() + 1) }],
    ['says a time at which it was made that is none', { madeAt: new Date(Number.NaN) }],
    ['was after the present cluster was made', { deletedAt: new Date('2026-01-26T00:00:00Z') }, true],
  ])('takes no deletion as proof that %s', (...[, part, present]) => {
    expect(proof(part, present)).toBe(false);
  });

  it('proves nothing about an NLB without a creation time', () => {
    expect(proof({}, false, aLoadBalancer({ createdAt: new Date(Number.NaN) }))).toBe(false);
  });

  it('holds when CloudTrail fails but the settings name the deletion', () => {
    const deletion = {
      name: 'prod',
      deletedAt: new Date('2026-01-20T00:00:00Z'),
      source: 'settings',
    } as const;
    const deletions = { ...unreadable('cloudtrail LookupEvents: AccessDenied', 'denied'), seen: [deletion] };
    expect(proofOfDeletion(L, 'prod', facts({ deletions }))).toBe(deletion);
  });
});

const TRAIL: TrailDeletion = {
  name: 'prod',
  deletedAt: new Date('2026-01-20T00:00:00Z'),
  vpcId: VPC,
  source: 'cloudtrail',
};
const WORD: ClusterDeletion = { name: 'prod', deletedAt: new Date('2026-01-25T00:00:00Z'), source: 'settings' };
const SINCE = '2026-01-21T00:00:00Z';
/** L lies in subnet-a and subnet-b. */
const CONFIG: ConfigDeletion = {
  name: 'prod',
  deletedAt: new Date('2026-01-20T00:00:00Z'),
  vpcId: undefined,
  subnetIds: ['subnet-z', 'subnet-b'],
  source: 'config',
};

const strongest = (deletions: readonly ClusterDeletion[], more: Record<string, string> = {}) =>
  proofOfDeletion(L, 'prod', facts({ deletions: { ok: true, value: deletions }, tagged: inTreeTags(more) }));

describe('a deletion that is written on the NLB', () => {
  const WRITTEN = { 'nlb-janitor/cluster-deleted': `prod 2026-01-20T00:00:00Z cloudtrail ${VPC}` };

  it('proves nothing where its record says that the cluster was made after the NLB', () => {
    const madeAt = new Date(L.createdAt.getTime() + 1);
    expect(strongest([], WRITTEN)).toBeDefined();
    expect(strongest([{ ...TRAIL, madeAt: L.createdAt }], WRITTEN)).toBeDefined();
    expect(strongest([{ ...TRAIL, deletedAt: new Date('2026-01-20T00:00:00.700Z'), madeAt }], WRITTEN)).toBeUndefined();
    // Another one.
    expect(strongest([{ ...TRAIL, deletedAt: new Date('2026-01-22T00:00:00Z'), madeAt }], WRITTEN)).toBeDefined();
  });
});

describe('of several proofs', () => {
  it.each<[string, readonly ClusterDeletion[], Record<string, string>, ClusterDeletion['source']]>([
    ['a record before a word', [WORD, TRAIL], {}, 'cloudtrail'],
    ['a record without a VPC before a word', [WORD, { ...TRAIL, vpcId: undefined }], {}, 'cloudtrail'],
    [
      'a record that names the VPC before one that does not',
      [{ ...TRAIL, vpcId: undefined }],
      { 'nlb-janitor/cluster-deleted': `prod 2026-01-19T00:00:00Z cloudtrail ${VPC}` },
      'cluster-deleted',
    ],
    ['a record of AWS Config before a word', [WORD, CONFIG], {}, 'config'],
    [
      'a shared subnet before no VPC',
      [
        { ...TRAIL, vpcId: undefined },
        { ...CONFIG, deletedAt: new Date('2026-01-21T00:00:01Z') },
      ],
      {},
      'config',
    ],
    [
      'CloudTrail alone where AWS Config captured within a day the same deletion',
      [
        { ...TRAIL, vpcId: undefined },
        { ...CONFIG, deletedAt: new Date('2026-01-21T00:00:00Z') },
      ],
      {},
      'cloudtrail',
    ],
    [
      'the tag of a person, when there is nothing else',
      [],
      { 'nlb-janitor/cluster-gone': `prod ${SINCE}` },
      'cluster-gone',
    ],
  ])('counts %s', (_, deletions, tags, source) => {
    expect(strongest(deletions, tags)?.source).toBe(source);
    expect(strongest(deletions.toReversed(), tags)?.source).toBe(source);
  });

  it('takes none of another cluster, VPC or time', () => {
    const tags = {
      'nlb-janitor/cluster-gone': `other ${SINCE}`,
      'nlb-janitor/cluster-deleted': 'prod 2026-01-19T00:00:00Z cloudtrail vpc-0b22',
    };
    expect(strongest([{ ...TRAIL, name: 'other' }], tags)).toBeUndefined();
    expect(strongest([], { 'nlb-janitor/cluster-gone': 'prod 2026-01-01T00:00:00Z' })).toBeUndefined();
  });
});

describe('the record of AWS Config', () => {
  const proof = (part: object = {}, loadBalancer = L) =>
    proofOfDeletion(loadBalancer, 'prod', facts({ deletions: { ok: true, value: [{ ...CONFIG, ...part }] } }));

  it('proves like that of CloudTrail, and names the VPC of the NLB where they share a subnet', () => {
    expect(proof()).toMatchObject({ source: 'config', vpcId: VPC });
    expect(cautionsOfProof(proof() ?? WORD)).toEqual([]);
  });

  it.each<[string, Partial<ConfigDeletion>]>([
    ['all subnets are others', { subnetIds: ['subnet-y', 'subnet-z'] }],
    ['there are no subnets', { subnetIds: [] }],
    ['nothing described the cluster', { subnetIds: undefined as never }],
  ])('names no VPC where %s: a caution', (_why, part) => {
    const found = proof(part);
    expect(found).toMatchObject({ source: 'config', vpcId: undefined });
    expect(cautionsOfProof(found ?? TRAIL)).toEqual([
      { kind: 'proof-without-vpc', words: expect.stringContaining('names no VPC') as string, about: ['prod'] },
    ]);
  });

  it('names no VPC where AWS told of no subnet of the NLB', () => {
    expect(proof({}, aLoadBalancer({ subnetIds: [] }))).toMatchObject({ vpcId: undefined });
  });

  it('proves nothing where it names another VPC itself, whatever the subnets', () => {
    expect(proof({ vpcId: VPC })).toEqual({ ...CONFIG, vpcId: VPC });
    expect(proof({ vpcId: 'vpc-0b22' })).toBeUndefined();
  });

  // L was made at 2026-01-10 09:30.
  it.each<[string, object]>([
    ['AWS Config', {}],
    ['the tag that was written of it', { source: 'cluster-deleted', recordedBy: 'config', vpcId: VPC }],
  ])('proves nothing where the cluster may have been deleted before the NLB was made: %s', (_, part) => {
    const made = L.createdAt.getTime();
    expect(proof({ ...part, deletedAt: new Date(made + 86_400_001) })).toBeDefined();
    expect(proof({ ...part, deletedAt: new Date(made + 86_400_000) })).toBeUndefined();
    expect(proof({ ...part, deletedAt: new Date(Number.NaN) })).toBeUndefined();
  });

  it('is exact where CloudTrail told what the tag says', () => {
    const part = { source: 'cluster-deleted', recordedBy: 'cloudtrail', vpcId: VPC } as const;
    expect(proof({ ...part, deletedAt: new Date(L.createdAt.getTime() + 1) })).toBeDefined();
  });

  describe('is the same deletion as that of CloudTrail within the day before', () => {
    const CAPTURED = new Date('2026-01-21T00:00:00Z');
    const beside = (trail: object, captured: object = {}, tagged = {}) => {
      const value = [
        { ...TRAIL, vpcId: 'vpc-0b22', ...trail } as ClusterDeletion,
        { ...CONFIG, deletedAt: CAPTURED, ...captured } as ClusterDeletion,
      ];
      return proofOfDeletion(L, 'prod', facts({ deletions: { ok: true, value }, tagged: inTreeTags(tagged) }));
    };

    it('which says of which VPC it was', () => {
      expect(beside({})).toBeUndefined();
      expect(beside({ deletedAt: CAPTURED })).toBeUndefined();
      expect(beside({}, { source: 'cluster-deleted', recordedBy: 'config' })).toBeUndefined();
      expect(beside({ source: 'cluster-deleted', recordedBy: 'cloudtrail' })).toBeUndefined();
    });

    it.each<[string, object]>([
      ['was more than a day before', { deletedAt: new Date('2026-01-19T23:59:59Z') }],
      ['was after', { deletedAt: new Date('2026-01-21T00:00:01Z') }],
      ['was of another cluster', { name: 'other' }],
      ['has no valid time', { deletedAt: new Date(Number.NaN) }],
      ['is a person’s word', { source: 'settings', vpcId: undefined }],
    ])('and of none that %s', (_, trail) => {
      expect(beside(trail)?.source).toBe('config');
    });
  });
});

describe('a word without a day', () => {
  const part = { cluster: 'absent', tagged: inTreeTags({ 'nlb-janitor/cluster-gone': 'prod' }) } as const;

  it('proves that a cluster is gone', () => {
    expect(proofOfDeletion(L, 'prod', facts(part))).toMatchObject({ source: 'cluster-gone', deletedAt: undefined });
  });

  it('never that there was an earlier one', () => {
    const present = aCluster({ createdAt: new Date('2026-02-01T00:00:00Z') });
    expect(proofOfDeletion(L, 'prod', facts(part), present)).toBeUndefined();
    const tagged = inTreeTags({ 'nlb-janitor/cluster-gone': `prod ${SINCE}` });
    expect(proofOfDeletion(L, 'prod', facts({ tagged }), present)).toMatchObject({ deletedAt: new Date(SINCE) });
  });

  it('nor anything of an NLB without a creation time', () => {
    const undated = aLoadBalancer({ createdAt: new Date(Number.NaN) });
    expect(proofOfDeletion(undated, 'prod', facts(part))).toBeUndefined();
  });
});

describe('in words', () => {
  it.each<[ClusterDeletion, boolean, string, number]>([
    [TRAIL, false, `CloudTrail: cluster prod was deleted at 2026-01-20 00:00 UTC, in ${VPC}`, 0],
    [{ ...TRAIL, vpcId: undefined }, false, 'CloudTrail: cluster prod was deleted at 2026-01-20 00:00 UTC', 1],
    [{ ...CONFIG, vpcId: VPC }, false, `AWS Config: cluster prod was deleted at 2026-01-20 00:00 UTC, in ${VPC}`, 0],
    [
      { ...TRAIL, source: 'cluster-deleted', recordedBy: 'config' },
      false,
      `tag nlb-janitor/cluster-deleted, from AWS Config: cluster prod was deleted at 2026-01-20 00:00 UTC, in ${VPC}`,
      0,
    ],
    [WORD, true, 'setting deletedClusters: cluster prod was deleted at 2026-01-25 00:00 UTC', 1],
    [
      { ...WORD, source: 'cluster-gone', deletedAt: undefined },
      true,
      'tag nlb-janitor/cluster-gone: cluster prod is gone',
      1,
    ],
  ])('%#: says where it stands, and what is weak about it', (deletion, isWord, says, cautions) => {
    expect(isPersonsWord(deletion)).toBe(isWord);
    expect(proofInWords(deletion)).toBe(says);
    expect(cautionsOfProof(deletion)).toHaveLength(cautions);
  });
});
