/** What a full sweep leaves to the runs after it, and that no other run does. */
import { STATE_KEY } from '../../lambda/records/state.ts';
import { someOf } from '../../lambda/core/scope.ts';
import { Life } from '../support/life.ts';

const stored = (life: Life): unknown => {
  const text = life.account.objects.get(STATE_KEY)?.text;
  return text === undefined ? undefined : JSON.parse(text);
};

it('counts what is in use and what is an orphan', async () => {
  const life = new Life();
  life.anOrphan('a/one');
  life.anOrphan('a/two');
  life.account.setTags(life.anOrphan('a/kept'), { 'nlb-janitor/keep': 'true' });
  life.serve('a/two');
  await life.sweep();
  expect(stored(life)).toMatchObject({ version: 4, judgedAt: '2026-03-02T09:00:00Z', fleet: 2 });
});

it('names those that a person approved and that wait, the oldest notice first, no more than a day takes', async () => {
  const life = new Life({ maxDeletesPerDay: 2 });
  const young = life.anOrphan('a/young');
  await life.due(life.anOrphan('a/old'), life.anOrphan('a/older'), life.anOrphan('a/third'));
  await life.sweep();
  const { waiting } = stored(life) as { waiting: readonly string[] };
  expect(waiting).toHaveLength(2);
  expect(waiting).not.toContain(young);
});

it('says when users outside Kubernetes were last looked for, and that they were not when one did not answer', async () => {
  const life = new Life();
  life.anOrphan();
  await life.sweep();
  expect(stored(life)).toMatchObject({ usersReadAt: '2026-03-02T09:00:00Z' });
  life.toDay(0, 11);
  await life.sweep();
  const again = stored(life);
  life.toDay(0, 12);
  await life.sweep();
  // Quarantined since before the last look, which is less than a day old.
  expect(stored(life)).toMatchObject({ usersReadAt: (again as { usersReadAt: string }).usersReadAt });
});

it('is not written by a scoped sweep', async () => {
  const life = new Life();
  await life.sweep(someOf({ arns: [life.anOrphan()] }));
  expect(stored(life)).toBeUndefined();
});

it.each(['report', 'quarantine', 'delete'])('is written in mode %s', async (mode) => {
  const life = new Life({ mode });
  life.anOrphan();
  await life.sweep();
  expect(stored(life)).toMatchObject({ fleet: 1, waiting: [] });
});

it('that cannot be stored fails the run, and nothing else', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  life.account.fail({ command: 'PutObject', with: 'denied' });
  const run = await life.sweep();
  expect(run.failures).toEqual([
    expect.stringContaining('report/latest.html could not be stored') as string,
    expect.stringContaining('report/state.json could not be stored') as string,
  ]);
  expect(life.marks(arn)).toMatchObject({ reason: 'service-gone' });
});

it('a quarantine that starts again is told with what speaks against it now, however lately users were looked for', async () => {
  const life = new Life();
  const arn = life.anOrphan();
  await life.sweep();
  life.toDay(0, 11);
  await life.sweep();
  const { route53 } = life.account;
  const values = [life.account.loadBalancer(arn).dnsName];
  route53.add(route53.addZone('example.com'), { name: 'api.example.com', type: 'CNAME', values });
  life.account.removeTags(arn, 'nlb-janitor/approval');
  life.toDay(0, 12);
  await life.sweep();
  expect(life.digests.at(-1)?.entries).toMatchObject([{ cautions: ['api.example.com still points here.'] }]);
});
