/** Which sources of users outside Kubernetes are asked, and when. */
import { readOutsideUsers, type LookOutside, type OutsideReadings } from '../../lambda/collect/outside-users.ts';
import type { CollectSettings } from '../../lambda/collect/settings.ts';
import type { Reading } from '../../lambda/model/reading.ts';
import { USER_SOURCES, type Reference, type UserSource } from '../../lambda/model/users.ts';
import { aService, aView, unreadable } from '../support/builders.ts';
import { sources } from '../support/ports.ts';

type Settings = Pick<CollectSettings, 'usersOfNlb' | 'dnsRecords'>;
interface Part {
  readonly settings?: Partial<Settings>;
  readonly look?: LookOutside;
  readonly hasTargetGroups?: boolean;
  readonly records?: Reading<readonly Reference[]>;
  readonly externalDnsTargets?: readonly string[];
}

const NOBODY: Reading<readonly Reference[]> = { ok: true, value: [] };
const WITH_ADDRESS: Reading<readonly Reference[]> = { ok: true, value: [{ who: 'api.example.com', to: '192.0.2.1' }] };
const ADDRESSES: OutsideReadings['addresses'] = { ok: true, value: new Map([['arn:lb', ['192.0.2.1']]]) };

async function look({
  settings = {},
  look: how = { is: 'all' },
  hasTargetGroups = true,
  records = NOBODY,
  externalDnsTargets = [],
}: Part = {}) {
  const asked: string[] = [];
  const port = (source: UserSource) => async () => {
    asked.push(source);
    return source === 'route-53' ? records : NOBODY;
  };
  const readings = await readOutsideUsers(
    {
      outsideUsers: sources(port),
      networkInterfaces: {
        loadBalancerAddresses: async () => {
          asked.push('addresses');
          return ADDRESSES;
        },
      },
    },
    { usersOfNlb: {}, dnsRecords: 'caution', ...settings },
    how,
    {
      views: new Map([['prod', aView('prod', { services: { ok: true, value: [aService({ externalDnsTargets })] } })]]),
    },
    hasTargetGroups,
  );
  return { asked, readings };
}

it('asks every source, and gives each answer as it came', async () => {
  const { asked, readings } = await look({ records: unreadable('no records') });
  expect(asked).toEqual(USER_SOURCES);
  expect([...readings.outsideUsers.keys()]).toEqual(USER_SOURCES);
  expect(readings.outsideUsers.get('route-53')).toEqual({ is: 'asked', answer: unreadable('no records') });
});

it('does not ask a source that is switched off', async () => {
  const { asked, readings } = await look({ settings: { usersOfNlb: { cloudfront: 'off', 'api-gateway': 'on' } } });
  expect(asked).toEqual(USER_SOURCES.filter((source) => source !== 'cloudfront'));
  expect(readings.outsideUsers.get('cloudfront')).toEqual({ is: 'off' });
});

it('asks for services of ECS only where there may be a target group', async () => {
  const { asked, readings } = await look({ hasTargetGroups: false });
  expect(asked).not.toContain('ecs-services');
  expect(readings.outsideUsers.has('ecs-services')).toBe(false);
});

it('asks nobody when it is not due, and says so', async () => {
  const { asked, readings } = await look({ look: { is: 'not-due' }, settings: { usersOfNlb: { cloudfront: 'off' } } });
  expect(asked).toEqual([]);
  expect(readings.outsideUsers.get('api-gateway')).toEqual({ is: 'not-due' });
  expect(readings.outsideUsers.get('cloudfront')).toEqual({ is: 'off' });
});

it('asks for addresses only when a record holds one', async () => {
  expect((await look({ records: WITH_ADDRESS })).asked).toContain('addresses');
  expect((await look({ records: WITH_ADDRESS })).readings.addresses).toBe(ADDRESSES);
  const name: Reading<readonly Reference[]> = { ok: true, value: [{ who: 'api.example.com', to: 'a.elb.example' }] };
  expect((await look({ records: name })).asked).not.toContain('addresses');
});

it('asks for addresses when an annotation holds one, also where nobody else is due', async () => {
  for (const is of ['all', 'not-due'] as const) {
    const sent = await look({ look: { is }, externalDnsTargets: ['192.0.2.1'] });
    expect(sent.asked).toContain('addresses');
    expect(sent.readings.addresses).toBe(ADDRESSES);
    expect((await look({ look: { is }, externalDnsTargets: ['shop.example.com'] })).asked).not.toContain('addresses');
  }
});

describe('right before a delete', () => {
  it('asks for addresses again when an annotation holds one', async () => {
    const { readings: earlier } = await look({ records: WITH_ADDRESS });
    const { asked } = await look({ look: { is: 'again', earlier }, externalDnsTargets: ['192.0.2.1'] });
    expect(asked).toContain('addresses');
  });

  it('asks all again but the DNS records, whose earlier answer holds', async () => {
    const { readings: earlier } = await look({ records: WITH_ADDRESS });
    const { asked, readings } = await look({ look: { is: 'again', earlier } });
    expect(asked).toEqual(USER_SOURCES.filter((source) => source !== 'route-53'));
    expect(readings.outsideUsers.get('route-53')).toBe(earlier.outsideUsers.get('route-53'));
    expect(readings.addresses).toBe(earlier.addresses);
  });

  it('asks for the DNS records too where they veto', async () => {
    const { readings: earlier } = await look();
    expect((await look({ look: { is: 'again', earlier }, settings: { dnsRecords: 'veto' } })).asked).toEqual(
      USER_SOURCES,
    );
  });

  it('asks for the DNS records that were not read before', async () => {
    const earlier: OutsideReadings = { outsideUsers: new Map(), addresses: { ok: true, value: new Map() } };
    expect((await look({ look: { is: 'again', earlier } })).asked).toEqual(USER_SOURCES);
  });
});
