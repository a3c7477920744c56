/**
 * The REST-XML protocol as S3 speaks it, server side: `/<bucket>/<key>` with parameters in headers and query in, headers
 * and an XML document or the bare object out (smithy.io/2.0/aws/protocols/aws-restxml-protocol.html). Buckets come in the
 * path only, which is where SDKs put them for an endpoint that is an IP address.
 */
import type { NormalizedSchema } from '@smithy/core/schema';

import { escaped, members } from './query-xml.ts';
import type { Operation, Protocol, WireRequest } from './wire.ts';

const REQUEST_ID = { 'x-amz-request-id': 'sandbox' };
const XML = { ...REQUEST_ID, 'content-type': 'application/xml' };
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function restXml(): Protocol {
  return {
    operationName: (request, operations) => operations.find((operation) => isFor(request, operation))?.name,
    input: (request, { input: schema }) => {
      const input: Record<string, unknown> = {};
      for (const [name, member] of schema.structIterator()) {
        const given = textFor(request, name, member);
        if (given !== undefined) input[name] = member.isNumericSchema() ? Number(given) : given;
      }
      return input;
    },
    answer: ({ name, output: schema }, output) => {
      const headers: Record<string, string> = {};
      let body: string | undefined;
      for (const [member, memberSchema] of schema.structIterator()) {
        const value: unknown = Reflect.get(output, member);
        const { httpHeader, httpPayload } = memberSchema.getMergedTraits();
        if (value === undefined) continue;
        if (httpPayload) body = value as string;
        else if (httpHeader !== undefined) headers[httpHeader] = headerText(memberSchema, value);
      }
      if (body !== undefined) return { status: 200, headers: { ...REQUEST_ID, ...headers }, body };
      const content = members(schema, output, (member) => member.getMergedTraits().httpHeader === undefined);
      if (content === '') return { status: 200, headers: { ...REQUEST_ID, ...headers }, body: '' };
      const root = `${name.replace(/^List.*/, 'ListBucket')}Result`;
      return {
        status: 200,
        headers: { ...XML, ...headers },
        body: `<${root} xmlns="${NAMESPACE}">${content}</${root}>`,
      };
    },
    error: ({ code, status, message }) => ({
      status,
      headers: XML,
      body: `<Error><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error>`,
    }),
  };
}

/** Whether method, kind of path (bucket or key) and fixed query are those of the operation. */
function isFor({ method, path, query }: WireRequest, { http }: Operation): boolean {
  if (http === undefined || http[0] !== method) return false;
  const [wantedPath = '', wantedQuery = ''] = http[1].split('?');
  const ofKey = keyIn(path) !== '';
  return (
    wantedPath.includes('{Key+}') === ofKey &&
    [...new URLSearchParams(wantedQuery)].every(([name, value]) => query.get(name) === value)
  );
}

function textFor(
  { path, query, headers, body }: WireRequest,
  name: string,
  member: NormalizedSchema,
): string | undefined {
  const { httpLabel, httpHeader, httpQuery, httpPayload } = member.getMergedTraits();
  if (httpLabel) return name === 'Bucket' ? decodeURIComponent(path.split('/')[1] ?? '') : keyIn(path);
  if (httpPayload) return body;
  if (httpQuery !== undefined) return query.get(httpQuery) ?? undefined;
  const header = httpHeader === undefined ? undefined : headers[httpHeader.toLowerCase()];
  return header === undefined ? undefined : String(header);
}

function keyIn(path: string): string {
  return decodeURIComponent(path.split('/').slice(2).join('/'));
}

function headerText(schema: NormalizedSchema, value: unknown): string {
  return schema.isTimestampSchema() ? (value as Date).toUTCString() : String(value);
}
