/**
 * The AWS Query protocol, server side: form parameters in (`Tags.member.1.Key`), XML documents out
 * (smithy.io/2.0/aws/protocols/aws-query-protocol.html). It shares no code with the SDK's side of it. What EC2 does
 * otherwise: ec2-xml.ts.
 */
import type { NormalizedSchema } from '@smithy/core/schema';

import type { Protocol, WireAnswer } from './wire.ts';

export const REQUEST_ID = 'sandbox';
const HEADERS = { 'content-type': 'text/xml', 'x-amzn-requestid': REQUEST_ID };

/** @param namespace of the answers' root element, as the service's API model has it */
export function queryXml(namespace: string): Protocol {
  return {
    operationName: ({ body }) => new URLSearchParams(body).get('Action') ?? undefined,
    input: ({ body }, { input }) => inputOf(body, input, QUERY),
    answer: ({ name, output: schema }, output) => {
      const result = element(`${name}Result`, members(schema, output));
      const metadata = element('ResponseMetadata', element('RequestId', REQUEST_ID));
      return document(200, `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`);
    },
    error: ({ code, status, message }) => {
      const type = element('Type', status >= 500 ? 'Receiver' : 'Sender');
      const error = element('Error', type + element('Code', escaped(code)) + element('Message', escaped(message)));
      const id = element('RequestId', REQUEST_ID);
      return document(status, `<ErrorResponse xmlns="${namespace}">${error}${id}</ErrorResponse>`);
    },
  };
}

/** Where the protocols that send forms differ. */
export interface FormDialect {
  /** The name of a structure's member in a form. */
  readonly nameOf: (name: string, member: NormalizedSchema) => string;
  /** Every list is flat (`Tag.1.Key`), whatever its shape says. */
  readonly flatLists: boolean;
}

const QUERY: FormDialect = { nameOf: (name, member) => member.getMergedTraits().xmlName ?? name, flatLists: false };

/** @param body the form */
export function inputOf(body: string, schema: NormalizedSchema, dialect: FormDialect): Record<string, unknown> {
  return structure(schema, treeOf(new URLSearchParams(body)), dialect);
}

// ── form parameters → input ─────────────────────────────────────────────────────────────────────────────────────────

/** Parameters by the parts of their names: `{ Tags: { member: { 1: { Key: … } } } }`. */
interface Tree {
  value?: string;
  readonly under: Map<string, Tree>;
}

function treeOf(parameters: URLSearchParams): Tree {
  const root: Tree = { under: new Map() };
  for (const [name, value] of parameters) {
    let at = root;
    for (const part of name.split('.')) {
      const next = at.under.get(part) ?? { under: new Map() };
      at.under.set(part, next);
      at = next;
    }
    at.value = value;
  }
  return root;
}

function structure(schema: NormalizedSchema, tree: Tree, dialect: FormDialect): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given = tree.under.get(dialect.nameOf(name, member));
    if (given !== undefined) input[name] = valueOf(member, given, dialect);
  }
  return input;
}

function valueOf(schema: NormalizedSchema, tree: Tree, dialect: FormDialect): unknown {
  if (schema.isStructSchema()) return structure(schema, tree, dialect);
  if (schema.isListSchema()) {
    return items(schema, tree, dialect).map((item) => valueOf(schema.getValueSchema(), item, dialect));
  }
  if (schema.isMapSchema()) {
    const { keyName, valueName } = entryNames(schema);
    const entries = numbered(tree.under.get('entry')).map(({ under }) => [
      under.get(keyName)?.value ?? '',
      valueOf(schema.getValueSchema(), under.get(valueName) ?? { under: new Map() }, dialect),
    ]);
    return Object.fromEntries(entries);
  }
  const text = tree.value ?? '';
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

/** An empty list is sent as the list's name with nothing behind it. */
function items(schema: NormalizedSchema, tree: Tree, { flatLists }: FormDialect): readonly Tree[] {
  if (flatLists || schema.getMergedTraits().xmlFlattened) return numbered(tree);
  return numbered(tree.under.get(schema.getValueSchema().getMergedTraits().xmlName ?? 'member'));
}

function numbered(tree: Tree | undefined): readonly Tree[] {
  return [...(tree?.under ?? [])].toSorted(([one], [other]) => Number(one) - Number(other)).map(([, item]) => item);
}

// ── output → XML ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The members of a structure as XML elements. */
export function members(
  schema: NormalizedSchema,
  output: object,
  isIn: (member: NormalizedSchema) => boolean = () => true,
): string {
  let xml = '';
  for (const [name, member] of schema.structIterator()) {
    const given: unknown = Reflect.get(output, name);
    if (given !== undefined && isIn(member)) xml += memberXml(member.getMergedTraits().xmlName ?? name, member, given);
  }
  return xml;
}

function memberXml(name: string, schema: NormalizedSchema, given: unknown): string {
  if (schema.isListSchema()) {
    const itemSchema = schema.getValueSchema();
    const flat = Boolean(schema.getMergedTraits().xmlFlattened);
    const itemName = flat ? name : (itemSchema.getMergedTraits().xmlName ?? 'member');
    const xml = (given as readonly unknown[]).map((item) => memberXml(itemName, itemSchema, item)).join('');
    return flat ? xml : element(name, xml);
  }
  if (schema.isMapSchema()) {
    const { keyName, valueName } = entryNames(schema);
    const entries = Object.entries(given as object).map(([key, entry]) =>
      element('entry', element(keyName, escaped(key)) + memberXml(valueName, schema.getValueSchema(), entry)),
    );
    return element(name, entries.join(''));
  }
  if (schema.isStructSchema()) return element(name, members(schema, given as object));
  // By the shape, not by instanceof: under jest a date may be of another realm.
  return element(name, escaped(schema.isTimestampSchema() ? (given as Date).toISOString() : String(given)));
}

function entryNames(schema: NormalizedSchema) {
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  return { keyName, valueName: schema.getValueSchema().getMergedTraits().xmlName ?? 'value' };
}

export function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

/** Text as the content of an XML element. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;');
}

export function document(status: number, body: string): WireAnswer {
  return { status, headers: HEADERS, body };
}
