/** A change in the middle of a run comes exactly where a test puts it, and never silently not at all. */
import { Life } from './life.ts';

describe('a change between two moments', () => {
  it('comes once, right before the first call of the later moment that follows the earlier one', async () => {
    const life = new Life({ maxDeletePercent: 100 });
    await life.due(life.anOrphan('payments/api'), life.anOrphan('shop/web'));
    const seen: (readonly string[])[] = [];
    life.between('snapshot', 'fresh tags', () => seen.push(life.calls(() => true)));
    await life.reap();
    expect(seen).toHaveLength(1);
    // The call itself has been made by then, and has not been answered yet.
    expect(seen[0]?.slice(-4)).toEqual([
      expect.stringMatching(/^PutObject .*payments\/api.*snapshot\.json$/),
      'ListObjectsV2',
      'GetParameter',
      'DescribeTags payments/api',
    ]);
  });

  it.each([
    ['never comes', 'plan', 'delete', 'a moment that never came: between "plan" and "delete"'],
    ['comes too early', 'notice', 'quarantine', 'a moment that never came: between "notice" and "quarantine"'],
  ] as const)('fails the run when the later moment %s', async (_, earlier, later, why) => {
    const life = new Life();
    life.anOrphan();
    life.between(earlier, later, () => undefined);
    await expect(life.sweep()).rejects.toThrow(why);
  });

  it('fails the run when it fails itself: it must not pass for a call that failed', async () => {
    const life = new Life();
    life.anOrphan();
    life.between('plan', 'notice', () => life.cluster('misspelt'));
    await expect(life.sweep()).rejects.toThrow('the change that the test made failed');
  });
});

describe('a run that is killed', () => {
  it.each([
    ['before', (life: Life) => life.killRunBefore('notice'), 0],
    ['after', (life: Life) => life.killRunAfter('notice'), 1],
  ])('makes no more calls: %s its notice', async (_, kill, messages) => {
    const life = new Life();
    const arn = life.anOrphan();
    kill(life);
    await life.sweep();
    expect(life.account.messages).toHaveLength(messages);
    expect(life.marks(arn)).not.toHaveProperty('notified-at');
    await life.sweep();
    expect(life.marks(arn)).toHaveProperty('notified-at');
  });

  it('goes on when it is only the answer that is lost', async () => {
    const life = new Life();
    const arn = life.anOrphan();
    life.loseAnswerTo('quarantine');
    expect((await life.sweep()).failures).toHaveLength(1);
    expect(life.marks(arn)).toHaveProperty('quarantined-at');
  });

  it('fails when it never comes to its end', async () => {
    const life = new Life();
    life.killRunBefore('notice');
    await expect(life.sweep()).rejects.toThrow('a moment that never came: before "notice"');
  });
});
