/** What a cluster claims, kind by kind, and the words for what could not be read. */
import type { KubernetesObject } from '../../sandbox/kube/objects.ts';
import { loadBalancerService, ROLE, startFixture, stopClusters } from './cluster-fixture.ts';

afterEach(stopClusters);

const TARGET_GROUP =
  'arn:aws:elasticloadbalancing:eu-west-3:123456789012:targetgroup/k8s-payments-api/0123456789abcdef';

function binding(apiVersion: string, spec: object): KubernetesObject {
  return { apiVersion, kind: 'TargetGroupBinding', metadata: { namespace: 'payments', name: 'api' }, spec };
}

function gateway(version: string): KubernetesObject {
  return {
    apiVersion: `gateway.networking.k8s.io/${version}`,
    kind: 'Gateway',
    metadata: { namespace: 'edge', name: 'public' },
    status: { addresses: [{ type: 'Hostname', value: 'gw.elb.eu-west-3.amazonaws.com' }] },
  };
}

describe('Services', () => {
  test('keep only the fields that judging needs', async () => {
    const { cluster, read } = await startFixture();
    cluster.add(
      loadBalancerService('api', { spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb' } }),
    );
    cluster.patch(
      { kind: 'Service', namespace: 'payments', name: 'api' },
      { metadata: { deletionTimestamp: '2026-03-01T09:00:00Z', managedFields: [{ manager: 'kubectl' }] } },
    );
    const { services } = await read();
    expect(services.ok && services.value.find(({ name }) => name === 'api')).toEqual({
      namespace: 'payments',
      name: 'api',
      uid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      loadBalancerType: 'nlb',
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
      deletingSince: new Date('2026-03-01T09:00:00Z'),
      hostnames: ['a3f2504e-1.elb.eu-west-3.amazonaws.com'],
      externalDnsTargets: [],
    });
  });

  test('are read whatever their type', async () => {
    const { cluster, read } = await startFixture();
    cluster.add(loadBalancerService('api', { spec: { type: 'ClusterIP' } }));
    const { services } = await read();
    expect(services.ok && services.value.map(({ name, type }) => [name, type])).toContainEqual(['api', 'ClusterIP']);
    expect(cluster.traffic.requests.join(' ')).not.toContain('Selector');
  });

  test('with an IP address in their status have no hostname from it', async () => {
    const { cluster, read } = await startFixture();
    cluster.add(loadBalancerService('api', { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } }));
    const { services } = await read();
    expect(services.ok && services.value.find(({ name }) => name === 'api')?.hostnames).toEqual([]);
  });

  test('are stamped with the instant at which the last page had come', async () => {
    const { cluster, clock, read } = await startFixture();
    cluster.fail({ path: 'services', with: 503, times: 1 });
    const { readAt } = await read({ sleep: async () => clock.advance({ seconds: 30 }) });
    expect(readAt).toEqual(new Date('2026-03-01T10:02:30Z'));
  });
});

describe('the canary', () => {
  test('makes a list without default/kubernetes incomplete', async () => {
    const { cluster, read } = await startFixture();
    cluster.add(loadBalancerService('api'));
    cluster.remove({ kind: 'Service', namespace: 'default', name: 'kubernetes' });
    const { services } = await read();
    expect(services).toMatchObject({ ok: false, cause: 'incomplete' });
    expect(services).toHaveProperty('why', expect.stringContaining('default/kubernetes'));
    expect(!services.ok && services.seen.map(({ name }) => name)).toEqual(['api']);
  });

  test('is not fooled by a Service of that name in another namespace', async () => {
    const { cluster, read } = await startFixture();
    cluster.remove({ kind: 'Service', namespace: 'default', name: 'kubernetes' });
    cluster.add(loadBalancerService('kubernetes'));
    expect((await read()).services.ok).toBe(false);
  });

  test('lets a cluster with nothing but default/kubernetes through', async () => {
    const { read } = await startFixture();
    expect((await read()).services.ok).toBe(true);
  });
});

describe('a kind that is not installed', () => {
  test('is an empty reading: its API group is not in /apis', async () => {
    const { cluster, read } = await startFixture();
    const { gateways, bindings } = await read();
    expect([gateways, bindings]).toEqual([
      { ok: true, value: [] },
      { ok: true, value: [] },
    ]);
    expect(cluster.traffic.requests.join(' ')).not.toMatch(/gateways|targetgroupbindings/);
  });

  test.each([
    ['gateway.networking.k8s.io', 'gateways'],
    ['elbv2.k8s.aws', 'bindings'],
    ['eks.amazonaws.com', 'bindings'],
    ['networking.k8s.io', 'ingresses'],
  ] as const)('is another thing than %s in a version nobody knows', async (group, kind) => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set(group, ['v9']);
    const reading = (await read())[kind];
    expect(reading).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
    expect(reading).toHaveProperty('why', expect.stringContaining(`${group}/v9`));
  });

  test.each([
    ['gateway.networking.k8s.io', ['v1', 'v1beta1'], 'gateways'],
    ['gateway.networking.k8s.io', ['v1alpha2'], 'gateways'],
    ['elbv2.k8s.aws', ['v1beta1', 'v9'], 'bindings'],
    ['eks.amazonaws.com', ['v1'], 'bindings'],
    ['networking.k8s.io', ['v1'], 'ingresses'],
  ] as const)('is one that %s serves in none of %j', async (group, versions, kind) => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set(group, versions);
    const plural = kind === 'bindings' ? 'targetgroupbindings' : kind;
    for (const version of versions) cluster.missingKinds.add(`${group}/${version}/${plural}`);
    expect((await read())[kind]).toEqual({ ok: true, value: [] });
  });

  test('is not when one of the versions that its group serves cannot be read', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1', 'v1alpha2']);
    for (const version of ['v1', 'v1alpha2']) cluster.missingKinds.add(`gateway.networking.k8s.io/${version}/gateways`);
    cluster.fail({ path: 'gateway.networking.k8s.io/v1alpha2', with: 403 });
    const { gateways } = await read();
    expect(gateways).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
    expect(gateways).toHaveProperty('why', expect.stringContaining('the kinds of gateway.networking.k8s.io/v1alpha2'));
  });

  test('is not when the answer lists the kinds of another version', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1alpha2']);
    cluster.fail({ path: 'gateway.networking.k8s.io/v1alpha2', with: 'not a list' });
    expect((await read()).gateways).toMatchObject({ ok: false, seen: [] });
  });

  test('costs no request more where the first version that is known has it', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1', 'v1beta1']);
    await read();
    expect(cluster.traffic.requests.filter((path) => path.includes('gateway'))).toEqual([
      '/apis/gateway.networking.k8s.io/v1/gateways?limit=500',
    ]);
  });

  test('is read in the next version that is known where the first does not have it', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1', 'v1beta1']);
    cluster.missingKinds.add('gateway.networking.k8s.io/v1/gateways');
    cluster.add({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'Gateway',
      metadata: { namespace: 'edge', name: 'gw' },
      status: { addresses: [{ type: 'Hostname', value: 'gw.elb' }] },
    });
    expect((await read()).gateways).toMatchObject({ ok: true, value: [{ name: 'gw', hostnames: ['gw.elb'] }] });
  });

  test('is not proved by a group list without a built-in group', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.delete('apps');
    const view = await read();
    expect([view.ingresses.ok, view.gateways.ok, view.bindings.ok]).toEqual([false, false, false]);
    expect(view.gateways).toHaveProperty('why', expect.stringContaining('built-in group apps'));
  });

  test('is not proved by a group list that cannot be read', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'apis', with: 403 });
    const view = await read();
    expect(view.services.ok).toBe(true);
    expect(view.bindings).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
  });
});

