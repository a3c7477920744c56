/**
 * The AWS JSON protocols, server side: JSON 1.0 and 1.1 name the operation in a header, REST-JSON by method and path
 * (smithy.io/2.0/aws/protocols). Instants are seconds since 1970.
 */
import type { NormalizedSchema } from '@smithy/core/schema';

import type { Operation, Protocol, WireAnswer, WireError, WireRequest } from './wire.ts';

const REQUEST_ID = { 'x-amzn-requestid': 'sandbox' };

/** JSON 1.0 and 1.1. `queryCompatible` services also say their error in the header that former Query clients read. */
export function awsJson(version: '1.0' | '1.1', { queryCompatible = false } = {}): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    operationName: ({ headers }) => String(headers['x-amz-target'] ?? '').split('.')[1],
    input: ({ body }, { input }) => parsedBody(input, body),
    answer: ({ output: schema }, output) => json(200, written(schema, output), { 'content-type': contentType }),
    error: (error) =>
      json(error.status, errorBody(error), {
        'content-type': contentType,
        ...(queryCompatible && {
          'x-amzn-query-error': `${error.code};${error.status >= 500 ? 'Receiver' : 'Sender'}`,
        }),
      }),
  };
}

/** REST-JSON, with labels in the path, parameters in the query and the rest in the body. */
export function restJson(): Protocol {
  const contentType = { 'content-type': 'application/json' };
  return {
    operationName: (request, operations) =>
      operations.find((operation) => labelsOf(request, operation) !== undefined)?.name,
    input: (request, operation) => {
      const input: Record<string, unknown> = request.body === '' ? {} : parsedBody(operation.input, request.body);
      const labels = labelsOf(request, operation);
      for (const [name, member] of operation.input.structIterator()) {
        const { httpLabel, httpQuery } = member.getMergedTraits();
        if (httpLabel) input[name] = labels?.get(name);
        if (httpQuery !== undefined && request.query.has(httpQuery)) {
          const texts = request.query.getAll(httpQuery);
          input[name] = member.isListSchema() ? texts : member.isNumericSchema() ? Number(texts[0]) : texts[0];
        }
      }
      return input;
    },
    answer: ({ output: schema }, output) => json(200, written(schema, output), contentType),
    error: (error) => json(error.status, errorBody(error), { ...contentType, 'x-amzn-errortype': error.code }),
  };
}

/** The labels of a path such as /clusters/{name}; undefined when method or path are another operation's. */
export function labelsOf({ method, path }: WireRequest, { http }: Operation): ReadonlyMap<string, string> | undefined {
  if (http === undefined || http[0] !== method) return undefined;
  const wanted = http[1].split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    const text = given[index] ?? '';
    if (label !== undefined && text !== '') labels.set(label, decodeURIComponent(text));
    else if (part !== text) return undefined;
  }
  return labels;
}

function parsedBody(schema: NormalizedSchema, body: string): Record<string, unknown> {
  const content: unknown = JSON.parse(body);
  if (typeof content !== 'object' || content === null) throw new Error('the body is no JSON object');
  return readStructure(schema, content);
}

function readStructure(schema: NormalizedSchema, content: object): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given: unknown = Reflect.get(content, nameOf(name, member));
    if (given !== undefined && given !== null) input[name] = read(member, given);
  }
  return input;
}

function read(schema: NormalizedSchema, given: unknown): unknown {
  if (schema.isTimestampSchema()) return new Date(Number(given) * 1000);
  if (schema.isListSchema() && Array.isArray(given)) return given.map((item) => read(schema.getValueSchema(), item));
  if (schema.isStructSchema() && typeof given === 'object' && given !== null) return readStructure(schema, given);
  return given;
}

function written(schema: NormalizedSchema, value: unknown): unknown {
  // By the shape, not by instanceof: under jest a date may be of another realm.
  if (schema.isTimestampSchema()) return (value as Date).getTime() / 1000;
  if (schema.isListSchema() && Array.isArray(value)) return value.map((item) => written(schema.getValueSchema(), item));
  if (!schema.isStructSchema() || typeof value !== 'object' || value === null) return value;
  const content: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given: unknown = Reflect.get(value, name);
    if (given !== undefined) content[nameOf(name, member)] = written(member, given);
  }
  return content;
}

function nameOf(name: string, member: NormalizedSchema): string {
  return member.getMergedTraits().jsonName ?? name;
}

function errorBody({ code, message }: WireError): object {
  return { __type: code, message };
}

function json(status: number, content: unknown, headers: Record<string, string>): WireAnswer {
  return { status, headers: { ...REQUEST_ID, ...headers }, body: JSON.stringify(content) };
}
