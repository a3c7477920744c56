/** What a person hears while something takes long. */
import { CALL_SECONDS, neverSilent, patience, withNotices } from '../../cli/patience.ts';
import type { ClusterView } from '../../lambda/model/kubernetes.ts';
import { aCluster, aView } from '../support/builders.ts';

it('gives up after 20 seconds, and says before that what it waits for', () => {
  const said: string[] = [];
  const { seconds, noticeSeconds, waiting } = patience((text) => void said.push(text));
  waiting('EKS DescribeCluster', 5);
  expect([seconds, CALL_SECONDS, noticeSeconds < seconds]).toEqual([20, 20, true]);
  expect(said).toEqual(['  still waiting for EKS DescribeCluster, 5 s so far']);
});

it('says nothing when it is to be quiet', () => {
  expect(() => patience(undefined).waiting('EKS DescribeCluster', 5)).not.toThrow();
});

describe('reading a cluster', () => {
  /** What is said of a cluster that answers after so many milliseconds. */
  async function said(milliseconds: number): Promise<readonly string[]> {
    const texts: string[] = [];
    const view = async (): Promise<ClusterView> => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return aView();
    };
    const read = withNotices({ view }, (text) => void texts.push(text), 0.05);
    expect(await read.view(aCluster())).toEqual(aView());
    const meanwhile = [...texts];
    await new Promise((resolve) => setTimeout(resolve, 120));
    // Nothing comes after the answer.
    expect(texts).toEqual(meanwhile);
    return texts;
  }

  it('is told of while it takes long, and no longer', async () => {
    expect((await said(150))[0]).toBe('  still reading cluster prod, 0 s so far');
  });

  it('is not told of when it is quick', async () => {
    expect(await said(0)).toEqual([]);
  });

  it('is left as it is when nothing is to be said', () => {
    const kubernetes = { view: async () => aView() };
    expect(withNotices(kubernetes, undefined)).toBe(kubernetes);
  });
});

describe('work of many calls', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** What is said by the end of work that says something after each of the pauses, in seconds. */
  async function said(...pauses: readonly number[]): Promise<readonly string[]> {
    const texts: string[] = [];
    const working = neverSilent(
      'reading eu-west-3',
      (text) => void texts.push(text),
      async (say) => {
        for (const pause of pauses) {
          await new Promise((resolve) => setTimeout(resolve, pause * 1000));
          say?.(`after ${pause} s`);
        }
        return 'done';
      },
    );
    await jest.advanceTimersByTimeAsync(pauses.reduce((sum, pause) => sum + pause, 0) * 1000);
    expect(await working).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
    return texts;
  }

  it('is told of after five silent seconds, and again after five more', async () => {
    expect(await said(11)).toEqual([
      '  still reading eu-west-3, 5 s so far',
      '  still reading eu-west-3, 10 s so far',
      'after 11 s',
    ]);
  });

  it('is not told of while it speaks for itself', async () => {
    expect(await said(4, 4, 4)).toEqual(['after 4 s', 'after 4 s', 'after 4 s']);
    expect(await said(4, 6)).toEqual(['after 4 s', '  still reading eu-west-3, 9 s so far', 'after 6 s']);
  });

  it('ends with what fails', async () => {
    const failing = neverSilent(
      'x',
      () => undefined,
      async () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is silent when nothing is to be said', async () => {
    expect(await neverSilent('x', undefined, async (say) => say)).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
