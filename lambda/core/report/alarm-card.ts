/**
 * A CloudWatch alarm as it arrives by SNS → a Slack message: which alarm, why, what to do, and the numbers in small
 * print. Pure. The janitor's own alarms say what to do in their descriptions (infra/alarm.ts).
 */
import { dateTime } from '../words.ts';
import { consoleHost } from './answers.ts';
import { line } from './cards/card.ts';
import type { SlackMessage } from './chat.ts';
import { ended } from './notice-words.ts';
import { plainText } from './plain-text.ts';
import { context, header, section } from './slack-blocks.ts';
import { bold, code, link, prose } from './slack-text.ts';

/** What CloudWatch sends. Of the fields that may be missing, each is looked at before it is used. */
export interface Alarm {
  readonly AlarmName: string;
  readonly NewStateValue: string;
  readonly NewStateReason: string;
  readonly AlarmDescription?: unknown;
  readonly AlarmArn?: unknown;
  readonly AWSAccountId?: unknown;
  readonly StateChangeTime?: unknown;
}

export function alarmMessageOf(alarm: Alarm): SlackMessage {
  const name = plainText(alarm.AlarmName).trim() || 'without a name';
  const state = plainText(alarm.NewStateValue);
  const { why, whatToDo } = described(textOf(alarm.AlarmDescription));
  const reason = plainText(alarm.NewStateReason);
  const region = regionOf(textOf(alarm.AlarmArn));
  const title = state === 'OK' ? `Alarm over: ${name}` : `Alarm ${name}: ${state}`;
  return {
    text: prose(title),
    blocks: [
      header(title),
      section([
        `${EMOJI[state] ?? ':grey_question:'} ${bold(name)} ${IN_WORDS[state] ?? `is in state ${prose(state, 60)}`}`,
        where(textOf(alarm.AWSAccountId), region),
        line('Why', prose(ended(why ?? reason))),
        line('Since', since(textOf(alarm.StateChangeTime))),
        line(
          'What to do',
          [whatToDo ?? 'look at the alarm', linkTo(name, region)].filter((text) => text !== '').join(', '),
        ),
      ]),
      context([prose(reason) || 'CloudWatch gives no reason.']),
    ],
  };
}

const EMOJI: Readonly<Record<string, string>> = { ALARM: ':rotating_light:', OK: ':white_check_mark:' };
const IN_WORDS: Readonly<Record<string, string>> = {
  ALARM: 'rings',
  OK: 'no longer rings',
  INSUFFICIENT_DATA: 'has too few data',
};

/** `Something failed. What to do: docs/runbook.md#heading, in the repository …` */
function described(description: string | undefined): { readonly why?: string; readonly whatToDo?: string } {
  if (description === undefined || description.trim() === '') return {};
  const [why = '', whatToDo] = description.split(/\s*What to do: /, 2);
  if (whatToDo === undefined) return { why: why || description };
  const [place = '', repository] = whatToDo.split(/, /, 2);
  return {
    why: why || description,
    whatToDo: `see ${code(place)}${repository === undefined ? '' : `, ${prose(repository)}`}`,
  };
}

function where(account: string | undefined, region: string | undefined): string {
  return `Account ${prose(account ?? 'unknown', 60)}, ${region ?? 'region unknown'}`;
}

/** `arn:aws:cloudwatch:eu-west-3:123456789012:alarm:name` */
function regionOf(arn: string | undefined): string | undefined {
  const region = arn?.split(':')[3];
  return region !== undefined && /^[a-z]{2,}(-[a-z]+)+-\d$/.test(region) ? region : undefined;
}

function since(changedAt: string | undefined): string {
  return dateTime(new Date(changedAt ?? Number.NaN));
}

function linkTo(name: string, region: string | undefined): string {
  if (region === undefined) return '';
  const url = `https://${consoleHost(region)}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
  return link(url, 'open it in the console');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? plainText(value) : undefined;
}
