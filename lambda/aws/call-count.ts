/** Counts the attempts of SDK clients, and those that AWS refused because there were too many. Changes no call. */
import { awsError } from './errors.ts';
import { middlewareOf, type AnyAwsClient } from './pace.ts';

type CountingMiddleware = <Args, Output>(next: (args: Args) => Promise<Output>) => (args: Args) => Promise<Output>;

export class CallCount {
  calls = 0;
  throttled = 0;

  /** From now on the calls of this client count. */
  follow(client: AnyAwsClient): void {
    const counting: CountingMiddleware = (next) => async (args) => {
      this.calls += 1;
      try {
        return await next(args);
      } catch (error) {
        if (awsError({ service: '', action: '' }, error).kind === 'throttled') this.throttled += 1;
        throw error;
      }
    };
    // Inside of the retries, outside of what makes an error of the answer.
    middlewareOf(client).add(counting, { name: 'callCount', step: 'deserialize', priority: 'high' });
  }
}
