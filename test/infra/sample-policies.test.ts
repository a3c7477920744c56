/** The policies that the documentation offers do what it says of them, against the roles of the template. */
import { readFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import { QUARANTINE_KEYS, TAG } from '../../lambda/core/tags/keys.ts';
import { actionsOf, ALB, may, NLB, type Request, type Statement, statementsOf, TARGET_GROUP } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

const ROLES = ['NlbJanitorSweepRole', 'NlbJanitorReapRole', 'NlbJanitorSlackRole', 'NlbJanitorSchedulerRole'];
const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

let full: Template;

beforeAll(() => {
  full = templateWith(FILLED_IN);
});

/** Every policy that stands in a page, by the Sid of its first statement; one in a shell command has none. */
function policiesIn(page: string): ReadonlyMap<string | undefined, readonly Statement[]> {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g), ...text.matchAll(/'(\{"Version".*\})'/g)];
  const policies = blocks
    .filter(([, json = '']) => json.includes('"Version"'))
    .map(([, json = '']) => JSON.parse(json) as { readonly Statement?: readonly Statement[] })
    .flatMap(({ Statement: statements }) => (statements === undefined ? [] : [statements]));
  return new Map(policies.map((statements) => [statements[0]?.Sid, statements]));
}

function policyIn(page: string, sid?: string): readonly Statement[] {
  const found = policiesIn(page).get(sid);
  if (found === undefined) throw new Error(`${page} has no policy ${sid}`);
  return found;
}

describe('the service control policy', () => {
  const by = (role: string, request: Omit<Request, 'context'>): boolean =>
    may([EVERYTHING, ...policyIn('docs/permissions.md', 'OnlyApproversAnswer')], {
      ...request,
      context: { 'aws:PrincipalArn': `arn:aws:iam::123456789012:role/${role}` },
    });
  const add = (key: string, resource = NLB): Request => ({
    action: 'elasticloadbalancing:AddTags',
    resource,
    writes: { [key]: 'x' },
  });
  const remove = (...removes: string[]): Request => ({
    action: 'elasticloadbalancing:RemoveTags',
    resource: NLB,
    removes,
  });

  test.each([TAG.approval, TAG.keep, TAG.clusterGone])('lets nobody else write or remove %s', (key) => {
    for (const role of ['developer', 'nlb-janitor-reap-eu-west-3', 'my-nlb-approvers']) {
      expect(by(role, add(key))).toBe(false);
      expect(by(role, remove(key))).toBe(false);
      expect(by(role, remove('team', key))).toBe(false);
    }
  });

  test.each([
    'nlb-approvers',
    'aws-reserved/sso.amazonaws.com/eu-west-3/AWSReservedSSO_NlbApprovers_0a1b2c3d4e5f6071',
    'nlb-janitor-sweep-eu-west-3',
    'aws-load-balancer-controller-prod',
  ])('lets %s do so', (role) => {
    expect(by(role, add(TAG.approval))).toBe(true);
    expect(by(role, remove(TAG.approval, TAG.reason))).toBe(true);
  });

  test('leaves all other tags and load balancers to everybody', () => {
    expect(by('developer', add('team'))).toBe(true);
    expect(by('developer', remove('team'))).toBe(true);
    expect(by('developer', add(TAG.keep, ALB))).toBe(true);
    expect(by('developer', add(TAG.quarantinedAt, ALB))).toBe(true);
  });

  test.each([...QUARANTINE_KEYS, TAG.clusterDeleted])('lets the janitor alone write %s', (key) => {
    for (const role of ['developer', 'nlb-approvers', 'my-nlb-janitor-sweep-x', 'aws-load-balancer-controller-prod']) {
      expect(by(role, add(key))).toBe(false);
    }
    for (const role of ['nlb-janitor-sweep-eu-west-3', 'nlb-janitor-reap-eu-west-3']) {
      expect(by(role, add(key))).toBe(true);
    }
  });

  test.each([...QUARANTINE_KEYS, TAG.clusterDeleted])('lets some alone take %s off', (key) => {
    for (const role of ['developer', 'nlb-janitor-reap-eu-west-3']) expect(by(role, remove('team', key))).toBe(false);
    for (const role of ['nlb-approvers', 'nlb-janitor-sweep-eu-west-3', 'aws-load-balancer-controller-prod']) {
      expect(by(role, remove('team', key))).toBe(true);
    }
  });

  test('guards every key of the janitor on an NLB', () => {
    const guarded = policyIn('docs/permissions.md', 'OnlyApproversAnswer').flatMap(
      ({ Condition }) => Condition?.['ForAnyValue:StringEquals']?.['aws:TagKeys'],
    );
    const onTargetGroups = TAG.companionOf;
    expect(new Set(guarded.flat())).toEqual(new Set(Object.values(TAG).filter((key) => key !== onTargetGroups)));
  });
});

describe('the permissions boundary', () => {
  test('allows every action that a role of the stack has', () => {
    const boundary = policyIn('docs/permissions.md', 'NlbJanitor');
    const actions = ROLES.flatMap((role) => statementsOf(full, role)).flatMap((statement) =>
      statement.Effect === 'Allow' ? actionsOf(statement) : [],
    );
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => !may(boundary, { action, resource: '*' }))).toEqual([]);
  });

  test('allows no service that no role uses', () => {
    const serviceOf = (action: string): string | undefined => action.split(':')[0];
    const used = new Set(
      ROLES.flatMap((role) => statementsOf(full, role))
        .flatMap(actionsOf)
        .map(serviceOf),
    );
    const [statement] = policyIn('docs/permissions.md', 'NlbJanitor');
    expect(statement && actionsOf(statement).filter((action) => !used.has(serviceOf(action)))).toEqual([]);
  });
});

describe.each(['README.md', 'docs/runbook.md'])('the command of %s that stops a run under way', (page) => {
  const deletes: readonly Request[] = [
    {
      action: 'elasticloadbalancing:DeleteLoadBalancer',
      resource: NLB,
      tags: { [TAG.notifiedAt]: '2026-03-01T00:00:00Z', [TAG.approval]: 'approved' },
    },
    { action: 'elasticloadbalancing:DeleteTargetGroup', resource: TARGET_GROUP, tags: { [TAG.companionOf]: 'a/b' } },
  ];

  test('denies what each delete statement of reap allows', () => {
    const reap = statementsOf(full, 'NlbJanitorReapRole');
    const stopped = [...reap, ...policyIn(page)];
    const deleting = reap.filter(
      (statement) =>
        statement.Effect === 'Allow' && actionsOf(statement).some((action) => /balancing:.*Delete/.test(action)),
    );
    expect(deleting.flatMap(actionsOf).toSorted()).toEqual(deletes.map(({ action }) => action));
    for (const statement of deleting) {
      const allowed = deletes.filter((request) => may([statement], request));
      expect(allowed).toHaveLength(1);
    }
    expect(deletes.map((request) => [may(reap, request), may(stopped, request)])).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  test('denies nothing else', () => {
    const reap = statementsOf(full, 'NlbJanitorReapRole');
    const read: Request = { action: 'elasticloadbalancing:DescribeTags', resource: '*' };
    expect(may([...reap, ...policyIn(page)], read)).toBe(true);
  });

  test('names the role of the template', () => {
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/aws iam put-role-policy --role-name "?nlb-janitor-reap-\$AWS_REGION"? /);
    full.hasResourceProperties('AWS::IAM::Role', { RoleName: 'nlb-janitor-reap-eu-west-3' });
  });
});
