/**
 * What Slack takes, written apart from the code that keeps to it: the types of `@slack/types`, and the limits of the
 * pages docs.slack.dev/reference/block-kit/blocks and …/blocks/header-block, section-block, context-block,
 * docs.slack.dev/reference/block-kit/composition-objects/text-object and docs.slack.dev/reference/methods/chat.postMessage
 * (`text`: 4,000 characters are good, 40,000 the most).
 */
import type {
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { SlackMessage } from '../../lambda/core/report/chat.ts';
import type { SlackBlock } from '../../lambda/core/report/slack-blocks.ts';

/** Slack's types are of things that may be changed. */
type Changeable<T> = T extends object ? { -readonly [K in keyof T]: Changeable<T[K]> } : T;
type SlackTypes = HeaderBlock | SectionBlock | ContextBlock | DividerBlock;

/** Does not compile when a block of ours is none of Slack's. */
export function asSlackTypes(blocks: readonly SlackBlock[]): readonly SlackTypes[] {
  const changeable = structuredClone(blocks) as readonly Changeable<SlackBlock>[];
  return changeable;
}

interface Text {
  readonly type: string;
  readonly text: string;
}

const MOST = {
  blocks: 50,
  header: 150,
  text: 3000,
  field: 2000,
  elements: 10,
  fields: 10,
  notification: 4000,
  all: 12_000,
};

/** In words, what Slack would refuse of a message; as it is after JSON, which is what is sent. */
export function limitFaults(message: SlackMessage): readonly string[] {
  const { text, blocks } = JSON.parse(JSON.stringify(message)) as {
    readonly text: string;
    readonly blocks: readonly SlackTypes[];
  };
  const all = blocks.reduce((sum, block) => sum + textsOf(block).reduce((each, one) => each + one.text.length, 0), 0);
  return [
    ...length('text', text, MOST.notification),
    ...(blocks.length === 0 || blocks.length > MOST.blocks ? [`${blocks.length} blocks`] : []),
    ...(all > MOST.all ? [`${all} characters in all`] : []),
    ...blocks.flatMap(blockFaults),
  ];
}

function blockFaults(block: SlackTypes, index: number): readonly string[] {
  const at = `blocks[${index}] ${block.type}`;
  switch (block.type) {
    case 'divider':
      return [];
    case 'header':
      return [...kind(at, block.text, ['plain_text']), ...length(at, block.text.text, MOST.header)];
    case 'section': {
      const { text, fields = [] } = block;
      return [
        ...(text === undefined && fields.length === 0 ? [`${at}: neither text nor fields`] : []),
        ...(text === undefined ? [] : [...kind(at, text), ...length(at, text.text, MOST.text)]),
        ...(fields.length > MOST.fields ? [`${at}: ${fields.length} fields`] : []),
        ...fields.flatMap((field) => [...kind(at, field), ...length(at, field.text, MOST.field)]),
      ];
    }
    case 'context':
      return [
        ...(block.elements.length === 0 || block.elements.length > MOST.elements
          ? [`${at}: ${block.elements.length} elements`]
          : []),
        ...textsOf(block).flatMap((text) => [...kind(at, text), ...length(at, text.text, MOST.text)]),
      ];
    default:
      return [`${at}: of no kind that is used`];
  }
}

function textsOf(block: SlackTypes): readonly Text[] {
  switch (block.type) {
    case 'divider':
      return [];
    case 'context':
      return block.elements.filter((element): element is MrkdwnElement | PlainTextElement => 'text' in element);
    case 'section':
      return [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])];
    case 'header':
      return [block.text];
    default:
      return [];
  }
}

function kind(at: string, { type }: Text, allowed: readonly string[] = ['plain_text', 'mrkdwn']): readonly string[] {
  return allowed.includes(type) ? [] : [`${at}: text of type ${type}`];
}

function length(at: string, text: string, most: number): readonly string[] {
  if (text.trim() === '') return [`${at}: an empty text`];
  return text.length > most ? [`${at}: ${text.length} characters`] : [];
}

/** Markup that was cut open: code, bold or a link that nothing ends, or half an escape. */
export function openMarkup({ blocks }: SlackMessage): readonly string[] {
  return asSlackTypes(blocks)
    .flatMap(textsOf)
    .filter(({ type }) => type === 'mrkdwn')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => {
      const withoutCode = line.replaceAll(/`[^`]*`/g, '');
      const withoutLinks = withoutCode.replaceAll(/<https:\/\/[^<>|]+\|[^<>|]+>/g, '');
      return (
        withoutLinks.includes('`') ||
        /[<>]/.test(withoutLinks) ||
        (withoutLinks.match(/\*/g) ?? []).length % 2 === 1 ||
        /&(?!(amp|lt|gt);)/.test(line)
      );
    });
}

/** The text of each block that has one. */
export function blockTexts(blocks: readonly SlackBlock[]): readonly string[] {
  return asSlackTypes(blocks).flatMap((block) => textsOf(block).map(({ text }) => text));
}
