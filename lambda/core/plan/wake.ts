/**
 * Whether `reap` is woken when `sweep` ends, and for what (docs/design.md section 2). Pure. Looks at the tags alone and
 * errs on the side of waking: `reap` reads, judges and counts again.
 */
import type { Facts } from '../../model/facts.ts';
import type { Verdict } from '../../model/verdict.ts';
import { inScope, someOf, type Scope } from '../scope.ts';
import { approvalOf } from '../tags/answers.ts';
import { isRipe } from './due.ts';
import type { PlanSettings } from './quarantine.ts';

/**
 * The scope to wake it with; undefined when nothing may be due. A run about everything wakes one about everything, the
 * only kind that makes automatic deletes; any other wakes one about what a person approved.
 */
export function wakeScope(
  verdicts: readonly Verdict[],
  facts: Facts,
  settings: PlanSettings,
  scope: Scope,
): Scope | undefined {
  const ripe = ripeIn(verdicts, facts, settings);
  if (scope.is === 'everything') return ripe.length === 0 ? undefined : { is: 'everything' };
  const approved = ripe.filter(isApproved).filter((verdict) => inScope(verdict, scope));
  return approved.length === 0 ? undefined : someOf({ arns: approved.map(({ loadBalancer }) => loadBalancer.arn) });
}

/** Those that a person approved and that may be due. */
export function ripeByApproval(verdicts: readonly Verdict[], facts: Facts, settings: PlanSettings): readonly Verdict[] {
  return ripeIn(verdicts, facts, settings).filter(isApproved);
}

function ripeIn(verdicts: readonly Verdict[], { now }: Facts, settings: PlanSettings): readonly Verdict[] {
  return verdicts.filter(({ loadBalancer, tags }) => tags !== undefined && isRipe(loadBalancer, tags, now, settings));
}

function isApproved({ tags }: Verdict): boolean {
  return tags !== undefined && approvalOf(tags) === 'approved';
}

/** For a run that could not even list the load balancers: what may be due is not known, so it may be. */
export function wakeUnseen(settings: Pick<PlanSettings, 'mode'>, scope: Scope): Scope | undefined {
  return settings.mode === 'delete' ? scope : undefined;
}
