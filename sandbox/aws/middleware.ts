/**
 * Puts an account in a box behind a real SDK client. The middleware answers where the response would be parsed, inside
 * the SDK's retries: validation, retries, paginators and error classes stay real, and the HTTP handler is never
 * reached.
 */
import { middlewareOf } from '../../lambda/aws/pace.ts';
import type { AnyAwsClient } from '../../lambda/aws/pace.ts';
import type { Account } from '../account.ts';
import { answer, SERVICES } from './answer.ts';

/** From now on the client talks to the account, and to nothing else. */
export function attachSandbox(client: AnyAwsClient, account: Account): void {
  middlewareOf(client).add(
    (_next, context) =>
      async ({ input }) => {
        const command = String(context.commandName).replace(/Command$/, '');
        const clientName = String(context.clientName);
        const answered = await answer(account, clientName, command, input);
        const finish = SERVICES.find((service) => service.clientName === clientName)?.finish;
        const output = finish === undefined ? answered : finish(answered);
        return { response: {}, output: { ...output, $metadata: { httpStatusCode: 200, requestId: 'sandbox' } } };
      },
    { name: 'sandbox', step: 'deserialize', priority: 'high' },
  );
}
