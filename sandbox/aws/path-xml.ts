/**
 * The REST-XML protocol as all services but S3 speak it, server side: labels in the path and parameters in the query in,
 * one XML document out (smithy.io/2.0/aws/protocols/aws-restxml-protocol.html). For lists: a request has no body.
 */
import { labelsOf } from './json.ts';
import { escaped, members } from './query-xml.ts';
import type { Protocol, WireAnswer } from './wire.ts';

const HEADERS = { 'x-amzn-requestid': 'sandbox', 'content-type': 'text/xml' };

/** @param namespace of the answers' root element, as the service's API model has it */
export function pathXml(namespace: string): Protocol {
  return {
    operationName: (request, operations) =>
      operations.find((operation) => labelsOf(request, operation) !== undefined)?.name,
    input: (request, operation) => {
      const input: Record<string, unknown> = {};
      const labels = labelsOf(request, operation);
      for (const [name, member] of operation.input.structIterator()) {
        const { httpLabel, httpQuery } = member.getMergedTraits();
        const given = httpLabel ? labels?.get(name) : httpQuery === undefined ? null : request.query.get(httpQuery);
        if (typeof given === 'string') input[name] = member.isNumericSchema() ? Number(given) : given;
      }
      return input;
    },
    answer: ({ name, output: schema }, output) => {
      for (const [member, payload] of schema.structIterator()) {
        const content: unknown = Reflect.get(output, member);
        if (payload.getMergedTraits().httpPayload && typeof content === 'object' && content !== null) {
          return document(200, `<${member} xmlns="${namespace}">${members(payload, content)}</${member}>`);
        }
      }
      return document(200, `<${name}Response xmlns="${namespace}">${members(schema, output)}</${name}Response>`);
    },
    error: ({ code, status, message }) => {
      const type = status >= 500 ? 'Receiver' : 'Sender';
      const error = `<Type>${type}</Type><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>`;
      return document(
        status,
        `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>sandbox</RequestId></ErrorResponse>`,
      );
    },
  };
}

function document(status: number, body: string): WireAnswer {
  return { status, headers: HEADERS, body };
}
