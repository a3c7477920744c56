/** What may save a load balancer: found in every cluster that was read, also where the reading broke off. */
import { indexClaims, viewCounts } from '../../../lambda/core/judge/claims.ts';
import { comparableHostname } from '../../../lambda/core/judge/dns-names.ts';
import { inTreeName } from '../../../lambda/core/tags/ownership.ts';
import type { ClusterView, TargetGroupBinding } from '../../../lambda/model/kubernetes.ts';
import { aBinding, aService, aTargetGroup, aView, OTHER_UID, UID, unreadable } from '../../support/builders.ts';

const HOSTNAME = 'abc-50dc.elb.eu-west-3.amazonaws.com';

function claimsOf(...views: ClusterView[]) {
  return indexClaims({ views: new Map(views.map((view) => [view.cluster, view])) });
}

function services(...value: ReturnType<typeof aService>[]): Partial<ClusterView> {
  return { services: { ok: true, value } };
}

function brokenOff<T>(...seen: T[]) {
  return { ...unreadable('cluster prod: a page was lost', 'incomplete'), seen };
}

describe('a hostname', () => {
  it.each([
    ['Abc-50DC.elb.eu-west-3.amazonaws.com', 'in another case'],
    ['abc-50dc.elb.eu-west-3.amazonaws.com.', 'with a trailing dot'],
    ['dualstack.abc-50dc.elb.eu-west-3.amazonaws.com', 'with dualstack before it'],
    ['Dualstack.ABC-50dc.elb.eu-west-3.amazonaws.com.', 'with all of that'],
    [' abc-50dc.elb.eu-west-3.amazonaws.com\n', 'among blanks'],
  ])('is the same as %j, %s', (written) => {
    expect(comparableHostname(written)).toBe(HOSTNAME);
    expect(claimsOf(aView('prod', services(aService({ hostnames: [written] })))).hostnameClaim(HOSTNAME)).toBe(
      'Service payments/api in cluster prod has its DNS name in its status',
    );
  });

  it.each([
    [`eu-west-3a.${HOSTNAME}`, 'has its DNS name in its status'],
    [`eu-west-3a-${HOSTNAME}`, undefined],
    ['abc-50dd.elb.eu-west-3.amazonaws.com', undefined],
    [`${HOSTNAME}.example.com`, undefined],
  ])('is claimed by its name in a zone, and by no other: %s', (written, claim) => {
    const who = 'Service payments/api in cluster prod';
    const expected = claim === undefined ? undefined : `${who} ${claim}`;
    expect(claimsOf(aView('prod', services(aService({ hostnames: [written] })))).hostnameClaim(HOSTNAME)).toBe(
      expected,
    );
  });

  it.each([
    [`eu-west-3a.${HOSTNAME}`, true],
    [`eu-west-3a.x${HOSTNAME}`, false],
  ])('that is an externalName of one zone, %s: %j', (externalName, isClaimed) => {
    const service = aService({ type: 'ExternalName', hostnames: [], externalName });
    const found = claimsOf(aView('prod', services(service))).hostnameClaim(HOSTNAME);
    expect(found !== undefined).toBe(isClaimed);
  });

  it('of the load balancer is compared in the same way', () => {
    const claims = claimsOf(aView('prod', services(aService({ hostnames: [HOSTNAME] }))));
    expect(claims.hostnameClaim(HOSTNAME.toUpperCase())).toContain('in cluster prod');
  });

  it('that is blank claims nothing: a load balancer without a DNS name is not everybody’s', () => {
    expect(
      claimsOf(aView('prod', services(aService({ hostnames: ['', ' ', '.'] })))).hostnameClaim(''),
    ).toBeUndefined();
  });

  it.each([
    ['Ingress', 'ingresses'],
    ['Gateway', 'gateways'],
  ] as const)('of an %s claims, of any cluster', (kind, field) => {
    const holder = { kind, namespace: 'shop', name: 'web', hostnames: ['other', HOSTNAME], externalDnsTargets: [] };
    const claims = claimsOf(aView('prod'), aView('edge', { [field]: { ok: true, value: [holder] } }));
    expect(claims.hostnameClaim(HOSTNAME)).toBe(`${kind} shop/web in cluster edge has its DNS name in its status`);
  });

  it.each([
    ['services', aService({ hostnames: [HOSTNAME] })],
    ['ingresses', { kind: 'Ingress', namespace: 'shop', name: 'web', hostnames: [HOSTNAME], externalDnsTargets: [] }],
    ['gateways', { kind: 'Gateway', namespace: 'shop', name: 'web', hostnames: [HOSTNAME], externalDnsTargets: [] }],
  ])('seen before the list of %s broke off still claims', (field, seen) => {
    expect(claimsOf(aView('prod', { [field]: brokenOff(seen) })).hostnameClaim(HOSTNAME)).toContain('in cluster prod');
    expect(claimsOf(aView('prod', { [field]: brokenOff() })).hostnameClaim(HOSTNAME)).toBeUndefined();
  });

  it('that two show is named after the first', () => {
    const holder = {
      kind: 'Ingress' as const,
      namespace: 'shop',
      name: 'web',
      hostnames: [HOSTNAME],
      externalDnsTargets: [],
    };
    const view = {
      ...services(aService({ hostnames: [HOSTNAME] })),
      ingresses: { ok: true as const, value: [holder] },
    };
    expect(claimsOf(aView('prod', view)).hostnameClaim(HOSTNAME)).toBe(
      'Service payments/api in cluster prod has its DNS name in its status',
    );
  });
});

