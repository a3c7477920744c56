/**
 * The moments of a run that a test can name, and what it wants to happen at them. A moment that never comes is an error
 * of the test: a change that did not happen would prove nothing.
 */
import type { SandboxCall } from '../../sandbox/aws/call-log.ts';

/** Known by what the run notes in its log (lambda/tell/log.ts). */
const NOTED = {
  /** Everything is read and judged, and nothing has been changed yet. */
  plan: 'planned',
} as const;

/** Known by a call. */
const CALLED = {
  /** `sweep` looks at the target groups of an NLB that it lets go. */
  release: ({ command, input }) => command === 'DescribeTargetGroups' && has(input, 'LoadBalancerArn'),
  /** The tags of a quarantine are written on an NLB. */
  quarantine: ({ command, input }) => command === 'AddTags' && says(input, 'nlb-janitor/quarantined-at'),
  /** Tags come off an NLB or a target group. */
  removal: ({ command }) => command === 'RemoveTags',
  /** A message goes out. */
  notice: ({ command }) => command === 'Publish',
  /** The tags of one NLB are read once more, right before something is done to it. */
  'fresh tags': ({ command, input }) => command === 'DescribeTags' && arnsIn(input).length === 1 && isOfNlb(input),
  /** `reap` looks at the load balancer again: the fresh reads before one delete begin. */
  'last look': ({ command }) => command === 'DescribeLoadBalancers',
  /** The NLB that is about to be deleted is written down. */
  snapshot: ({ command, input }) => command === 'PutObject' && says(input, '/snapshot.json'),
  /** `reap` counts the snapshots of today. */
  'count of the day': ({ command }) => command === 'ListObjectsV2',
  /** CloudTrail is asked who answered. */
  'look-up of answers': ({ command }) => command === 'LookupEvents',
  delete: ({ command }) => command === 'DeleteLoadBalancer',
  /** One target group is looked at, right before it is deleted. */
  'look at a target group': ({ command, input }) => command === 'DescribeTargetGroups' && has(input, 'TargetGroupArns'),
  'delete of a target group': ({ command }) => command === 'DeleteTargetGroup',
} as const satisfies Readonly<Record<string, (call: SandboxCall) => boolean>>;

export type CalledMoment = keyof typeof CALLED;
export type Moment = keyof typeof NOTED | CalledMoment;

interface Intervention {
  readonly when: 'before' | 'after';
  readonly moment: CalledMoment;
  /** What must have come before; undefined when nothing must. */
  readonly earlier: Moment | undefined;
  hasCome: boolean;
  readonly act: () => unknown;
}

export class Moments {
  #interventions: Intervention[] = [];
  #mistake: Error | undefined;

  /** Right before the first call of `later` that follows `earlier`. */
  between(earlier: Moment, later: CalledMoment, change: () => unknown): void {
    const act = async (): Promise<void> => {
      try {
        await change();
      } catch (error) {
        // Thrown here, it would pass for a call that failed, which is another world than the one that the test is about.
        this.#mistake ??= new Error('the change that the test made failed', { cause: error });
      }
    };
    this.#interventions.push({ when: 'before', moment: later, earlier, hasCome: false, act });
  }

  /** The first call of that moment fails with what is thrown, and has no effect. */
  failBefore(moment: CalledMoment, fail: () => never): void {
    this.#interventions.push({ when: 'before', moment, earlier: undefined, hasCome: true, act: fail });
  }

  /** The first call of that moment has its effect, and fails all the same. */
  failAfter(moment: CalledMoment, fail: () => never): void {
    this.#interventions.push({ when: 'after', moment, earlier: undefined, hasCome: true, act: fail });
  }

  noted(message: string): void {
    for (const one of this.#interventions) {
      if (one.earlier !== undefined && isNoted(one.earlier) && NOTED[one.earlier] === message) one.hasCome = true;
    }
  }

  /** To be awaited before the call has its effect. */
  async called(call: SandboxCall): Promise<void> {
    await this.#happen('before', call);
    for (const one of this.#interventions) {
      if (one.earlier !== undefined && !isNoted(one.earlier) && CALLED[one.earlier](call)) one.hasCome = true;
    }
  }

  /** To be awaited once the call has had its effect. */
  async answered(call: SandboxCall): Promise<void> {
    await this.#happen('after', call);
  }

  /** @throws when something did not happen, or went wrong, in the run that is over now */
  end(): void {
    const mistake = this.#mistake;
    const missed = this.#interventions.map(({ when, moment, earlier }) =>
      earlier === undefined ? `${when} "${moment}"` : `between "${earlier}" and "${moment}"`,
    );
    this.#mistake = undefined;
    this.#interventions = [];
    if (mistake !== undefined) throw mistake;
    if (missed.length > 0) throw new Error(`the test waited for a moment that never came: ${missed.join(', ')}`);
  }

  async #happen(when: Intervention['when'], call: SandboxCall): Promise<void> {
    const due = this.#interventions.filter((one) => one.when === when && one.hasCome && CALLED[one.moment](call));
    // Forgotten first: what happens may run another run.
    this.#interventions = this.#interventions.filter((one) => !due.includes(one));
    for (const { act } of due) await act();
  }
}

function isNoted(moment: Moment): moment is keyof typeof NOTED {
  return moment in NOTED;
}

function has(input: object, field: string): boolean {
  return (input as Readonly<Record<string, unknown>>)[field] !== undefined;
}

function says(input: object, text: string): boolean {
  return JSON.stringify(input).includes(text);
}

function arnsIn(input: object): readonly string[] {
  return (input as { readonly ResourceArns?: readonly string[] }).ResourceArns ?? [];
}

function isOfNlb(input: object): boolean {
  return says(input, ':loadbalancer/net/');
}
