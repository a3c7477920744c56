/**
 * Takes the tags of a janitor that was uninstalled off load balancers and target groups, one at a time. This command's
 * one file that writes: it is loaded once a person has said yes.
 */
import { elbTagWriter } from '../lambda/aws/tag-writer.ts';
import type { AwsClients } from '../lambda/aws/clients.ts';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { plainText } from '../lambda/core/report/plain-text.ts';
import { leftoverKeys } from '../lambda/core/tags/leftover.ts';
import type { Tagged } from './leftovers.ts';
import type { Output } from './output.ts';

/** @returns what failed, one line for each; one that fails never keeps the others from it */
export async function removeTags(
  targets: readonly Pick<Tagged, 'arn' | 'name'>[],
  { elasticLoadBalancing }: AwsClients,
  answers: { readonly allAnswers: boolean },
  output: Output,
): Promise<readonly string[]> {
  const writer = elbTagWriter(elasticLoadBalancing);
  const reader = elbLoadBalancers(elasticLoadBalancing);
  const failures: string[] = [];
  for (const { arn, name } of targets) {
    // SAFETY: somebody may have said no since the list was read.
    const reading = await reader.tagsOf(arn);
    if (!reading.ok) {
      failures.push(`${name}: ${reading.why}`);
      continue;
    }
    if (reading.value.is === 'gone') continue;
    const { remove } = leftoverKeys(reading.value.tags, answers);
    if (remove.length === 0) continue;
    const removed = await writer.remove(arn, remove);
    if (removed.ok) output.result(plainText(`${name}: removed ${remove.join(', ')}`) + '\n');
    else failures.push(`${name}: ${removed.why}`);
  }
  return failures;
}
