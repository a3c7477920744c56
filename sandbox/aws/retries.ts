/**
 * Retries without waiting: the SDK's retry middleware still decides which errors are worth a retry, and the number of
 * attempts is the product's; only the pauses between them are left out.
 */
import type { STSClientConfig } from '@aws-sdk/client-sts';

const MAX_ATTEMPTS = 6;

export function immediateRetries(): NonNullable<STSClientConfig['retryStrategy']> {
  return {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (previous, { errorType }) => {
      const isWorthIt = errorType === 'THROTTLING' || errorType === 'TRANSIENT';
      const retries = previous.getRetryCount() + 1;
      // The retry middleware takes a rejection for "give up" and throws the call's own error.
      if (!isWorthIt || retries >= MAX_ATTEMPTS) throw new Error('no more retries');
      return token(retries);
    },
    recordSuccess: () => {},
  };
}

function token(retries: number) {
  return { getRetryCount: () => retries, getRetryDelay: () => 0 };
}
