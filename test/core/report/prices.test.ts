import { monthlyCostUsd, sumUsd } from '../../../lambda/core/report/prices.ts';
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
    expect(monthlyCostUsd(aLoadBalancer({ zoneCount: 2, customerAddressCount: 2 }), 'us-east-1')).toBe(16.43);
  });
  it('takes the lowest price for a region it does not know', () => {
    expect(monthlyCostUsd(aLoadBalancer({ zoneCount: 0 }), 'xx-new-9')).toBe(16.43);
  });
  it('adds up without dust', () => {
    expect(sumUsd([0.1, 0.2])).toBe(0.3);
  });
});
