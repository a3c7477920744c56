/** The least access to a cluster as a script, against an account in a box over HTTP. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { main } from '../../cli/main.ts';
import { plain } from '../../cli/render/layout.ts';
import { READERS_GROUP } from '../../cli/access-sheet.ts';
import { READERS_GROUP as OF_THE_STACK } from '../../infra/cluster-access.ts';
import type { HttpEndpoint } from '../../sandbox/aws/http-endpoint.ts';
import { Box } from '../../sandbox/box.ts';
import { inFolderOfItsOwn, pointAt, withOwnVariables } from '../support/shell.ts';

const ROOT = process.cwd();
const MANIFEST = readFileSync(`${ROOT}/infra/cluster-access.yaml`, 'utf8').trimEnd();
const SWEEP = 'arn:aws:iam::123456789012:role/nlb-janitor-sweep-eu-west-3';
const REAP = 'arn:aws:iam::123456789012:role/nlb-janitor-reap-eu-west-3';
const VIEW = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const EKS = '--region eu-west-3 --cluster-name prod --principal-arn';
let box: Box;
let endpoint: HttpEndpoint;

withOwnVariables();
inFolderOfItsOwn();

beforeEach(() => start());
afterEach(() => stop());

async function start(callerArn?: string): Promise<void> {
  box = new Box({ startAt: new Date('2026-03-01T00:00:00Z'), ...(callerArn === undefined ? {} : { callerArn }) });
  endpoint = await pointAt([box.account], box.account.region);
}

async function stop(): Promise<void> {
  await endpoint.close();
  await box.close();
}

async function run(...args: string[]): Promise<{ status: number; result: string; said: string }> {
  const results: string[] = [];
  const said: string[] = [];
  const output = {
    result: (text: string) => void results.push(text),
    say: (text: string) => void said.push(text),
    paint: plain,
  };
  const status = await main(['access', ...args], { version: '0', root: ROOT, output });
  return { status, result: results.join(''), said: said.join('\n') };
}

/** What a shell would run of the script, with what each of the two programs is told on its standard input. */
function runBy(script: string): readonly string[] {
  const stub = (name: string): string =>
    `${name}() { printf '%s' ${name}; for word in "$@"; do printf ' <%s>' "$word"; done; echo; }`;
  return execFileSync('sh', ['-c', `${stub('aws')}\n${stub('kubectl')}\n${script}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
}

function stackIsThere(...roles: readonly string[]): void {
  const stackName = 'janitors';
  box.account.stackResources.push(
    { stackName, type: 'AWS::Lambda::Function', id: 'nlb-janitor-sweep' },
    ...roles.map((id) => ({ stackName, type: 'AWS::IAM::Role', id })),
  );
}

it('names the group that the stack names', () => {
  expect(READERS_GROUP).toBe(OF_THE_STACK);
});

describe('a cluster with access entries', () => {
  beforeEach(() => void box.account.addCluster({ name: 'prod' }));

  it('prints an entry for each role of the stack and the manifest, writes nothing, and takes nothing back', async () => {
    stackIsThere('nlb-janitor-sweep-eu-west-3', 'nlb-janitor-reap-eu-west-3', 'somebody-else');
    const { status, result } = await run('prod');
    expect(status).toBe(0);
    expect(runBy(result)).toEqual([
      `aws <eks> <create-access-entry> <--region> <eu-west-3> <--cluster-name> <prod> <--principal-arn> <${SWEEP}> <--kubernetes-groups> <nlb-janitor-readers>`,
      `aws <eks> <create-access-entry> <--region> <eu-west-3> <--cluster-name> <prod> <--principal-arn> <${REAP}> <--kubernetes-groups> <nlb-janitor-readers>`,
      'aws <eks> <update-kubeconfig> <--region> <eu-west-3> <--name> <prod> <--kubeconfig> <prod.kubeconfig>',
      'kubectl <--kubeconfig> <prod.kubeconfig> <apply> <-f> <->',
    ]);
    expect(result).toContain(`<<'EOF'\n${MANIFEST}\nEOF\n`);
    expect(result).toContain('# the roles are those of the stack janitors\n');
    expect(result).toContain(`#   aws eks delete-access-entry ${EKS} ${SWEEP}\n`);
    expect(result).toContain(
      '#   kubectl --kubeconfig prod.kubeconfig delete clusterrolebinding,clusterrole nlb-janitor-readers',
    );
    expect(box.account.calls.filter(({ mutating }) => mutating)).toEqual([]);
  });

  it('leaves out the role of a function that the stack does not have', async () => {
    stackIsThere('nlb-janitor-sweep-eu-west-3');
    expect((await run('prod')).result).not.toContain('nlb-janitor-reap');
  });

  it('gives the names that the roles will have before there is a stack, and says so', async () => {
    const { result } = await run('prod');
    expect(result).toContain('# nlb-janitor is not deployed in eu-west-3: deploy it first');
    expect(runBy(result).filter((line) => line.includes('create-access-entry'))).toHaveLength(2);
    expect(result).toContain('"clusterAccess": [{"cluster":"prod","by":"group"}]');
  });

  it('takes a stack that cannot be read for none that is gone', async () => {
    box.account.fail({ command: 'DescribeStackResources', with: 'denied' });
    const { result } = await run('prod');
    expect(result).toContain('# the stack could not be read (cloudformation DescribeStackResources: AccessDenied');
    expect(result).not.toContain('is not deployed');
  });

  it('uses the view policy where it is asked to, and says what that does not read', async () => {
    const { result } = await run('prod', '--by', 'view-policy', '--role-arn', SWEEP);
    expect(runBy(result)).toEqual([
      `aws <eks> <create-access-entry> <--region> <eu-west-3> <--cluster-name> <prod> <--principal-arn> <${SWEEP}>`,
      `aws <eks> <associate-access-policy> <--region> <eu-west-3> <--cluster-name> <prod> <--principal-arn> <${SWEEP}> <--policy-arn> <${VIEW}> <--access-scope> <type=cluster>`,
    ]);
    expect(result).toContain('reads no custom resources');
  });

  describe('with an entry of a role', () => {
    const withEntry = (groups: readonly string[], policyArns: readonly string[] = []): void =>
      void box.account.clusters.get('prod')?.accessEntries.set(SWEEP, { groups, policyArns });

    it('says so where it has the group already', async () => {
      withEntry([READERS_GROUP]);
      const { result } = await run('prod', '--role-arn', SWEEP);
      expect(result).toContain(`# ${SWEEP}: its entry is there, with what it needs\n`);
      expect(runBy(result).filter((line) => line.includes('access-entry'))).toEqual([]);
    });

    it('adds the group to those that it has, and gives those back', async () => {
      withEntry(['viewers', '$(reboot)']);
      const { result } = await run('prod', '--role-arn', SWEEP);
      expect(runBy(result)[0]).toBe(
        `aws <eks> <update-access-entry> <--region> <eu-west-3> <--cluster-name> <prod> <--principal-arn> <${SWEEP}> <--kubernetes-groups> <viewers> <$(reboot)> <nlb-janitor-readers>`,
      );
      expect(result).toContain(
        `#   aws eks update-access-entry ${EKS} ${SWEEP} --kubernetes-groups viewers '$(reboot)'\n`,
      );
    });

    it('associates the policy where that is missing, and only where', async () => {
      withEntry([]);
      const without = runBy((await run('prod', '--by', 'view-policy', '--role-arn', SWEEP)).result);
      expect(without.map((line) => line.split(' ')[2])).toEqual(['<associate-access-policy>']);
      withEntry([], [VIEW]);
      expect(runBy((await run('prod', '--by', 'view-policy', '--role-arn', SWEEP)).result)).toEqual([]);
    });

    it('says what could not be read, and prints the entry all the same', async () => {
      withEntry([READERS_GROUP]);
      box.account.fail({ command: 'DescribeAccessEntry', with: 'denied' });
      const { result } = await run('prod', '--role-arn', SWEEP);
      expect(result).toContain('whether it has an entry could not be read (eks DescribeAccessEntry: AccessDenied');
      expect(runBy(result)[0]).toContain('<create-access-entry>');
    });
  });

  it('leaves the entries to the stack where the settings name the cluster', async () => {
    writeFileSync(
      'nlb-janitor.json',
      JSON.stringify({ regions: ['eu-west-3'], clusterAccess: [{ cluster: 'prod', by: 'group' }] }),
    );
    const { result } = await run('prod');
    expect(runBy(result).map((line) => line.split(' ')[0])).toEqual(['aws', 'kubectl']);
    expect(result).toContain('# the role nlb-janitor-sweep-eu-west-3: deploy, and the stack makes its entry\n');
  });

  it('prints nothing that runs with a placeholder where the account is not known', async () => {
    box.account.fail({ command: 'GetCallerIdentity', with: 'denied' });
    const { status, result } = await run('prod');
    expect(status).toBe(0);
    expect(runBy(result).filter((line) => line.includes('access-entry'))).toEqual([]);
    expect(result).toContain(
      `#   aws eks create-access-entry ${EKS} PUT-IN-THE-ARN-OF-nlb-janitor-sweep-eu-west-3 --kubernetes-groups nlb-janitor-readers`,
    );
    expect(result).toContain('# the account could not be read (sts GetCallerIdentity: AccessDenied');
  });

  it('prints JSON too', async () => {
    const { result } = await run('prod', '-o', 'json', '--role-arn', SWEEP);
    expect(JSON.parse(result)).toMatchObject({
      version: 1,
      cluster: 'prod',
      region: 'eu-west-3',
      by: 'group',
      apply: [
        { commands: [`aws eks create-access-entry ${EKS} ${SWEEP} --kubernetes-groups nlb-janitor-readers`] },
        { commands: [expect.stringContaining('update-kubeconfig'), expect.stringContaining('apply -f -')] },
      ],
    });
  });

  it.each([
    ['a role', 'arn:aws:sts::123456789012:assumed-role/ops/me', 'arn:aws:iam::123456789012:role/ops'],
    ['a user', 'arn:aws:iam::123456789012:user/team/me', 'arn:aws:iam::123456789012:user/team/me'],
  ])('lets %s in that scans by hand', async (_what, callerArn, principal) => {
    await stop();
    await start(callerArn);
    box.account.addCluster({ name: 'prod' });
    expect(runBy((await run('prod', '--for-me')).result)[0]).toContain(`<--principal-arn> <${principal}>`);
  });

  it('asks for the whole ARN of a role whose path nobody told', async () => {
    await stop();
    await start('arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_1a2b/me');
    box.account.addCluster({ name: 'prod' });
    const { result } = await run('prod', '--for-me');
    expect(runBy(result).filter((line) => line.includes('access-entry'))).toEqual([]);
    expect(result).toContain('aws iam get-role --role-name AWSReservedSSO_Admin_1a2b --query Role.Arn --output text');
  });

  it('refuses to let the root user in', async () => {
    await stop();
    await start('arn:aws:iam::123456789012:root');
    box.account.addCluster({ name: 'prod' });
    expect(await run('prod', '--for-me')).toMatchObject({ status: 1, result: '' });
  });
});

