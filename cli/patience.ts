/**
 * How long the command line waits, and what it says meanwhile: a person in front of a silent terminal soon believes that
 * it hangs.
 */
import type { Patience } from '../lambda/aws/hanging.ts';
import type { Kubernetes } from '../lambda/ports/read.ts';

/** Milliseconds; what a test replaces. */
export type Sleep = (milliseconds: number) => Promise<unknown>;

/** One call, to AWS or to a cluster. */
export const CALL_SECONDS = 20;

const NOTICE_SECONDS = 5;

/** @param say one line on stderr; undefined where nothing is to be said */
export function patience(say: ((text: string) => void) | undefined): Patience {
  return {
    seconds: CALL_SECONDS,
    noticeSeconds: NOTICE_SECONDS,
    waiting: (call, seconds) => say?.(`  still waiting for ${call}, ${seconds} s so far`),
  };
}

/** The same of clusters, whose connections are no SDK's. */
export function withNotices(
  kubernetes: Kubernetes,
  say: ((text: string) => void) | undefined,
  noticeSeconds = NOTICE_SECONDS,
): Kubernetes {
  if (say === undefined) return kubernetes;
  return {
    async view(cluster) {
      const startedAt = Date.now();
      const notices = setInterval(() => {
        const seconds = Math.round((Date.now() - startedAt) / 1000);
        say(`  still reading cluster ${cluster.name}, ${seconds} s so far`);
      }, noticeSeconds * 1000);
      try {
        return await kubernetes.view(cluster);
      } finally {
        clearInterval(notices);
      }
    },
  };
}

/**
 * Work of many calls, each of them quick: whenever nothing was said for a while, says that it goes on.
 * @param what `reading eu-west-3`
 * @param work is given what to say its own progress with, which counts as something said
 */
export async function neverSilent<T>(
  what: string,
  say: ((text: string) => void) | undefined,
  work: (say: ((text: string) => void) | undefined) => Promise<T>,
  noticeSeconds = NOTICE_SECONDS,
): Promise<T> {
  if (say === undefined) return work(undefined);
  const startedAt = Date.now();
  const silence = setInterval(
    () => say(`  still ${what}, ${Math.round((Date.now() - startedAt) / 1000)} s so far`),
    noticeSeconds * 1000,
  );
  try {
    return await work((text) => {
      silence.refresh();
      say(text);
    });
  } finally {
    clearInterval(silence);
  }
}
