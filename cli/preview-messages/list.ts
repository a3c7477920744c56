/** Every kind of message that people can get. A kind is one row. */
import { messagesOf } from '../../lambda/core/report/messages.ts';
import type { Digest } from '../../lambda/core/report/entries.ts';
import {
  answered,
  deleted,
  leftBehind,
  noted,
  quarantined,
  refusedByAws,
  reminded,
  type SandboxNews,
} from './sandbox-news.ts';

/** As it goes through the topic. */
export interface PreviewMessage {
  readonly subject: string;
  /** Undefined where AWS writes the e-mail. */
  readonly mail: string | undefined;
  /** What the function `slack` gets. */
  readonly body: string;
}

interface PreviewKind {
  /** Of its files, without an ending. */
  readonly file: string;
  readonly says: string;
  readonly message: (sandbox: SandboxNews) => PreviewMessage;
}

const LEGACY = 'checkout/legacy';
const PREVIEW = 'shop/preview-377';
const BREAKER = '8 automatic deletes are due, and the limit of this day is 3';

export const PREVIEW_KINDS: readonly PreviewKind[] = [
  kind('orphan', 'One orphan, to be approved', (box) => box.digest([quarantined(box.orphan(LEGACY))])),
  kind('orphan-with-caution', 'An orphan with something that speaks for it', (box) =>
    box.digest([quarantined(box.orphan('mail/smtp'))]),
  ),
  kind('orphan-again', 'An orphan whose window starts again', (box) =>
    box.digest([quarantined(box.orphan(LEGACY), 'its target groups changed')]),
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
    box.digest([answered(box.orphan(LEGACY), 'approved', 'the caller is not one of the approvers')]),
  ),
  kind('note-limit', 'An approved load balancer waits for another day', (box) =>
    box.digest([noted(box.orphan(LEGACY), 'waits-for-limit', 'It is approved, but the limit of today is used up.')]),
  ),
  kind('note-unknown-word', 'A word in the tag that is no answer', (box) =>
    box.digest([
      noted(box.orphan(LEGACY), 'unknown-word', 'The tag nlb-janitor/approval says "yes", which is no answer.'),
    ]),
  ),
  kind('deleted', 'A load balancer was deleted', (box) => box.digest([deleted(box.orphan(LEGACY))])),
  kind('left-behind', 'Target groups that could not go with it', (box) =>
    box.digest([leftBehind(box.orphan(PREVIEW), 'given up after 7 days: cluster edge was not read')]),
  ),
  kind('released', 'A load balancer that is in use again', (box) =>
    box.digest([{ is: 'released', verdict: box.verdict('serves-service') }]),
  ),
  kind('failed', 'AWS refused a delete', (box) =>
    box.digest([refusedByAws(box.orphan('mail/smtp'), 'OperationNotPermitted: deletion protection is enabled')]),
  ),
  kind('refused', 'The breaker refused deletes', (box) =>
    box.digest([deleted(box.orphan(LEGACY)), { is: 'breaker-refused', why: BREAKER }], { approval: 'automatic' }),
  ),
  kind('hostile', 'An orphan whose names somebody wrote to do harm', (box) =>
    hostile(box.digest([quarantined(box.orphan(LEGACY))])),
  ),
  { file: 'alarm', says: 'A CloudWatch alarm', message: () => alarm() },
];

function kind(file: string, says: string, digest: (sandbox: SandboxNews) => Digest): PreviewKind {
  return {
    file,
    says,
    message: (sandbox) => {
      const [message] = messagesOf(digest(sandbox));
      if (message === undefined) throw new Error(`${file} is no message`);
      return { subject: message.subject, mail: message.text, body: message.json };
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

function alarm(): PreviewMessage {
  const name = 'nlb-janitor-sweep-failed';
  return {
    subject: `ALARM: "${name}" in EU (Paris)`,
    mail: undefined,
    body: JSON.stringify({
      AlarmName: name,
      AlarmDescription: `nlb-janitor's sweep failed in part, crashed or ran out of time. What to do: docs/runbook.md#a-function-failed`,
      AlarmArn: `arn:aws:cloudwatch:eu-west-3:123456789012:alarm:${name}`,
      AWSAccountId: '123456789012',
      Region: 'EU (Paris)',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      NewStateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (02/03/26 09:00:00)] was greater than or equal to the threshold (1.0).',
      StateChangeTime: '2026-03-02T09:05:12.345+0000',
    }),
  };
}
