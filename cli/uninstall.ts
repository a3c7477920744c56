/**
 * `nlb-janitor uninstall`: lists what a destroyed stack leaves in an account and region, each with the command that
 * removes it, and takes the tags off when it is asked to. Code that writes is loaded only then.
 */
import { janitorStack, type JanitorStack } from '../lambda/aws/janitor-stack.ts';
import { leftoverKeys } from '../lambda/core/tags/leftover.ts';
import { count } from '../lambda/core/words.ts';
import type { Reading } from '../lambda/model/reading.ts';
import { settingsFor } from '../lambda/settings/region.ts';
import { terminal, type Ask } from './ask.ts';
import { callerOf, clientsFor } from './clients.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { leftovers, type Leftovers, type Tagged } from './leftovers.ts';
import { leftoversText, unreadIn } from './leftovers-text.ts';
import { operatorSettings } from './operator-settings.ts';
import type { Output } from './output.ts';
import { neverSilent } from './patience.ts';
import { onlyRegion, regionsOf } from './regions.ts';

interface UninstallOptions {
  readonly region: readonly string[];
  readonly profile?: string;
  readonly settings?: string;
  readonly removeTags?: boolean;
  /** Takes what people said off too. */
  readonly allAnswers?: boolean;
  /** Removes without asking. */
  readonly yes?: boolean;
}

/** @param ask replaced by tests */
export async function uninstall(options: UninstallOptions, output: Output, ask?: Ask): Promise<number> {
  const { removeTags: isRemoving = false, allAnswers = false, yes: isAgreed = false } = options;
  if (!isRemoving && (allAnswers || isAgreed)) {
    throw new UsageError('--all-answers and --yes go with --remove-tags: without it nothing is removed');
  }
  // Before any call: reading takes minutes, and then it would be for nothing.
  const asking = !isRemoving || isAgreed ? undefined : (ask ?? terminal('the tags are removed'));
  const { settings, regions: ofSettings } = operatorSettings(options.settings);
  const regions = await regionsOf(options.region, options.profile, ofSettings);
  const region = onlyRegion(regions, 'each region is uninstalled for itself');
  const caller = callerOf({ profile: options.profile }, output);
  const clients = clientsFor(region, caller);
  const { slack, snapshotBucket } = settingsFor(settings, region);

  const found = await neverSilent(`looking in ${region}`, caller.say, () =>
    leftovers(clients, { region, snapshotBucket }),
  );
  output.result(leftoversText(found, { region, webhookArn: slack?.webhookArn, allAnswers }));
  const unread = unreadIn(found);
  if (!isRemoving) return ended(unread);

  refuseBeside(found.stack, region);
  const targets = targetsIn(found, allAnswers);
  if (targets.length === 0) return ended(unread);
  const question = `Remove the tags of the janitor from ${count(targets.length, 'resource')}?`;
  if (asking !== undefined && !(await asking(question))) {
    output.say('No tag was removed.');
    return EXIT.couldNot;
  }
  // People take minutes for an answer, and somebody may have deployed it again.
  refuseBeside(await janitorStack(clients), region);
  const { removeTags } = await import('./remove-tags.ts');
  return ended([...unread, ...(await removeTags(targets, clients, { allAnswers }, output))]);
}

/** @throws CouldNotError with every failure */
function ended(failures: readonly string[]): number {
  if (failures.length > 0) throw new CouldNotError(failures.join('\n'));
  return EXIT.judged;
}

/** @throws CouldNotError unless it is known to be gone */
function refuseBeside(stack: Reading<JanitorStack>, region: string): void {
  if (stack.ok && stack.value.is === 'absent') return;
  const why = stack.ok
    ? `nlb-janitor is still deployed in ${region}: its next sweep would quarantine again and tell everybody; remove it first`
    : `whether nlb-janitor is still deployed could not be read: ${stack.why}`;
  throw new CouldNotError(`${why}\nNo tag was removed.`);
}

function targetsIn({ loadBalancers, targetGroups }: Leftovers, allAnswers: boolean): readonly Tagged[] {
  const all = [loadBalancers, targetGroups].flatMap((reading) => (reading.ok ? reading.value : []));
  return all.filter(({ tags }) => leftoverKeys(tags, { allAnswers }).remove.length > 0);
}
