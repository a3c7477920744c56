/** The page that a full sweep stores for people to look at. */
import { PAGE_KEY } from '../../lambda/core/report/html/key.ts';
import { someOf } from '../../lambda/core/scope.ts';
import { Life } from '../support/life.ts';

const stored = (life: Life): { text: string; contentType: string | undefined } | undefined =>
  life.account.objects.get(PAGE_KEY);

it.each(['report', 'quarantine', 'delete'])('is stored in mode %s, as a page for browsers', async (mode) => {
  const life = new Life({ mode });
  life.anOrphan('a/one');
  const run = await life.sweep();
  expect(run.failures).toEqual([]);
  expect(stored(life)?.contentType).toBe('text/html; charset=utf-8');
  expect(stored(life)?.text).toContain('<h1>1 orphan costs about USD');
  expect(stored(life)?.text).toContain('a/one');
});

it('is not stored by a scoped sweep, which would take the others off it', async () => {
  const life = new Life();
  await life.sweep(someOf({ arns: [life.anOrphan()] }));
  expect(stored(life)).toBeUndefined();
});

it('is stored by a paused sweep', async () => {
  const life = new Life();
  life.anOrphan('a/one');
  life.pause();
  await life.sweep();
  expect(stored(life)?.text).toContain('a/one');
});

it('tells of a quarantine as the run found it', async () => {
  const life = new Life();
  life.anOrphan('a/one');
  await life.sweep();
  expect(stored(life)?.text).not.toContain('class="timeline"');
  life.toDay(1);
  await life.sweep();
  expect(stored(life)?.text).toContain('class="timeline"');
  expect(stored(life)?.text).toContain('People told');
});

it('that cannot be stored fails the run, and stops nothing', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  life.account.onCall = ({ input }) => {
    if (Reflect.get(input, 'Key') === PAGE_KEY) throw new Error('no room');
  };
  const run = await life.sweep();
  expect(run.failures).toEqual([expect.stringMatching(/^report\/latest\.html could not be stored: /) as string]);
  expect(life.marks(arn)).toMatchObject({ reason: 'service-gone' });
});

it.each([
  ['says whose it is, where the settings name the tag', ['team'], true],
  ['does not where they name none', [], false],
])('%s', async (_what, ownerTagKeys, isSaid) => {
  const life = new Life({ ownerTagKeys });
  life.account.setTags(life.anOrphan('a/one'), { team: 'payments-team' });
  await life.sweep();
  expect(stored(life)?.text.includes('payments-team (tag team)')).toBe(isSaid);
});
