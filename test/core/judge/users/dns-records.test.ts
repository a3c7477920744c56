/** DNS records of the account that still point at an NLB: a caution, or a veto where the operator says so. */
import type { DnsRecordPolicy } from '../../../../lambda/model/policy.ts';
import type { Inspections } from '../../../../lambda/model/facts.ts';
import type { UserReading } from '../../../../lambda/model/users.ts';
import {
  aLoadBalancer,
  arnOf,
  facts,
  inspectionsOf,
  inWords,
  noOutsideUsers,
  unreadable,
  verdictOn,
} from '../../../support/builders.ts';

const L = aLoadBalancer();

function verdict(
  reading: UserReading,
  { dnsRecords = 'caution', ...part }: Partial<Inspections> & { dnsRecords?: DnsRecordPolicy } = {},
) {
  const outsideUsers = new Map(noOutsideUsers()).set('route-53', reading);
  return verdictOn({ ...facts({ inspections: inspectionsOf(L, { outsideUsers, ...part }) }), dnsRecords });
}

function records(...references: readonly (readonly [who: string, to: string])[]): UserReading {
  return { is: 'asked', answer: { ok: true, value: references.map(([who, to]) => ({ who, to })) } };
}

it('gives the names that still point at it, as a caution', () => {
  expect(verdict(records(['api.example.com', L.dnsName]))).toMatchObject({
    is: 'orphan',
    cautions: [{ kind: 'dns-record', words: 'api.example.com still points here.' }],
  });
  expect(verdict(records(['a.example.com', L.dnsName], ['b.example.com', `dualstack.${L.dnsName}.`]))).toMatchObject({
    cautions: [{ kind: 'dns-record', words: 'a.example.com and b.example.com still point here.' }],
  });
  expect(verdict(records(['api.example.com', `eu-west-3a.${L.dnsName}.`]))).toMatchObject({
    cautions: [{ kind: 'dns-record', words: 'api.example.com still points here.' }],
  });
  expect(verdict(records(['api.example.com', `x${L.dnsName}`]))).toMatchObject({ is: 'orphan', cautions: [] });
  expect(verdict(records(['api.example.com', `eu-west-3a.x${L.dnsName}`]))).toMatchObject({ cautions: [] });
});

it('is a veto where the setting says so', () => {
  const pointing = records(['api.example.com', L.dnsName]);
  expect(inWords(verdict(pointing, { dnsRecords: 'veto' }))).toBe('in-use: used-by-aws-service');
  expect(inWords(verdict(records(['api.example.com', `eu-west-3a.${L.dnsName}`]), { dnsRecords: 'veto' }))).toBe(
    'in-use: used-by-aws-service',
  );
  expect(inWords(verdict(pointing, { dnsRecords: 'caution' }))).toBe('orphan: service-gone');
  expect(inWords(verdict(records(['api.example.com', 'other.example.com']), { dnsRecords: 'veto' }))).toBe(
    'orphan: service-gone',
  );
});

describe('a record that holds an address', () => {
  const holding = records(['api.example.com', '192.0.2.7']);
  const addresses = (arn: string): Partial<Inspections> => ({
    addresses: { ok: true, value: new Map([[arn, ['192.0.2.6', '192.0.2.7']]]) },
  });

  it('points at the NLB whose address it is', () => {
    expect(verdict(holding, addresses(L.arn))).toMatchObject({
      cautions: [{ kind: 'dns-record', words: 'api.example.com still points here.' }],
    });
    expect(verdict(records(['api.example.com', '192.0.2.8']), addresses(L.arn))).toMatchObject({ cautions: [] });
  });

  it('may point at any while their addresses could not be read', () => {
    expect(inWords(verdict(holding, { addresses: unreadable('no interfaces') }))).toBe('unknown: unreadable');
    expect(inWords(verdict(holding, addresses(arnOf('other'))))).toBe('unknown: unreadable');
    const others = records(['api.example.com', 'other.example.com']);
    expect(inWords(verdict(others, { addresses: { ok: true, value: new Map() } }))).toBe('orphan: service-gone');
  });

  it.each([
    ['2001:db8:0:0:0:0:0:7', '2001:DB8::7'],
    ['2001:db8::7', '2001:0db8::0007'],
  ])('is the same address in any form: %s, %s', (own, written) => {
    const known = { addresses: { ok: true, value: new Map([[L.arn, [own]]]) } } as const;
    expect(verdict(records(['api.example.com', written]), known)).toMatchObject({
      cautions: [{ kind: 'dns-record', words: 'api.example.com still points here.' }],
    });
    expect(verdict(records(['api.example.com', `${written}0`]), known)).toMatchObject({ cautions: [] });
  });
});
