/**
 * Proof that a cluster was here and is gone, as two tags of an NLB say it (docs/design.md section 4). Pure. Strict: what
 * does not parse proves nothing.
 */
import type { ClusterDeletion, RecordSource, SaidDeletion, WrittenDeletion } from '../../model/aws.ts';
import type { Tags } from '../../model/reading.ts';
import { parseInstant, writeInstant } from '../time.ts';
import { TAG } from './keys.ts';

const NO_VPC = 'none';
const RECORD_SOURCES: readonly RecordSource[] = ['cloudtrail', 'config'];

/** What both tags say; empty when they are absent or cannot be read. */
export function proofsIn(tags: Tags): readonly ClusterDeletion[] {
  return [clusterDeletedIn(tags), clusterGoneIn(tags)].filter((proof) => proof !== undefined);
}

/** `<cluster> <instant> <source> <vpc or none>`. */
function clusterDeletedIn(tags: Tags): WrittenDeletion | undefined {
  const [name = '', instant = '', source, vpc, ...rest] = words(tags.get(TAG.clusterDeleted));
  const deletedAt = parseInstant(instant);
  const recordedBy = RECORD_SOURCES.find((known) => known === source);
  // SAFETY: half a proof is none.
  if (name === '' || deletedAt === undefined || recordedBy === undefined || vpc === undefined || rest.length > 0) {
    return undefined;
  }
  return { name, deletedAt, vpcId: vpc === NO_VPC ? undefined : vpc, source: 'cluster-deleted', recordedBy };
}

/** `<cluster> <instant>`, a person's word. A name may hold blanks: the instant is the last word, and then it has to be there. */
function clusterGoneIn(tags: Tags): SaidDeletion | undefined {
  const text = tags.get(TAG.clusterGone)?.trim() ?? '';
  if (text === '') return undefined;
  const source = 'cluster-gone';
  const instant = /\s(\S+)$/.exec(text)?.[1];
  if (instant === undefined) return { source, name: text, deletedAt: undefined };
  const deletedAt = parseInstant(instant);
  const name = text.slice(0, -instant.length).trim();
  // SAFETY: an instant that cannot be read is not the same as none.
  return deletedAt === undefined ? undefined : { source, name, deletedAt };
}

/**
 * Value of the tag in which `sweep` writes down a recorded deletion; undefined for what nobody recorded and for what is a
 * tag already.
 */
export function clusterDeletedValue(deletion: ClusterDeletion): string | undefined {
  switch (deletion.source) {
    case 'cloudtrail':
    case 'config': {
      const { name, deletedAt, vpcId, source } = deletion;
      return `${name} ${writeInstant(deletedAt)} ${source} ${vpcId ?? NO_VPC}`;
    }
    case 'cluster-deleted':
    case 'settings':
    case 'cluster-gone':
      return undefined;
  }
}

/** Value of the tag with which a person says that a cluster is gone. */
export function clusterGoneValue(cluster: string, goneSince: Date): string {
  return `${cluster} ${writeInstant(goneSince)}`;
}

function words(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.trim().split(/\s+/);
}
