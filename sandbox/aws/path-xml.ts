/**
 * The REST-XML protocol of services with labels in the path and one XML document in the answer, server side
 * (smithy.io/2.0/aws/protocols/aws-restxml-protocol.html). Requests without a body only: what the janitor reads has none.
 */
import { labelsOf } from './json.ts';
import { escaped, members } from './query-xml.ts';
import type { Protocol } from './wire.ts';

const HEADERS = { 'x-amzn-requestid': 'sandbox', 'content-type': 'text/xml' };

/** @param namespace of the service's documents */
export function pathXml(namespace: string): Protocol {
  return {
    operationName: (request, operations) =>
      operations.find((operation) => labelsOf(request, operation) !== undefined)?.name,
    input: (request, operation) => {
      const labels = labelsOf(request, operation);
      const input: Record<string, unknown> = {};
      for (const [name, member] of operation.input.structIterator()) {
        const { httpLabel, httpQuery } = member.getMergedTraits();
        const inQuery = httpQuery === undefined ? undefined : (request.query.get(httpQuery) ?? undefined);
        const given = httpLabel ? labels?.get(name) : inQuery;
        if (given !== undefined) input[name] = member.isNumericSchema() ? Number(given) : given;
      }
      return input;
    },
    answer: ({ name, output: schema }, output) => ({
      status: 200,
      headers: HEADERS,
      body: `<${name}Response xmlns="${namespace}">${members(schema, output)}</${name}Response>`,
    }),
    error: ({ code, status, message }) => ({
      status,
      headers: HEADERS,
      body:
        `<ErrorResponse xmlns="${namespace}"><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type>` +
        `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error>` +
        '<RequestId>sandbox</RequestId></ErrorResponse>',
    }),
  };
}
