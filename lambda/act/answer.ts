/**
 * Carries out a person's answer, with the person's own rights: the tags are read, and one call adds or removes some.
 */
import { answerWrite, type Answer } from '../core/plan/answer.ts';
import { quarantineAsTagged } from '../core/tags/quarantine.ts';
import type { LoadBalancer } from '../model/aws.ts';
import type { LoadBalancers } from '../ports/read.ts';
import type { TagWriter } from '../ports/write.ts';

export type AnswerResult = { readonly ok: true; readonly said: string } | { readonly ok: false; readonly why: string };

interface AnswerPorts {
  readonly loadBalancers: LoadBalancers;
  readonly tagWriter: TagWriter;
}

export async function giveAnswer(
  answer: Answer,
  target: LoadBalancer,
  now: Date,
  { loadBalancers, tagWriter }: AnswerPorts,
): Promise<AnswerResult> {
  const refuse = (why: string): AnswerResult => ({ ok: false, why: `${target.name}: ${why}` });
  if (target.type !== 'network') return refuse(`is of type ${target.type}; only Network Load Balancers are judged`);
  const reading = await loadBalancers.tagsOf(target.arn);
  if (!reading.ok) return refuse(reading.why);
  if (reading.value.is === 'gone') return refuse('is gone');

  const { tags } = reading.value;
  const quarantine = quarantineAsTagged(tags, target.createdAt, now);
  const write = answerWrite(answer, tags, quarantine, now);
  if (write.is === 'refused') return refuse(write.why);
  if (write.is === 'unchanged') return { ok: true, said: `${target.name}: ${write.said}` };
  const result =
    write.is === 'add' ? await tagWriter.add(target.arn, write.tags) : await tagWriter.remove(target.arn, write.keys);
  return result.ok ? { ok: true, said: `${target.name}: ${write.said}` } : refuse(result.why);
}
