/** How to answer for one NLB, where an answer changes what becomes of it: what each answer does, and its command. Pure. */
import { shellWord } from '../../commands.ts';
import type { PendingSettings } from '../../plan/not-before.ts';
import { keepDoes, rejectDoes } from '../notice-words.ts';
import type { Pending } from '../pending.ts';
import { pendingIn } from '../quarantined.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import type { Row } from './region.ts';

/** What a person can still say, and with which command an approval would count. */
type Asked = 'nothing' | 'keep' | 'approve' | 'approve --again';

export function toAnswer({ one, report }: Row, settings: PendingSettings): Markup {
  const pending = one.is === 'orphan' ? pendingIn(one, report.at, settings) : undefined;
  if (one.is !== 'orphan' || pending === undefined) return NOTHING;
  const asked = askedOf(pending, one.cautions.length > 0);
  if (asked === 'nothing') return NOTHING;
  const command = (answer: string): string =>
    `nlb-janitor ${answer} --region ${report.region} ${shellWord(one.loadBalancer.name)}`;
  return markup`<section>
    <h3>To answer</h3>
    <p>With a command of its notice, or in a clone of nlb-janitor:</p>
    <ul>
      ${line(keepDoes('It'), command('keep'))} ${line(rejectDoes('It'), command('reject'))}
      ${asked === 'keep' ? NOTHING : line('It is deleted once its grace window is over.', command(asked))}
    </ul>
  </section>`;
}

function line(does: string, command: string): Markup {
  return markup`<li>${does}<br /><code><bdi>${command}</bdi></code></li>`;
}

function askedOf({ wait }: Pending, hasCaution: boolean): Asked {
  switch (wait.is) {
    case 'kept':
    case 'rejected':
    case 'starts-again':
    // An approval before the notice does not count.
    case 'not-told':
      return 'nothing';
    case 'answer':
    case 'unknown-word':
      return 'approve';
    case 'silence':
      return hasCaution ? 'approve' : 'keep';
    case 'approval-expired':
      return 'approve --again';
    case 'mode-never-deletes':
    case 'approver-unknown':
    case 'refused-today':
    case 'window':
    case 'due':
      return 'keep';
  }
}
