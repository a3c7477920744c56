/** What sweep and reap do in a described world over a week, when everybody approves of everything. */
import { reap } from '../../lambda/reap.ts';
import { sweep } from '../../lambda/sweep.ts';
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';
import { settingsOf } from '../support/life.ts';
import { build, hoursAgo, NOW } from './build.ts';
import { losing, type OneLoss } from './one-loss.ts';
import { collectSettingsOf } from './run.ts';
import type { WorldSpec } from './description.ts';

export interface Deeds {
  /** Labels. */
  readonly quarantined: readonly string[];
  readonly deleted: readonly string[];
  readonly calls: readonly SandboxCall[];
}

const EVERYTHING = { is: 'everything' } as const;
const SILENT = { note: () => undefined };

/**
 * A sweep now; people approve of all that it found, unless silence does; a sweep and a reap when the window is over.
 *
 * @param part what is lost, and from when on
 */
export async function deedsIn(
  world: WorldSpec,
  approval: 'required' | 'automatic',
  { during, from = 'sweep' }: { readonly during?: OneLoss; readonly from?: 'sweep' | 'reap' },
): Promise<Deeds> {
  const built = build(world);
  const { account, clock } = built.box;
  account.subscribe({ protocol: 'email', endpoint: 'team@shop.example', confirmed: true });
  const settings = {
    ...settingsOf({ approval, maxDeletesPerDay: 1000, maxDeletePercent: 100 }),
    ...collectSettingsOf(world),
  };
  const sweeping = { ...built.box.sweepWorld(SILENT), runId: 'sweep' };
  const reaping = built.box.reapWorld(SILENT);
  const reading = <T extends { readonly read: object }>(of: T): T => ({
    ...of,
    read: { ...of.read, kubernetes: built.kubernetes },
  });
  const labels = [...built.labels];
  const isQuarantined = (arn: string): boolean =>
    account.loadBalancers.has(arn) && account.tagsOf(arn).has('nlb-janitor/quarantined-at');

  const end = during !== undefined && from === 'sweep' ? losing(built, during) : undefined;
  await sweep(EVERYTHING, reading(sweeping), settings);
  const quarantined = labels.filter(([arn]) => isQuarantined(arn));
  for (const [arn] of approval === 'required' ? quarantined : []) {
    account.setTags(arn, { 'nlb-janitor/approval': 'approved' });
  }
  if (approval === 'automatic') {
    // People are reminded a day before the window ends.
    clock.set(hoursAgo(-6.5 * 24));
    await sweep(EVERYTHING, reading({ ...sweeping, runId: 'reminding' }), settings);
  }
  clock.set(hoursAgo(-8 * 24));
  await sweep(EVERYTHING, reading({ ...sweeping, runId: 'sweep-2' }), settings);
  if (during !== undefined && from === 'reap') losing(built, during);
  await reap(EVERYTHING, reading(reaping), settings);
  end?.();
  if (account.log.gaps.length > 0) throw new Error(account.log.gaps.join('\n'));
  clock.set(NOW);
  const gone = labels.filter(([arn]) => !account.loadBalancers.has(arn));
  const names = (of: typeof labels) => of.map(([, label]) => label);
  return { quarantined: names(quarantined), deleted: names(gone), calls: account.calls };
}
