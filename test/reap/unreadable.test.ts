/** What a reap could not read before it planned: nothing is deleted, and what fails the run is visible. */
import { aDueOrphan } from './due-orphan.ts';

describe('what a reap could not read', () => {
  it('fails the run when it is the list of load balancers', async () => {
    const { life } = await aDueOrphan();
    life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    expect((await life.reap()).failures).toHaveLength(1);
    expect(life.writes()).toEqual([]);
  });

  it('makes nothing due when it is the tags, and says so: it must not look like nothing to do', async () => {
    const { life } = await aDueOrphan();
    life.notes.length = 0;
    life.account.fail({ command: 'DescribeTags', with: 'denied' });
    expect(await life.reap()).toMatchObject({ outcomes: [], failures: [] });
    expect(life.notes).toContain('unreadable');
    expect(life.writes()).toEqual([]);
  });
});
