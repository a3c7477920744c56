import { costInWords, monthlyCostUsd, sumUsd } from '../../../lambda/core/report/prices.ts';
import { slackMessageOf } from '../../../lambda/core/report/chat.ts';
import { textOf } from '../../../lambda/core/report/email.ts';
import { DELETED, digestOf, orphanEntryOf } from '../../support/digests.ts';
import { aLoadBalancer } from '../../support/builders.ts';

describe('the monthly cost', () => {
  it('is the hours and one public address per zone', () => {
    expect(monthlyCostUsd(aLoadBalancer({ zoneCount: 2 }), 'us-east-1')).toBe(23.73);
    expect(monthlyCostUsd(aLoadBalancer({ zoneCount: 3 }), 'eu-central-1')).toBe(30.66);
  });
  it('counts no addresses of an internal one', () => {
    expect(monthlyCostUsd(aLoadBalancer({ scheme: 'internal' }), 'us-east-1')).toBe(16.43);
  });
  it('counts no addresses that the customer goes on paying for', () => {
    expect(
      monthlyCostUsd(aLoadBalancer({ zoneCount: 2, addressAllocationIds: ['eipalloc-1', 'eipalloc-2'] }), 'us-east-1'),
    ).toBe(16.43);
  });
  it('takes the lowest price for a region it does not know', () => {
    expect(monthlyCostUsd(aLoadBalancer({ zoneCount: 0 }), 'xx-new-9')).toBe(16.43);
  });
  it.each([
    ['af-south-1', 21.89],
    ['ap-east-1', 20.22],
    ['me-south-1', 20.24],
    ['us-gov-east-1', 23.36],
    ['us-gov-west-1', 23.36],
  ])('is known in %s', (region, usd) => {
    expect(monthlyCostUsd(aLoadBalancer({ scheme: 'internal' }), region)).toBe(usd);
  });
  it.each(['cn-north-1', 'cn-northwest-1', 'eusc-de-east-1'])(
    'is unknown in %s, which is not billed in USD',
    (region) => {
      expect(monthlyCostUsd(aLoadBalancer(), region)).toBeUndefined();
    },
  );
  it('adds up without dust', () => {
    expect(sumUsd([0.1, 0.2])).toBe(0.3);
  });
  it('adds up what is known, and nothing where nothing is', () => {
    expect(sumUsd([])).toBe(0);
    expect(sumUsd([undefined, 0.2])).toBe(0.2);
    expect(sumUsd([undefined, undefined])).toBeUndefined();
  });
  it('is said in words', () => {
    expect(costInWords(23.725)).toBe('about USD 23.73 a month');
    for (const unknown of [null, undefined]) expect(costInWords(unknown)).toContain('unknown amount');
  });
});

it('that is unknown is told as such, by mail and in Slack', () => {
  const digest = digestOf([orphanEntryOf({ monthlyCostUsd: null }), { ...DELETED, monthlyCostUsd: null }]);
  for (const told of [textOf(digest), JSON.stringify(slackMessageOf(digest, 'Subject'))]) {
    expect(told.match(/an unknown amount a month \(not billed in USD\)/gi)).toHaveLength(2);
    expect(told).not.toMatch(/null|USD \d/);
  }
});
