/**
 * The janitor itself as an account in a box has it once it is deployed: its stack, functions, rules, schedules and alarms
 * by the names that infra/ gives them. There is nothing until it is deployed; a test then breaks what it wants.
 */
import { settingsToEnvironment } from '../../lambda/settings/environment.ts';
import type { Settings } from '../../lambda/settings/settings.ts';
import type { Account } from '../account.ts';
import { FifoQueue } from './fifo-queue.ts';

export interface StoredFunction {
  readonly name: string;
  readonly roleArn: string;
  readonly changedAt: Date;
  readonly environment: Record<string, string>;
  state: 'Active' | 'Pending' | 'Inactive' | 'Failed';
  reservedConcurrency: number | undefined;
  /** The queue that runs it. */
  readonly queueArn: string | undefined;
  mapping: 'Enabled' | 'Disabled';
}

export interface StoredRule {
  readonly name: string;
  readonly targetArn: string;
  readonly deadLetterArn: string;
  state: 'ENABLED' | 'DISABLED';
}

export interface StoredSchedule {
  readonly name: string;
  readonly targetArn: string;
  state: 'ENABLED' | 'DISABLED';
}

export interface StoredAlarm {
  readonly name: string;
  readonly isComposite: boolean;
  readonly description: string;
  readonly rings: boolean;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  since: Date;
}

/** Those of infra/alarms.ts and its neighbours that a test may want to ring. */
const ALARMS: readonly (readonly [name: string, description: string])[] = [
  [
    'sweep-failed',
    "nlb-janitor's sweep failed in part, crashed or ran out of time. What to do: docs/runbook.md#a-function-failed, in the repository that nlb-janitor is deployed from",
  ],
  [
    'sweep-messages-wait',
    "nlb-janitor's sweep does not run: a message of its queue has waited for more than two hours. What to do: docs/runbook.md#messages-wait, in the repository that nlb-janitor is deployed from",
  ],
  [
    'paused',
    'nlb-janitor is paused: it deletes, tags and tells nothing. What to do: docs/runbook.md#paused, in the repository that nlb-janitor is deployed from',
  ],
];

type Owner = Pick<Account, 'accountId' | 'region' | 'clock' | 'queues' | 'topic' | 'chatTopic' | 'bucket'>;

export class JanitorStack {
  stack: { readonly name: string; status: string; reason?: string } | undefined;
  readonly functions = new Map<string, StoredFunction>();
  readonly rules = new Map<string, StoredRule>();
  readonly schedules: StoredSchedule[] = [];
  readonly alarms = new Map<string, StoredAlarm>();
  /** Events that could not be delivered. */
  readonly undelivered: FifoQueue;
  readonly #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
    const { accountId, region, clock } = owner;
    const name = 'nlb-janitor-UndeliveredEvents';
    this.undelivered = new FifoQueue({ name, accountId, region, clock, visibilitySeconds: 30, mostReceives: 3 });
  }

  /** As `cdk deploy` does, at the clock's time. */
  deploy(settings: Settings): void {
    const { region, queues, clock } = this.#owner;
    const isDeleting = settings.mode === 'delete';
    this.stack = { name: `nlb-janitor-${region}`, status: 'CREATE_COMPLETE' };
    this.#addFunction('sweep', settings, queues.sweep.arn);
    if (isDeleting) this.#addFunction('reap', settings, queues.reap.arn);
    if (settings.slack !== undefined) this.#addFunction('slack', settings, undefined);
    for (const name of ['TagFlip', 'ClusterDeleted']) {
      this.rules.set(name, {
        name,
        targetArn: queues.sweep.arn,
        deadLetterArn: this.undelivered.arn,
        state: 'ENABLED',
      });
    }
    const scheduled = isDeleting
      ? ([
          ['sweep', queues.sweep],
          ['reap', queues.reap],
        ] as const)
      : ([['sweep', queues.sweep]] as const);
    for (const [name, { arn }] of scheduled) {
      this.schedules.push({ name: `Schedule-${name}`, targetArn: arn, state: 'ENABLED' });
    }
    for (const [short, description] of ALARMS) this.#addAlarm(`nlb-janitor-${short}`, description, true, clock.now());
    this.#addAlarm(
      'nlb-janitor-not-sweeping',
      'nlb-janitor has not judged. What to do: docs/runbook.md#no-sweep, in the repository that nlb-janitor is deployed from',
      true,
      clock.now(),
    );
    this.#addAlarm('nlb-janitor-not-sweeping-silence', 'Part of nlb-janitor-not-sweeping', false, clock.now());
  }

  /** Everything that can hold a message. */
  get queues(): readonly FifoQueue[] {
    const own = Object.values(this.#owner.queues);
    return [...own, ...own.flatMap(({ deadLetters }) => deadLetters ?? []), this.undelivered];
  }

  #addFunction(name: string, settings: Settings, queueArn: string | undefined): void {
    const { accountId, region, topic, chatTopic, bucket, clock } = this.#owner;
    const roleOf = (which: string): string => `arn:aws:iam::${accountId}:role/nlb-janitor-${which}-${region}`;
    this.functions.set(`nlb-janitor-${name}`, {
      name: `nlb-janitor-${name}`,
      roleArn: roleOf(name),
      changedAt: clock.now(),
      environment: {
        ...settingsToEnvironment(settings),
        NLB_JANITOR_TOPIC_ARN: topic.arn,
        ...(settings.chat === undefined ? {} : { NLB_JANITOR_CHAT_TOPIC_ARN: chatTopic.arn }),
        NLB_JANITOR_BUCKET: bucket.name,
        NLB_JANITOR_ROLE_ARNS: (settings.mode === 'delete' ? ['sweep', 'reap'] : ['sweep']).map(roleOf).join(','),
      },
      state: 'Active',
      reservedConcurrency: undefined,
      queueArn,
      mapping: 'Enabled',
    });
  }

  #addAlarm(name: string, description: string, rings: boolean, since: Date): void {
    const isComposite = name === 'nlb-janitor-not-sweeping';
    this.alarms.set(name, { name, isComposite, description, rings, state: 'OK', since });
  }
}
