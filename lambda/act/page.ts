/** Stores the page of what a full sweep judged, for people to look at: as it was found, before anything was written. */
import { PAGE_KEY } from '../core/report/html/key.ts';
import { scanPage } from '../core/report/html/page.ts';
import type { PageSettings } from '../core/report/html/settings.ts';
import { scanReport } from '../core/report/scan.ts';
import type { Scope } from '../core/scope.ts';
import type { Facts } from '../model/facts.ts';
import { NOTHING_DONE, type Done } from '../model/outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import type { World } from '../ports/world.ts';
import type { ReportStore } from '../ports/write.ts';

interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
  readonly scope: Scope;
}

/** A run about some of them would take the others off the page. A page that cannot be stored stops nothing. */
export async function storePage(
  { verdicts, facts, scope }: Judged,
  settings: PageSettings,
  { write }: Pick<World<{ readonly report: ReportStore }>, 'write'>,
): Promise<Done> {
  if (scope.is !== 'everything') return NOTHING_DONE;
  const couldNot = (why: string): Done => ({ ...NOTHING_DONE, failures: [`${PAGE_KEY} could not be stored: ${why}`] });
  try {
    const page = scanPage([{ region: facts.region, report: scanReport(facts, verdicts) }], settings);
    const stored = await write.report.putPage(PAGE_KEY, page);
    return stored.ok ? NOTHING_DONE : couldNot(stored.why);
  } catch (error) {
    // A fault of the page is no reason to let people go without their notices.
    return couldNot(error instanceof Error ? error.message : 'unknown error');
  }
}
