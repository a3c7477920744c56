/** Annotations that tell external-dns to send names to the NLB: a caution, and never a claim. */
import { indexClaims } from '../../../../lambda/core/judge/claims.ts';
import { externalDnsTargets } from '../../../../lambda/core/judge/users/external-dns-targets.ts';
import {
  aLoadBalancer,
  aService,
  aView,
  DEFAULT_SERVICE,
  facts,
  inspectionsOf,
  inWords,
  unreadable,
  verdictOn,
  type FactsPart,
} from '../../../support/builders.ts';

const L = aLoadBalancer();
const UID = '99999999-0000-4000-8000-000000000000';
const CAUTION = {
  kind: 'external-dns-target',
  words:
    'Service team/web in cluster prod tells external-dns to send its names here (annotation external-dns…/target).',
  about: ['Service team/web in cluster prod'],
};

const sending = (...targets: string[]): FactsPart => ({ view: viewOf(targets) });

function viewOf(targets: readonly string[], ...more: readonly string[]) {
  const services = ['web', ...more].map((name) =>
    aService({ namespace: 'team', name, uid: `${UID}${name}`, type: 'ClusterIP', externalDnsTargets: targets }),
  );
  return aView('prod', { services: { ok: true, value: [DEFAULT_SERVICE, ...services] } });
}

const look = (part: FactsPart) => {
  const given = facts(part);
  return externalDnsTargets.look(L, given, indexClaims(given));
};

it('is a caution on the orphan, and no more', () => {
  const verdict = verdictOn(facts(sending('other.example', L.dnsName)));
  expect(inWords(verdict)).toBe('orphan: service-gone');
  expect(verdict).toMatchObject({ cautions: [CAUTION] });
  expect(verdictOn(facts(sending('other.example')))).toMatchObject({ cautions: [] });
});

it('counts a target that is an address of the NLB, where its addresses were read', () => {
  const addresses = { ok: true, value: new Map([[L.arn, ['192.0.2.1']]]) } as const;
  const known = inspectionsOf(L, { addresses });
  expect(look({ ...sending('192.0.2.1'), inspections: known })).toEqual({ is: 'hint', caution: CAUTION });
  expect(look({ ...sending('192.0.2.2'), inspections: known }).is).toBe('none');
  const lost = inspectionsOf(L, { addresses: unreadable('lost') });
  expect(look({ ...sending(L.dnsName), inspections: lost }).is).toBe('hint');
});

it('counts an address of version 6 in whatever form it is written', () => {
  const addresses = { ok: true, value: new Map([[L.arn, ['2001:db8:0:0::1']]]) } as const;
  const inspections = inspectionsOf(L, { addresses });
  expect(look({ ...sending('2001:DB8::1'), inspections }).is).toBe('hint');
  expect(look({ ...sending('2001:db8::2'), inspections }).is).toBe('none');
});

describe('a target that is an address', () => {
  it.each([
    ['could not be read', unreadable('lost')],
    ['are not known', { ok: true, value: new Map([['another', ['192.0.2.1']]]) } as const],
  ])('may be one of the NLB where its addresses %s', (_, addresses) => {
    const inspections = inspectionsOf(L, { addresses });
    expect(look({ ...sending('192.0.2.1'), inspections })).toMatchObject({
      is: 'unread',
      source: 'network interfaces',
    });
    expect(inWords(verdictOn(facts({ ...sending('192.0.2.1'), inspections })))).toBe('unknown: unreadable');
    expect(look({ ...sending('other.example'), inspections }).is).toBe('none');
  });
});

it('names all that send there, each once', () => {
  const addresses = { ok: true, value: new Map([[L.arn, ['192.0.2.1']]]) } as const;
  const view = viewOf([L.dnsName, '192.0.2.1'], 'api');
  expect(look({ view, inspections: inspectionsOf(L, { addresses }) })).toEqual({
    is: 'hint',
    caution: {
      kind: 'external-dns-target',
      words:
        'Service team/web in cluster prod and Service team/api in cluster prod tell external-dns to send their names here (annotation external-dns…/target).',
      about: ['Service team/web in cluster prod', 'Service team/api in cluster prod'],
    },
  });
});

it('counts what was read of a list that broke off', () => {
  const { services } = viewOf([L.dnsName]);
  const seen = services.ok ? services.value : services.seen;
  expect(look({ view: aView('prod', { services: { ...unreadable('lost'), seen } }) }).is).toBe('hint');
});
