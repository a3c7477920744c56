/** The quarantine of one NLB in the order in which it happens, what is to come included. Pure. */
import type { PendingSettings } from '../../plan/not-before.ts';
import { writeInstant } from '../../time.ts';
import { dateTime } from '../../words.ts';
import { answerInWords } from '../pending-words.ts';
import { outlookInWords, pendingIn } from '../quarantined.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import type { Row } from './region.ts';

/** Nothing where it is not quarantined. */
export function timeline({ one, report }: Row, settings: PendingSettings): Markup {
  const pending = pendingIn(one, report.at, settings);
  if (pending === undefined) return NOTHING;
  const { quarantine, notBefore, expiresAt, answer } = pending;
  const steps = [
    step('Quarantined', quarantine?.quarantinedAt),
    quarantine !== undefined && quarantine.notifiedAt === undefined
      ? markup`<li>Nobody was told yet</li>`
      : step('People told', quarantine?.notifiedAt),
    step('Reminded', quarantine?.remindedAt),
    markup`<li>${answer === 'none' ? 'Nobody answered yet' : capital(answerInWords(pending))}</li>`,
    step('Grace window ends, by its tags', quarantine?.deleteAfter),
    step('Not deleted before', notBefore),
    step('Approval expires', expiresAt),
    quarantine?.lastError === undefined ? NOTHING : markup`<li>Last error: ${quarantine.lastError}</li>`,
  ];
  return markup`<section>
    <h3>Quarantine</h3>
    <ol class="timeline">
      ${steps}
    </ol>
    <p>${outlookInWords({ judged: one, pending }, settings)}</p>
  </section>`;
}

function step(what: string, at: Date | undefined): Markup {
  return at === undefined
    ? NOTHING
    : markup`<li>${what} <time datetime="${writeInstant(at)}">${dateTime(at)}</time></li>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
