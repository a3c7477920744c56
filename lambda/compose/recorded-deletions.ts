/** The reader of AWS Config's history, loaded when it is first asked: most runs have a proof or need none. */
import type { ClientMaker } from '../aws/clients.ts';
import type { Place } from '../aws/users/reader.ts';
import type { RecordedDeletions } from '../ports/read.ts';

export function recordedDeletions(clients: ClientMaker, place: Place): RecordedDeletions {
  return {
    of: async (clusters) =>
      (await import('../aws/config-cluster-deletions.ts')).configClusterDeletions(clients, place, clusters),
  };
}
