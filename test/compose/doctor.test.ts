/** What `doctor` reads: whatever fails, or breaks, is a fact of its own and costs no other check. */
import { doctorFacts, type DoctorInputs } from '../../lambda/compose/doctor.ts';
import { checksOf } from '../../lambda/core/doctor/checks.ts';
import { createSandboxClients } from '../../sandbox/aws/clients.ts';
import type { Box } from '../../sandbox/box.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { DOCTOR_REGION, DOCTOR_SETTINGS, healthyBox } from '../support/doctor-world.ts';
import { statesOf } from '../support/doctor-facts.ts';

let box: Box;

beforeEach(async () => {
  box = await healthyBox();
});

afterEach(() => box.close());

/** Ends with the check that it limits. */
const endless = (_: number, signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

async function statesWith(part: Partial<DoctorInputs>): Promise<readonly string[]> {
  const clients = createSandboxClients(box.account);
  const facts = await doctorFacts(clients, {
    region: DOCTOR_REGION,
    now: () => box.clock.now(),
    sleep: endless,
    written: { is: 'none' },
    settings: undefined,
    portsOf: () => box.readPorts(),
    clientsIn: () => clients,
    sendTest: undefined,
    ...part,
  });
  return statesOf(checksOf(facts)).filter((state) => !state.startsWith('ok'));
}

const broken = async (): Promise<never> => {
  throw new TypeError('a bug');
};

test('finds nothing but the missing file where everything is well', async () => {
  expect(await statesWith({})).toEqual(['not-checked settings']);
});

test('makes whatever breaks one line of its own', async () => {
  const ports = box.readPorts();
  const states = await statesWith({
    sendTest: broken,
    portsOf: () => ({
      ...ports,
      kubernetes: { view: async (cluster) => (cluster.name === 'prod' ? broken() : ports.kubernetes.view(cluster)) },
      outsideUsers: { ...ports.outsideUsers, cloudfront: broken },
    }),
  });
  expect(states).toEqual([
    'not-checked settings',
    'failure test-message',
    'failure cluster-prod',
    'failure users-cloudfront',
  ]);
});

test('gives each check its time, and no more', async () => {
  const ports = box.readPorts();
  const hanging = (): Promise<never> => new Promise(() => undefined);
  const waited: number[] = [];
  const states = await statesWith({
    // Nobody waits here: two minutes are those of the sources and clusters, and over at once.
    sleep: async (milliseconds, signal) => {
      waited.push(milliseconds);
      return milliseconds === 120_000 ? undefined : endless(milliseconds, signal);
    },
    portsOf: () => ({
      ...ports,
      clusters: { ...ports.clusters, list: hanging },
      outsideUsers: { ...ports.outsideUsers, 'api-gateway': hanging },
    }),
  });
  expect(states).toEqual(expect.arrayContaining(['not-checked clusters', 'failure users-api-gateway']));
  expect([...new Set(waited)].toSorted((one, other) => one - other)).toEqual([60_000, 120_000]);
});

test('goes by the sources that the deployed settings leave on', async () => {
  box.account.janitor.deploy(parseSettings({ ...DOCTOR_SETTINGS, usersOfNlb: { cloudfront: 'off' } }, 'test'));
  const states = await statesWith({});
  expect(states).toContain('warning users-cloudfront');
  expect(box.account.calls.filter(({ service }) => service === 'cloudfront')).toEqual([]);
});

test('reads the secret where its ARN says that it lies', async () => {
  const asked: string[] = [];
  const clients = createSandboxClients(box.account);
  await statesWith({
    clientsIn: (region) => {
      asked.push(region);
      return clients;
    },
  });
  expect(asked).toEqual([DOCTOR_REGION]);
});
