/** Every kind of message that people can get. A kind is one row. */
import { customNotificationOf } from '../../lambda/core/report/custom-notification.ts';
import { messagesOf } from '../../lambda/core/report/messages.ts';
import { summaryMessage } from '../../lambda/core/report/summary-message.ts';
import type { Summary } from '../../lambda/core/report/summary-form.ts';
import { DAY_MS } from '../../lambda/core/time.ts';
import type { MadeDeletion } from '../../lambda/model/record.ts';
import { DEMO_START } from '../../sandbox/demo-world.ts';
import type { Digest } from '../../lambda/core/report/entries.ts';
import type { PreviewMessage } from './message.ts';
import { BREAKER, NOTES, RESTARTS } from './run-words.ts';
import {
  AFTER_GRACE,
  ALICE,
  answered,
  answeredByNobodyKnown,
  deleted,
  deletedByItself,
  leftBehind,
  madeDeletion,
  noted,
  ownedBy,
  quarantined,
  refusedByAws,
  reminded,
  type SandboxNews,
} from './sandbox-news.ts';
import { testPreview } from './test-preview.ts';

interface PreviewKind {
  /** Of its files, without an ending. */
  readonly file: string;
  readonly says: string;
  readonly message: (sandbox: SandboxNews) => PreviewMessage;
}

const LEGACY = 'checkout/legacy';
const PREVIEW = 'shop/preview-377';

export const PREVIEW_KINDS: readonly PreviewKind[] = [
  kind('orphan', 'One orphan, to be approved, of a known owner', (box) =>
    box.digest([quarantined(ownedBy(box.orphan(LEGACY), 'checkout'))]),
  ),
  kind('orphan-with-caution', 'An orphan with something that speaks for it', (box) =>
    box.digest([quarantined(box.orphan('mail/smtp'))]),
  ),
  ...RESTARTS.map(({ file, says, why }) =>
    kind(`orphan-again-${file}`, `An orphan whose window starts again: ${says}`, (box) =>
      // The one with the caution that came.
      box.digest([quarantined(box.orphan(file === 'caution' ? 'mail/smtp' : LEGACY), why)]),
    ),
  ),
  kind('orphan-automatic', 'An orphan, with approval "automatic"', (box) =>
    box.digest([quarantined(box.orphan(LEGACY))], { approval: 'automatic' }),
  ),
  kind('orphan-quarantine', 'An orphan, in mode "quarantine"', (box) =>
    box.digest([quarantined(box.orphan(LEGACY))], { mode: 'quarantine' }),
  ),
  kind('orphans', 'Many orphans at once', (box) => box.digest(box.candidates.map((one) => quarantined(one)))),
  kind('reminder', 'A reminder, the day before an automatic delete', (box) =>
    box.digest([reminded(box.orphan(LEGACY))], { approval: 'automatic' }),
  ),
  kind('answered-approved', 'Somebody approved', (box) => box.digest([answered(box.orphan(LEGACY), 'approved')])),
  kind('answered-kept', 'Somebody keeps it', (box) => box.digest([answered(box.orphan(LEGACY), 'kept')])),
  kind('answered-not-counted', 'Somebody approved who may not', (box) =>
    box.digest([
      answered(box.orphan(LEGACY), 'approved', `${ALICE} is not among those whose approval counts (setting approvers)`),
    ]),
  ),
  kind('answered-by-unknown', 'Somebody approved; CloudTrail has not told who', (box) =>
    box.digest([answeredByNobodyKnown(box.orphan(LEGACY), 'approved')]),
  ),
  ...NOTES.map(({ what, says, why }) =>
    kind(`note-${what}`, says, (box) => box.digest([noted(box.orphan(LEGACY), what, why)])),
  ),
  kind('deleted', 'A load balancer was deleted', (box) =>
    box.digest([deleted(box.orphan(LEGACY))], { at: AFTER_GRACE }),
  ),
  kind('deleted-automatic', 'A load balancer was deleted, with approval "automatic"', (box) =>
    box.digest([deletedByItself(box.orphan(LEGACY))], { approval: 'automatic', at: AFTER_GRACE }),
  ),
  kind('left-behind', 'Target groups that could not go with it', (box) =>
    box.digest([leftBehind(box.orphan(PREVIEW), 'given up after 7 days: cluster edge was not read')], {
      at: AFTER_GRACE,
    }),
  ),
  kind('released', 'A load balancer that is in use again', (box) =>
    box.digest([{ is: 'released', verdict: box.verdict('serves-service') }]),
  ),
  kind('failed', 'AWS refused a delete', (box) =>
    box.digest([refusedByAws(box.orphan('mail/smtp'), 'OperationNotPermitted: deletion protection is enabled')], {
      at: AFTER_GRACE,
    }),
  ),
  kind('refused', 'The breaker refused deletes', (box) =>
    box.digest([deleted(box.orphan(LEGACY)), { is: 'breaker-refused', why: BREAKER }], {
      approval: 'automatic',
      at: AFTER_GRACE,
    }),
  ),
  kind('hostile', 'An orphan whose names somebody wrote to do harm', (box) =>
    hostile(box.digest([quarantined(box.orphan(LEGACY))])),
  ),
  summary('summary', 'The weekly summary', (box) =>
    box.summary({
      memory: { toldAt: weekBefore(DEMO_START), begunAt: undefined, orphans: [] },
      quarantinedNow: new Set(box.candidates.map(({ orphan }) => orphan.loadBalancer.arn)),
      deleted: { ok: true, value: [deletedLastWeek(box)] },
    }),
  ),
  summary('summary-report', 'The first summary, in mode "report"', (box) => box.summary({ mode: 'report' })),
  summary('summary-paused', 'The summary of a janitor that is paused', (box) =>
    box.summary({
      pause: { is: 'paused', by: 'person', why: 'paused since 2026-02-28 09:00 UTC; `nlb-janitor resume` ends it' },
      deleted: { ok: true, value: [] },
    }),
  ),
  { file: 'test', says: 'The test of doctor, and what the chat says to an answer', message: () => testPreview() },
  { file: 'alarm', says: 'A CloudWatch alarm', message: () => alarm('ALARM') },
  { file: 'alarm-over', says: 'A CloudWatch alarm that is over', message: () => alarm('OK') },
];

