/** What a sweep could not read keeps everything as it is. */
import { Life } from '../support/life.ts';

describe('what a sweep could not read', () => {
  it('fails the run when it is the list of load balancers', async () => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({ command: 'DescribeLoadBalancers', with: 'denied' });
    expect((await life.sweep()).failures).toHaveLength(1);
    // What is due is not known then, so it may be.
    expect(life.writes()).toEqual(['SendMessage']);
  });

  it.each([
    'DescribeTags',
    'DescribeCluster',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
    'DescribeAutoScalingGroups',
    'DescribeLoadBalancerAttributes',
  ])('keeps everything when it is the answer to %s', async (command) => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({ command, with: 'denied' });
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });

  it('keeps everything when it is only the tags of the target groups', async () => {
    const life = new Life();
    life.anOrphan();
    life.account.fail({
      command: 'DescribeTags',
      with: 'denied',
      when: (input) => JSON.stringify(input).includes(':targetgroup/'),
    });
    await life.sweep();
    expect(life.writes()).toEqual([]);
  });
});