describe('a cluster that goes by aws-auth alone', () => {
  beforeEach(() => void box.account.addCluster({ name: 'prod', authenticationMode: 'CONFIG_MAP' }));

  it('gets the lines of aws-auth, paths left out, and no entry', async () => {
    const { result } = await run(
      'prod',
      '--role-arn',
      'arn:aws:iam::123456789012:role/team/ops',
      'arn:aws:iam::123456789012:user/me',
    );
    expect(result).toContain('# authentication mode of prod: CONFIG_MAP\n');
    expect(result).toContain(
      [
        '#   mapRoles: |',
        '#     - rolearn: "arn:aws:iam::123456789012:role/ops"',
        '#       username: "ops"',
        '#       groups: [nlb-janitor-readers]',
        '#   mapUsers: |',
        '#     - userarn: "arn:aws:iam::123456789012:user/me"',
      ].join('\n'),
    );
    expect(runBy(result)).toEqual([
      'aws <eks> <update-kubeconfig> <--region> <eu-west-3> <--name> <prod> <--kubeconfig> <prod.kubeconfig>',
      'kubectl <--kubeconfig> <prod.kubeconfig> <-n> <kube-system> <edit> <configmap> <aws-auth>',
      'aws <eks> <update-kubeconfig> <--region> <eu-west-3> <--name> <prod> <--kubeconfig> <prod.kubeconfig>',
      'kubectl <--kubeconfig> <prod.kubeconfig> <apply> <-f> <->',
    ]);
  });

  it('has no access policies', async () => {
    expect(await run('prod', '--by', 'view-policy')).toMatchObject({ status: 2, result: '' });
  });

  it('does not belong into the setting', async () => {
    expect((await run('prod')).result).toContain('# leave the cluster out of the setting clusterAccess');
  });
});

