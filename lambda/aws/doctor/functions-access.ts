/** Whether EKS lets the functions of the janitor into a cluster, by its access entries. Reads only. */
import type { EKSClient } from '@aws-sdk/client-eks';

import type { FunctionsAccess, RoleEntry } from '../../model/doctor.ts';
import { accessEntry, clusterDoor } from '../cluster-access.ts';
import type { Reading } from '../../model/reading.ts';

/** @returns undefined for a cluster that lets in nobody: one that is gone, or only registered with EKS. Never rejects. */
export async function functionsAccess(
  client: EKSClient,
  cluster: string,
  roleArns: readonly string[],
): Promise<Reading<FunctionsAccess | undefined>> {
  const door = await clusterDoor(client, cluster);
  if (!door.ok) return door;
  if (door.value.is !== 'present') return { ok: true, value: undefined };
  const { mode } = door.value;
  if (mode === 'CONFIG_MAP') return { ok: true, value: { is: 'config-map' } };
  const of: RoleEntry[] = [];
  for (const arn of roleArns) {
    const entry = await accessEntry(client, cluster, arn);
    if (!entry.ok) return entry;
    const { value } = entry;
    const lets = value.is === 'present' && value.groups.length + value.policyArns.length > 0;
    of.push({
      role: arn.slice(arn.lastIndexOf('/') + 1),
      entry: value.is === 'absent' ? 'absent' : lets ? 'lets-in' : 'bare',
    });
  }
  return { ok: true, value: { is: 'entries', isConfigMapToo: mode === 'API_AND_CONFIG_MAP', of } };
}
