/** Everything in a built world that can be lost, one thing at a time: each call that was made, each cluster's answers. */
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import type { BuiltWorld } from './build.ts';
import type { ClusterSpec, Kind, WorldSpec } from './description.ts';

export type OneLoss =
  | { readonly command: string; readonly service: string; readonly by: 'denied' | 'throttled' | 'server-error' }
  | { readonly cluster: string; readonly kinds: readonly Kind[]; readonly is: 'nothing' | 'cut' };

const WAYS = ['denied', 'throttled', 'server-error'] as const;
const KINDS: readonly Kind[] = ['services', 'ingresses', 'gateways', 'bindings'];

/** The ways of losing take turns, from world to world too. @param calls those of a run in which nothing was lost */
export function allLossesOf(world: WorldSpec, calls: readonly SandboxCall[]): readonly OneLoss[] {
  const reads = new Map(
    calls.filter(({ mutating }) => !mutating).map((call) => [`${call.service} ${call.command}`, call]),
  );
  const ofAws = [...reads.values()].map(({ service, command }, nth): OneLoss => ({
    service,
    command,
    by: WAYS[(nth + world.seed) % WAYS.length] ?? 'denied',
  }));
  const ofClusters = world.clusters
    .filter((cluster) => cluster.exists && isWaitedFor(cluster, world))
    .flatMap(({ name }, nth): OneLoss[] => {
      const kind = KINDS[(nth + world.seed) % KINDS.length] ?? 'services';
      return [
        { cluster: name, kinds: KINDS, is: 'nothing' },
        { cluster: name, kinds: [kind], is: 'cut' },
      ];
    });
  return [...ofAws, ...ofClusters];
}

/**
 * By docs/design.md section 3 nobody waits for a silent cluster of another VPC unless the NLB may be serving: what such a one
 * claims of an NLB that serves nobody is lost with it, and so is what an ignored one says.
 */
function isWaitedFor({ name, vpc }: ClusterSpec, { nlbs, ignored }: WorldSpec): boolean {
  return nlbs.some((nlb) => nlb.vpc === vpc) && !ignored.includes(name);
}

/** From here on. @returns the function that ends it */
export function losing({ box, world }: Pick<BuiltWorld, 'box' | 'world'>, loss: OneLoss): () => void {
  if ('command' in loss) return box.account.fail({ command: loss.command, with: loss.by });
  const cluster = world.clusters.find(({ name }) => name === loss.cluster);
  const before = new Map(cluster?.unread);
  for (const kind of loss.kinds) cluster?.unread.set(kind, loss.is);
  return () => {
    cluster?.unread.clear();
    for (const [kind, is] of before) cluster?.unread.set(kind, is);
  };
}
