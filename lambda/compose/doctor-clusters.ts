/** Reads every cluster of a region for the doctor: whether the caller can read it, and whether EKS lets the functions in. */
import pMap from 'p-map';
import type { AwsClients } from '../aws/clients.ts';
import { functionsAccess } from '../aws/doctor/functions-access.ts';
import { readClusters } from '../collect/clusters.ts';
import type { Examined, ExaminedCluster } from '../model/doctor.ts';
import type { Unreadable } from '../model/reading.ts';
import type { ReadPorts } from '../ports/read.ts';
import type { Limited } from './time-limit.ts';

/** As a scan reads them (lambda/collect/clusters.ts). */
const CLUSTERS_AT_ONCE = 8;

const NOT_ASKED: Unreadable = { ok: false, cause: 'incomplete', why: 'EKS was not asked' };

export type ClusterPorts = Pick<ReadPorts, 'clusters' | 'kubernetes' | 'journal'>;

interface FunctionRoles {
  readonly clients: AwsClients;
  readonly roleArns: readonly string[];
}

/** A cluster's own time, and that of its description in EKS, are shorter than the limit. */
export async function examineClusters(
  ports: ClusterPorts,
  functions: FunctionRoles,
  limited: Limited,
): Promise<Pick<Examined, 'clusterList' | 'clusters'>> {
  const listed = await limited('clusters', async () => ({ ok: true, value: await ports.clusters.list() }));
  const clusterList = listed.ok ? listed.value : { ...listed, seen: [] };
  const clusters = await pMap(
    clusterList.ok ? clusterList.value : clusterList.seen,
    async (name): Promise<ExaminedCluster> => {
      const [read, access] = await Promise.all([
        limited(`cluster ${name}`, async () => ({ ok: true, value: await readClusters(ports, [name]) })),
        accessOf(name, functions, limited),
      ]);
      if (!read.ok) return { name, answer: read, view: undefined, access };
      const answer = read.value.clusters.get(name) ?? NOT_ASKED;
      return { name, answer, view: read.value.views.get(name), access };
    },
    { concurrency: CLUSTERS_AT_ONCE },
  );
  return { clusterList, clusters };
}

async function accessOf(
  name: string,
  { clients, roleArns }: FunctionRoles,
  limited: Limited,
): Promise<ExaminedCluster['access']> {
  if (roleArns.length === 0) return undefined;
  const read = await limited(`access to cluster ${name}`, () => functionsAccess(clients.eks, name, roleArns));
  if (!read.ok) return read;
  return read.value === undefined ? undefined : { ok: true, value: read.value };
}