describe('Ingresses, Gateways and TargetGroupBindings', () => {
  test('give the hostnames of an Ingress', async () => {
    const { cluster, read } = await startFixture();
    cluster.add({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace: 'shop', name: 'web' },
      status: { loadBalancer: { ingress: [{ hostname: 'web.elb.eu-west-3.amazonaws.com' }] } },
    });
    expect((await read()).ingresses).toEqual({
      ok: true,
      value: [
        {
          kind: 'Ingress',
          namespace: 'shop',
          name: 'web',
          hostnames: ['web.elb.eu-west-3.amazonaws.com'],
          externalDnsTargets: [],
        },
      ],
    });
  });

  test.each([
    [['v1', 'v1beta1'], 'v1'],
    [['v1beta1'], 'v1beta1'],
  ])('give the addresses of a Gateway, served %j and read as %s', async (served, version) => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', served);
    cluster.add(gateway(version));
    expect((await read()).gateways).toEqual({
      ok: true,
      value: [
        {
          kind: 'Gateway',
          namespace: 'edge',
          name: 'public',
          hostnames: ['gw.elb.eu-west-3.amazonaws.com'],
          externalDnsTargets: [],
        },
      ],
    });
    expect(cluster.traffic.requests).toContain(`/apis/gateway.networking.k8s.io/${version}/gateways?limit=500`);
  });

  test.each([
    ['none', {}, []],
    ['one', { 'external-dns.kubernetes.io/target': 'a.elb' }, ['a.elb']],
    ['several', { 'external-dns.alpha.kubernetes.io/target': 'a.elb, 192.0.2.1,' }, ['a.elb', '192.0.2.1']],
    [
      'those of both annotations',
      { 'external-dns.alpha.kubernetes.io/target': 'b.elb', 'external-dns.kubernetes.io/target': 'a.elb' },
      ['a.elb', 'b.elb'],
    ],
    ['no name of its own', { 'external-dns.alpha.kubernetes.io/hostname': 'a.example.com' }, []],
  ])('say where external-dns sends their names: %s', async (_what, annotations, externalDnsTargets) => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('gateway.networking.k8s.io', ['v1']);
    const metadata = { namespace: 'shop', name: 'web', annotations };
    cluster.add({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata });
    cluster.add({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata });
    cluster.add(loadBalancerService('web', { metadata: { ...metadata, uid: 'u-1' } }));
    const view = await read();
    const holder = { ok: true, value: [{ namespace: 'shop', name: 'web', externalDnsTargets }] };
    expect(view.ingresses).toMatchObject(holder);
    expect(view.gateways).toMatchObject(holder);
    expect(view.services.ok && view.services.value.find(({ name }) => name === 'web')).toMatchObject({
      externalDnsTargets,
    });
  });

  test('give the bindings of both API groups as one reading', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    cluster.apiGroups.set('eks.amazonaws.com', ['v1']);
    cluster.add(binding('elbv2.k8s.aws/v1beta1', { targetGroupARN: TARGET_GROUP }));
    cluster.add(binding('eks.amazonaws.com/v1', { targetGroupARN: '', targetGroupName: 'by-name' }));
    const { bindings } = await read();
    expect(bindings).toEqual({
      ok: true,
      value: [
        { apiGroup: 'elbv2.k8s.aws', namespace: 'payments', name: 'api', targetGroupArn: TARGET_GROUP },
        { apiGroup: 'eks.amazonaws.com', namespace: 'payments', name: 'api', targetGroupName: 'by-name' },
      ],
    });
  });

  test.each([
    ['elbv2.k8s.aws', 'eks.amazonaws.com'],
    ['eks.amazonaws.com', 'elbv2.k8s.aws'],
  ])('are incomplete when only the bindings of %s are denied, and keep those of %s', async (denied, other) => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    cluster.apiGroups.set('eks.amazonaws.com', ['v1']);
    cluster.add(binding('elbv2.k8s.aws/v1beta1', { targetGroupARN: TARGET_GROUP }));
    cluster.add(binding('eks.amazonaws.com/v1', { targetGroupARN: TARGET_GROUP }));
    cluster.fail({ path: `${denied}/targetgroupbindings`, with: 403 });
    const { bindings } = await read();
    expect(bindings).toMatchObject({ ok: false, cause: 'incomplete', seen: [{ apiGroup: other }] });
    expect(bindings).toHaveProperty('why', expect.stringContaining(`403 listing targetgroupbindings.${denied}`));
  });

  test('are incomplete when a binding names no target group', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    cluster.add(binding('elbv2.k8s.aws/v1beta1', { targetGroupARN: '' }));
    expect((await read()).bindings).toMatchObject({
      ok: false,
      cause: 'incomplete',
      why: 'cluster staging: the list of targetgroupbindings.elbv2.k8s.aws cannot be used: payments/api names no target group',
    });
  });

  test('are incomplete when the group is there and the list answers 404', async () => {
    const { cluster, read } = await startFixture();
    cluster.apiGroups.set('elbv2.k8s.aws', ['v1beta1']);
    cluster.fail({ path: 'targetgroupbindings', with: 404 });
    const { bindings } = await read();
    expect(bindings).toMatchObject({ ok: false, cause: 'incomplete', seen: [] });
    expect(bindings).toHaveProperty(
      'why',
      expect.stringContaining(
        'targetgroupbindings.elbv2.k8s.aws cannot be used: elbv2.k8s.aws/v1beta1 has it but does not list it',
      ),
    );
  });
});

