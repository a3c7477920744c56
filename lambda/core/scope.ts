/**
 * What a run is about: everything, or the load balancers and clusters that its messages name. Pure. Scopes merge, so that
 * many messages make one run; a merged scope is never wider than its parts together.
 */
import type { AnswerEvent } from '../model/answer.ts';
import type { TagRemoval } from '../model/aws.ts';
import type { ChatAnswer } from '../model/chat.ts';
import type { Verdict } from '../model/verdict.ts';

export type Scope = Everything | Some;

/** Every NLB, whatever else was named. */
export interface Everything extends Seen {
  readonly is: 'everything';
}

/** The NLBs that are named, and those whose tags name one of the clusters. */
export interface Some extends Seen {
  readonly is: 'some';
  readonly arns: readonly string[];
  readonly clusters: readonly string[];
}

/** What the events say that woke the run, which CloudTrail lists only minutes later. It narrows nothing and widens nothing. */
interface Seen {
  readonly deletions?: readonly SeenDeletion[];
  readonly removals?: readonly TagRemoval[];
  readonly answers?: readonly AnswerEvent[];
  readonly chatAnswers?: readonly ChatAnswer[];
}

/** An EKS cluster that is being deleted, as one CloudTrail event says it. */
export interface SeenDeletion {
  readonly cluster: string;
  /** Undefined where the event names none. */
  readonly vpcId: string | undefined;
  /** When it was made; undefined where the event does not say. */
  readonly madeAt: Date | undefined;
  readonly deletedAt: Date;
  /** CloudTrail's own id of the event, by which it can be looked up. */
  readonly eventId: string;
}

/** A scope of what is named, and of nothing when nothing is. */
export function someOf({ arns = [], clusters = [], ...seen }: Partial<Omit<Some, 'is'>>): Some {
  return { is: 'some', arns: distinct(arns), clusters: distinct(clusters), ...seenIn([seen]) };
}

/** One scope about all that these are about. */
export function mergeScopes(scopes: readonly Scope[]): Scope {
  const seen = seenIn(scopes);
  if (scopes.some(({ is }) => is === 'everything')) return { is: 'everything', ...seen };
  const named = scopes.filter((scope) => scope.is === 'some');
  return someOf({
    arns: named.flatMap(({ arns }) => arns),
    clusters: named.flatMap(({ clusters }) => clusters),
    ...seen,
  });
}

/** The cluster deletions that came with it. */
export function deletionsIn({ deletions = [] }: Seen): readonly SeenDeletion[] {
  return deletions;
}

/** The removals of the janitor's tags by the AWS Load Balancer Controller that came with it. */
export function removalsIn({ removals = [] }: Seen): readonly TagRemoval[] {
  return removals;
}

/** What people answered, in the events that came with it. */
export function answersIn({ answers = [] }: Seen): readonly AnswerEvent[] {
  return answers;
}

/** Who answered a test card in the chat, in the events that came with it. */
export function chatAnswersIn({ chatAnswers = [] }: Seen): readonly ChatAnswer[] {
  return chatAnswers;
}

/** It names nothing to read or judge: only a test card was answered. */
export function isOfNothing(scope: Scope): boolean {
  return scope.is === 'some' && scope.arns.length === 0 && scope.clusters.length === 0;
}

/** The NLBs that suffice to be read; undefined where all must be: which ones name a cluster, only the tags of all say. */
export function onlyArns(scope: Scope): readonly string[] | undefined {
  return scope.is === 'some' && scope.clusters.length === 0 ? scope.arns : undefined;
}

/** What is done is narrowed to it; more may have been read. */
export function inScope(verdict: Verdict, scope: Scope): boolean {
  if (scope.is === 'everything') return true;
  const cluster = verdict.owner?.cluster;
  return scope.arns.includes(verdict.loadBalancer.arn) || (cluster !== undefined && scope.clusters.includes(cluster));
}

/** In one order, so that the same messages give the same scope however they arrive. */
function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

/** What all of them have seen; without a key for what none has. */
function seenIn(all: readonly Seen[]): Seen {
  const deletions = distinctEvents(all.flatMap(deletionsIn));
  const removals = distinctRemovals(all.flatMap(removalsIn));
  const answers = distinctEvents(all.flatMap(answersIn));
  const chatAnswers = distinctEvents(all.flatMap(chatAnswersIn));
  return {
    ...(deletions.length === 0 ? {} : { deletions }),
    ...(removals.length === 0 ? {} : { removals }),
    ...(answers.length === 0 ? {} : { answers }),
    ...(chatAnswers.length === 0 ? {} : { chatAnswers }),
  };
}

/** The last one of each load balancer. */
function distinctRemovals(removals: readonly TagRemoval[]): readonly TagRemoval[] {
  const inOrder = removals.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const byArn = new Map(inOrder.map((removal) => [removal.arn, removal]));
  return [...byArn.values()].toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
}

function distinctEvents<T extends { readonly eventId: string }>(events: readonly T[]): readonly T[] {
  const byEvent = new Map(events.map((event) => [event.eventId, event]));
  return [...byEvent.values()].toSorted((one, other) => (one.eventId < other.eventId ? -1 : 1));
}
