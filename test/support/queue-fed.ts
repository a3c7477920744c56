/** A life whose functions run as they are deployed: what arrives in the queues runs them, and nothing else does. */
import type { Scope } from '../../lambda/core/scope.ts';
import { readBatch } from '../../lambda/core/trigger/batch.ts';
import type { RunResult } from '../../lambda/tell/log.ts';
import { EventSource, type QueueEvent } from '../../sandbox/event-source.ts';
import { Life } from './life.ts';

interface Run {
  readonly of: 'sweep' | 'reap';
  readonly scope: Scope;
  readonly messages: number;
  readonly result: RunResult;
}

export class QueueFed {
  readonly runs: Run[] = [];
  /** The most runs of one function that went on at the same time. */
  mostAtOnce = 0;
  #isToCrash = false;
  readonly #life: Life;
  readonly #sources: Readonly<Record<Run['of'], EventSource>>;
  readonly #running = { sweep: 0, reap: 0 };

  constructor(life: Life) {
    this.#life = life;
    const { sweep, reap } = life.account.queues;
    this.#sources = {
      sweep: new EventSource(sweep, (event) => this.#run('sweep', event)),
      reap: new EventSource(reap, (event) => this.#run('reap', event)),
    };
  }

  /** As the rules and the schedules write to the queue: the whole event, in the one group. */
  send(to: Run['of'], ...messages: readonly object[]): void {
    for (const message of messages)
      this.#life.account.queues[to].send({ body: JSON.stringify(message), groupId: 'runs' });
  }

  /** The next run does all of its work, and dies before it can say so. */
  crashNext(): void {
    this.#isToCrash = true;
  }

  /** One batch. @returns how many messages were handed over */
  poll(of: Run['of']): Promise<number> {
    return this.#sources[of].poll();
  }

  /** Lets both run until nothing is left to hand over. @returns the runs of this time */
  async settle(): Promise<readonly Run[]> {
    const before = this.runs.length;
    for (let handed = 1; handed > 0;) handed = (await this.poll('sweep')) + (await this.poll('reap'));
    return this.runs.slice(before);
  }

  async #run(of: Run['of'], event: QueueEvent): Promise<void> {
    const { accountId, region } = this.#life.account;
    const { scope } = readBatch(event, { account: accountId, region, roleArns: [] });
    if (scope === undefined) return;
    this.#running[of] += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running[of]);
    try {
      const result = await this.#life[of](scope);
      if (this.#isToCrash) {
        this.#isToCrash = false;
        throw new Error('the function crashed');
      }
      this.runs.push({ of, scope, messages: event.Records.length, result });
    } finally {
      this.#running[of] -= 1;
    }
  }
}

/** As many orphans, each with its notice, on the day on which their windows are over. */
export async function lifeOf(number: number, settings: Readonly<Record<string, unknown>> = {}) {
  const life = new Life({ maxDeletePercent: 100, ...settings });
  const arns = Array.from({ length: number }, (_, index) => life.anOrphan(`shop/web-${index}`));
  await life.due();
  return { life, fed: new QueueFed(life), arns };
}