it('says what a mode is that cannot be read, and prints entries', async () => {
  box.account.addCluster({ name: 'prod' });
  box.account.fail({ command: 'DescribeCluster', with: 'denied' });
  const { status, result } = await run('prod');
  expect(status).toBe(0);
  expect(result).toContain('# the authentication mode of prod could not be read (eks DescribeCluster: AccessDenied');
});

it('refuses a cluster that is not there, and one that is only registered', async () => {
  box.account.addCluster({ name: 'far', registeredOnly: true });
  expect(await run('prod')).toMatchObject({ status: 1, result: '' });
  expect(await run('far')).toMatchObject({ status: 1, said: expect.stringContaining('only registered with EKS') });
});

it.each([
  ['a name that is a command', ['$(reboot)']],
  ['a name that is an option', ['--', '-x']],
  ['a name with a line', ['prod\nreboot']],
  ['another way', ['prod', '--by', 'magic']],
  ['no ARN', ['prod', '--role-arn', 'arn:aws:iam::123456789012:role/a b']],
  ['an ARN that is a command', ['prod', '--role-arn', "arn:aws:iam::123456789012:role/a';reboot"]],
  ['two answers to one question', ['prod', '--for-me', '--role-arn', SWEEP]],
  ['two regions', ['prod', '-r', 'eu-west-3', '-r', 'eu-west-1']],
])('refuses %s before any call', async (_what, args) => {
  expect(await run(...args)).toMatchObject({ status: 2, result: '' });
  expect(box.account.calls).toEqual([]);
});
