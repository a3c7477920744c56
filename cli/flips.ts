/** `nlb-janitor approve|reject|keep|release <arn or name>`: a person's answer, with the person's own AWS rights. */
import { createAwsClients } from '../lambda/aws/clients.ts';
import { elbLoadBalancers } from '../lambda/aws/load-balancers.ts';
import { elbTagWriter } from '../lambda/aws/tag-writer.ts';
import { giveAnswer } from '../lambda/act/answer.ts';
import { faultOfLastDay, type Answer } from '../lambda/core/plan/answer.ts';
import type { LoadBalancer } from '../lambda/model/aws.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import type { Output } from './output.ts';
import { regionsOf } from './regions.ts';
import { parseTarget } from './target.ts';

interface AnswerOptions {
  readonly region: readonly string[];
  readonly profile?: string;
}

export async function answer(which: string, what: Answer, options: AnswerOptions, output: Output): Promise<number> {
  const fault = what.is === 'keep' && what.until !== undefined ? faultOfLastDay(what.until, new Date()) : undefined;
  if (fault !== undefined) throw new UsageError(fault);
  const named = parseTarget(which);
  const regions = named.region === undefined ? await regionsOf(options.region, options.profile) : [named.region];

  const found: { target: LoadBalancer; region: string }[] = [];
  for (const region of regions) {
    const all = await elbLoadBalancers(clientsFor(region, options).elasticLoadBalancing).list();
    if (!all.ok) throw new CouldNotError(`${region}: ${all.why}`);
    found.push(
      ...all.value.filter(({ arn, name }) => arn === which || name === which).map((target) => ({ target, region })),
    );
  }
  const [only, ...more] = found;
  if (only === undefined) throw new CouldNotError(`${which}: no such load balancer in ${regions.join(', ')}`);
  if (more.length > 0) throw new CouldNotError(`${which}: there is one in each of several regions; give its ARN`);

  const elb = clientsFor(only.region, options).elasticLoadBalancing;
  const ports = { loadBalancers: elbLoadBalancers(elb), tagWriter: elbTagWriter(elb) };
  const result = await giveAnswer(what, only.target, new Date(), ports);
  if (!result.ok) throw new CouldNotError(result.why);
  output.result(`${result.said}\n`);
  return EXIT.judged;
}

function clientsFor(region: string, { profile }: AnswerOptions): ReturnType<typeof createAwsClients> {
  return createAwsClients({ region, ...(profile === undefined ? {} : { profile }) });
}