describe('the words for a refusal', () => {
  test('403 on Services is denied and names the caller', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'services', with: 403 });
    expect((await read()).services).toEqual({
      ok: false,
      cause: 'denied',
      status: 403,
      why: `cluster staging: 403 listing services: role ${ROLE} has no access entry with list rights; see docs/settings.md, Cluster access`,
      seen: [],
    });
  });

  test('403 on Ingresses is incomplete, the Services stay read', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'ingresses', with: 403 });
    const { services, ingresses } = await read();
    expect([services.ok, ingresses]).toEqual([true, expect.objectContaining({ ok: false, cause: 'incomplete' })]);
  });

  test('a token that the cluster refuses is denied, for every kind, and stays out of the words', async () => {
    const { read } = await startFixture();
    const view = await read({ token: async () => 'k8s-aws-v1.c2VjcmV0', identity: undefined });
    const why =
      'cluster staging: 401 listing services: the token was refused: no access entry for the caller; see docs/settings.md, Cluster access';
    expect(view.services).toEqual({ ok: false, cause: 'denied', status: 401, why, seen: [] });
    expect(view.bindings).toMatchObject({ ok: false, cause: 'denied' });
    expect(JSON.stringify(view)).not.toContain('c2VjcmV0');
  });

  test('a cluster that cannot be connected to is unreachable', async () => {
    const { cluster, described, read } = await startFixture();
    const target = described();
    await cluster.stop();
    const { services } = await read({}, target);
    expect(services).toMatchObject({ ok: false, cause: 'unreachable', seen: [] });
    expect(services).toHaveProperty(
      'why',
      expect.stringContaining('ECONNREFUSED; private endpoint? see docs/settings.md'),
    );
  });

  test.each([
    ['no endpoint', { endpoint: undefined }, 'no https endpoint'],
    ['an endpoint without TLS', { endpoint: 'http://127.0.0.1:1' }, 'no https endpoint'],
    ['no certificate authority', { certificateAuthority: undefined }, 'no certificate authority'],
    ['an empty certificate authority', { certificateAuthority: '' }, 'no certificate authority'],
    ['a certificate authority that is no PEM', { certificateAuthority: 'Zm9v' }, 'no certificate authority'],
  ])('a cluster with %s is unreachable in every kind and is not asked', async (_title, changes, words) => {
    const { cluster, described, read } = await startFixture();
    const view = await read({}, described(changes));
    for (const reading of [view.services, view.ingresses, view.gateways, view.bindings]) {
      expect(reading).toMatchObject({ ok: false, cause: 'unreachable', seen: [] });
      expect(reading).toHaveProperty('why', expect.stringContaining(words));
    }
    expect(cluster.traffic.requests).toEqual([]);
  });

  test('credentials that cannot be resolved make the cluster unreachable, without their message', async () => {
    const { read } = await startFixture();
    const token = async (): Promise<string> => {
      throw new Error('could not load AKIASECRET');
    };
    const { services } = await read({ token });
    expect(services).toMatchObject({ ok: false, cause: 'unreachable' });
    expect(JSON.stringify(services)).not.toContain('AKIASECRET');
  });

  test('reach the journal, one line for each kind that is not read', async () => {
    const { cluster, read } = await startFixture();
    cluster.fail({ path: 'ingresses', with: 403 });
    const lines: string[] = [];
    await read({ journal: { note: (message) => lines.push(message) } });
    expect(lines).toEqual(['Services read', expect.stringContaining('cluster staging: 403 listing ingresses')]);
  });
});