describe('a target of external-dns', () => {
  const sent = ['other.example', `${HOSTNAME.toUpperCase()}.`, '192.0.2.1'];
  const service = aService({ namespace: 'team', name: 'web', externalDnsTargets: sent });
  const WHO = 'Service team/web in cluster blue';

  it('is claimed by name, however it is written, and by address', () => {
    const claims = claimsOf(aView('blue', services(service)));
    expect(claims.sentTo(HOSTNAME)).toEqual([WHO]);
    expect(claims.sentTo('192.0.2.1')).toEqual([WHO]);
    const zonal = aService({ namespace: 'team', name: 'web', externalDnsTargets: [`eu-west-3a.${HOSTNAME}`] });
    expect(claimsOf(aView('blue', services(zonal))).sentTo(HOSTNAME)).toEqual([WHO]);
    expect(claims.sentTo('192.0.2.2')).toEqual([]);
    // It says where names go, not what serves them.
    expect(claims.hostnameClaim(HOSTNAME)).toBeUndefined();
  });

  it.each([
    ['Ingress', 'ingresses'],
    ['Gateway', 'gateways'],
  ] as const)('is claimed by an %s too', (kind, field) => {
    const holder = { kind, namespace: 'shop', name: 'web', hostnames: [], externalDnsTargets: [HOSTNAME] };
    const claims = claimsOf(aView('edge', { [field]: { ok: true, value: [holder] } }));
    expect(claims.sentTo(HOSTNAME)).toEqual([`${kind} shop/web in cluster edge`]);
  });

  it('seen before the list broke off counts', () => {
    expect(claimsOf(aView('blue', { services: brokenOff(service) })).sentTo(HOSTNAME)).toEqual([WHO]);
  });
});

describe('a UID', () => {
  it('gives the names of its load balancer, in every cluster that has it', () => {
    const claims = claimsOf(
      aView('prod', services(aService())),
      aView('copy', services(aService({ name: 'restored' }))),
    );
    expect(
      claims.servicesNaming({ name: inTreeName(UID) }).map(({ cluster, service }) => [cluster, service.name]),
    ).toEqual([
      ['prod', 'api'],
      ['copy', 'restored'],
    ]);
    expect(claims.servicesNaming({ name: inTreeName(OTHER_UID) })).toEqual([]);
  });

  it('seen before the list broke off counts', () => {
    const claims = claimsOf(aView('prod', { services: brokenOff(aService()) }));
    expect(claims.servicesNaming({ name: inTreeName(UID) })).toHaveLength(1);
  });
});

describe('a Service', () => {
  const claims = claimsOf(aView('prod', services(aService())), aView('edge', services()));

  it('is found by cluster, namespace and name, all three', () => {
    expect(claims.serviceNamed('prod', 'payments', 'api')).toEqual(aService());
    expect(claims.serviceNamed('edge', 'payments', 'api')).toBeUndefined();
    expect(claims.serviceNamed('prod', 'shop', 'api')).toBeUndefined();
    expect(claims.serviceNamed('prod', 'payments', 'web')).toBeUndefined();
  });
});

describe('a TargetGroupBinding', () => {
  const group = aTargetGroup();
  const binding = aBinding({ namespace: 'shop', name: 'web', targetGroupArn: undefined });
  const claimOf = (part: Partial<TargetGroupBinding>) =>
    claimsOf(aView('prod', { bindings: { ok: true, value: [{ ...binding, ...part }] } }))
      .bindingsOf(group)
      .map((bound) => bound.cluster);

  it.each([
    ['ARN', { targetGroupArn: group.arn }],
    ['name', { targetGroupName: group.name }],
  ])('claims its target group by %s', (_by, part) => {
    expect(claimOf(part)).toEqual(['prod']);
  });

  it.each([
    ['another ARN', { targetGroupArn: `${group.arn}0` }],
    ['another name', { targetGroupName: `${group.name}0` }],
    ['a blank name', { targetGroupName: '' }],
    ['nothing', {}],
  ])('with %s does not', (_by, part) => {
    expect(claimOf(part)).toEqual([]);
  });

  it('seen before the list broke off claims', () => {
    const view = aView('prod', { bindings: brokenOff({ ...binding, targetGroupArn: group.arn }) });
    expect(claimsOf(view).bindingsOf(group)).toHaveLength(1);
  });
});

describe('the numbers', () => {
  it('of clusters read leave out those whose Services were not all read', () => {
    expect(claimsOf(aView('prod'), aView('edge')).clustersRead).toBe(2);
    expect(claimsOf(aView('prod'), aView('edge', { services: brokenOff() })).clustersRead).toBe(1);
  });

  it('of a view say what could not be read', () => {
    expect(viewCounts(aView('prod', { gateways: brokenOff() }))).toBe(
      '1 Service, 0 Ingresses, Gateways unreadable, 0 TargetGroupBindings',
    );
  });
});
