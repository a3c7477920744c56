/**
 * Puts an account in a box behind a real SDK client. The middleware answers where the response would be parsed, inside
 * the SDK's retries: validation, retries, paginators and error classes stay real, and the HTTP handler is never
 * reached. The short way answers before the request is made: paginators and error classes stay real, nothing is
 * validated, signed or tried again, and a call takes a fraction of the time.
 */
import { middlewareOf } from '../../lambda/aws/pace.ts';
import type { AnyAwsClient } from '../../lambda/aws/pace.ts';
import type { Account } from '../account.ts';
import { answer, SERVICES } from './answer.ts';

/** How much of the SDK a call goes through before the account answers. */
export type SandboxWay = 'whole' | 'short';

/** From now on the client talks to the account, and to nothing else. */
export function attachSandbox(client: AnyAwsClient, account: Account, way: SandboxWay = 'whole'): void {
  const answers =
    (_next: unknown, context: { readonly commandName?: unknown; readonly clientName?: unknown }) =>
    async ({ input }: { readonly input: object }) => {
      const command = String(context.commandName).replace(/Command$/, '');
      const clientName = String(context.clientName);
      const answered = await answer(account, clientName, command, input);
      const finish = SERVICES.find((service) => service.clientName === clientName)?.finish;
      const output = finish === undefined ? answered : finish(answered);
      return { response: {}, output: { ...output, $metadata: { httpStatusCode: 200, requestId: 'sandbox' } } };
    };
  const stack = middlewareOf(client);
  if (way === 'whole') stack.add(answers, { name: 'sandbox', step: 'deserialize', priority: 'high' });
  // Added last: what makes calls wait for one another comes before it.
  else stack.add(answers, { name: 'sandbox', step: 'initialize', priority: 'high' });
}
