/**
 * The EC2 Query protocol, server side (smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html): forms whose lists are all
 * flat and whose names all have a capital (`Filter.1.Value.1`), answers without a result element, errors in a list.
 */
import { document, element, escaped, inputOf, members, REQUEST_ID, type FormDialect } from './query-xml.ts';
import type { Protocol } from './wire.ts';

const EC2: FormDialect = {
  nameOf: (name, member) => {
    const { ec2QueryName: own, xmlName = name } = member.getMergedTraits();
    return typeof own === 'string' ? own : xmlName.charAt(0).toUpperCase() + xmlName.slice(1);
  },
  flatLists: true,
};

/** @param namespace of the answers' root element, as the service's API model has it */
export function ec2Xml(namespace: string): Protocol {
  return {
    operationName: ({ body }) => new URLSearchParams(body).get('Action') ?? undefined,
    input: ({ body }, { input }) => inputOf(body, input, EC2),
    answer: ({ name, output: schema }, output) => {
      const content = element('requestId', REQUEST_ID) + members(schema, output);
      return document(200, `<${name}Response xmlns="${namespace}">${content}</${name}Response>`);
    },
    error: ({ code, status, message }) => {
      const error = element('Error', element('Code', escaped(code)) + element('Message', escaped(message)));
      return document(status, element('Response', element('Errors', error) + element('RequestID', REQUEST_ID)));
    },
  };
}