function deletedLastWeek(box: SandboxNews): MadeDeletion {
  const deletedAt = new Date(DEMO_START.getTime() - 3 * DAY_MS);
  const [name, service] = ['k8s-shop-preview2-1f0c7a22be', 'shop/preview-298'];
  return { ...madeDeletion(box.orphan(PREVIEW)), name, service, deletedAt };
}

function weekBefore(at: Date): Date {
  return new Date(at.getTime() - 7 * DAY_MS);
}

function summary(file: string, says: string, make: (sandbox: SandboxNews) => Summary): PreviewKind {
  return {
    file,
    says,
    message: (sandbox) => {
      const { subject, text, json, card } = summaryMessage(() => make(sandbox));
      return { subject, mail: text, body: json, cards: [card] };
    },
  };
}

function kind(file: string, says: string, digest: (sandbox: SandboxNews) => Digest): PreviewKind {
  return {
    file,
    says,
    message: (sandbox) => {
      const made = digest(sandbox);
      const [message] = messagesOf(made);
      if (message === undefined) throw new Error(`${file} is no message`);
      const cards = message.entries.map((entry) => customNotificationOf(entry, made));
      return { subject: message.subject, mail: message.text, body: message.json, cards };
    },
  };
}

const HARM = '</pre><script>alert(1)</script> <!channel> *x* `y` \u202e<https://evil.example|here>';

function hostile(digest: Digest): Digest {
  return {
    ...digest,
    entries: digest.entries.map((entry) =>
      entry.kind === 'orphan'
        ? { ...entry, service: HARM, cluster: HARM, explanation: `${HARM}.`, cautions: [HARM], dnsName: HARM }
        : entry,
    ),
  };
}

function alarm(state: 'ALARM' | 'OK'): PreviewMessage {
  const name = 'nlb-janitor-sweep-failed';
  return {
    subject: `${state}: "${name}" in EU (Paris)`,
    mail: undefined,
    cards: [],
    body: JSON.stringify({
      AlarmName: name,
      AlarmDescription: `nlb-janitor's sweep failed in part, crashed or ran out of time. What to do: docs/runbook.md#a-function-failed, in the repository that nlb-janitor is deployed from`,
      AlarmArn: `arn:aws:cloudwatch:eu-west-3:123456789012:alarm:${name}`,
      AWSAccountId: '123456789012',
      Region: 'EU (Paris)',
      NewStateValue: state,
      OldStateValue: state === 'OK' ? 'ALARM' : 'OK',
      NewStateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (02/03/26 09:00:00)] was greater than or equal to the threshold (1.0).',
      StateChangeTime: '2026-03-02T09:05:12.345+0000',
    }),
  };
}
