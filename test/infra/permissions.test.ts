import { USER_SOURCES } from '../../lambda/model/users.ts';
import type { Settings } from '../../lambda/settings/settings.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { reapStatements, sweepStatements } from '../../infra/permissions.ts';
import { TAG } from '../../lambda/core/tags/keys.ts';
import { REAP_EVENTS, SWEEP_EVENTS } from '../../lambda/model/event.ts';
import { actionsOf, ALB, may, NLB, type Request, resourcesOf, statementsOf, TARGET_GROUP } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

type Tags = Readonly<Record<string, string>>;
type Statements = ReturnType<typeof statementsOf>;

const SNAPSHOT = /(<NlbJanitorSnapshots\w+>)/;
const QUARANTINE: Tags = {
  [TAG.quarantinedAt]: '2026-03-01T00:00:00Z',
  [TAG.reason]: 'service-gone',
  [TAG.evidence]: 'abc',
  [TAG.approval]: 'pending',
};
const NOTIFIED: Tags = { ...QUARANTINE, [TAG.notifiedAt]: '2026-03-01T00:00:00Z' };
const APPROVED: Tags = { ...NOTIFIED, [TAG.approval]: 'approved' };
const REMINDED: Tags = { ...NOTIFIED, [TAG.remindedAt]: '2026-03-07T00:00:00Z' };

const elb = (action: string, resource: string, rest: Partial<Request> = {}): Request => ({
  action: `elasticloadbalancing:${action}`,
  resource,
  ...rest,
});
const addTags = (writes: Tags, tags: Tags = {}, resource = NLB): Request => elb('AddTags', resource, { writes, tags });
const removeTags = (removes: readonly string[], tags: Tags = {}, resource = NLB): Request =>
  elb('RemoveTags', resource, { removes, tags });
const deleteNlb = (tags: Tags, resource = NLB): Request => elb('DeleteLoadBalancer', resource, { tags });

let report: Template;
let quarantine: Template;
let full: Template;
let sweep: Statements;
let reap: Statements;

beforeAll(() => {
  report = templateWith({ mode: 'report' });
  quarantine = templateWith({ mode: 'quarantine' });
  full = templateWith(FILLED_IN);
  sweep = statementsOf(full, 'NlbJanitorSweepRole');
  reap = statementsOf(full, 'NlbJanitorReapRole');
});

describe('sweep', () => {
  test('writes all tags of a quarantine in one call', () => {
    expect(may(sweep, addTags(QUARANTINE))).toBe(true);
    expect(may(sweep, addTags({ [TAG.notifiedAt]: 'x', [TAG.deleteAfter]: 'x', [TAG.approval]: 'pending' }))).toBe(
      true,
    );
  });

  test('writes no key of anybody else', () => {
    expect(may(sweep, addTags({ ...QUARANTINE, team: 'payments' }))).toBe(false);
    expect(may(sweep, addTags({ [TAG.lastError]: 'x' }))).toBe(false);
    expect(may(sweep, removeTags([TAG.reason, 'team']))).toBe(false);
  });

  test('cannot slip by with a request that names no key', () => {
    expect(may(sweep, addTags({}))).toBe(false);
    expect(may(sweep, removeTags([]))).toBe(false);
  });

  test('writes approval only as pending', () => {
    expect(may(sweep, addTags({ [TAG.approval]: 'pending' }))).toBe(true);
    expect(may(sweep, addTags({ [TAG.approval]: 'approved' }))).toBe(false);
    expect(may(sweep, addTags({ [TAG.approval]: 'rejected' }))).toBe(false);
    expect(may(sweep, addTags({ [TAG.approval]: 'pending' }, APPROVED))).toBe(true);
  });

  test.each(['rejected', 'Rejected', 'rejected ', 'no', 'Approved', 'approved ', 'pending?', ''])(
    'neither overwrites nor removes a person’s %j',
    (word) => {
      const tags = { ...NOTIFIED, [TAG.approval]: word };
      expect(may(sweep, addTags({ [TAG.approval]: 'pending' }, tags))).toBe(false);
      expect(may(sweep, removeTags([TAG.approval], tags))).toBe(false);
      expect(may(sweep, removeTags([TAG.approval, TAG.reason], tags))).toBe(false);
      // Its other keys it may.
      expect(may(sweep, removeTags([TAG.reason, TAG.evidence], tags))).toBe(true);
      expect(may(sweep, addTags({ [TAG.notifiedAt]: 'x' }, tags))).toBe(true);
    },
  );

  test('overwrites and removes what is no objection: nothing, pending, approved', () => {
    const { [TAG.approval]: _, ...silent } = NOTIFIED;
    for (const tags of [silent, NOTIFIED, APPROVED]) {
      expect(may(sweep, addTags({ [TAG.approval]: 'pending' }, tags))).toBe(true);
      expect(may(sweep, removeTags([TAG.approval], tags))).toBe(true);
    }
  });

  test('writes down that a cluster was deleted, and never that a person says so', () => {
    expect(may(sweep, addTags({ [TAG.clusterDeleted]: 'prod 2026-01-20T10:00:00Z cloudtrail none' }))).toBe(true);
    expect(may(sweep, addTags({ [TAG.clusterGone]: 'prod' }))).toBe(false);
  });

  test('neither writes nor removes keep', () => {
    expect(may(sweep, addTags({ [TAG.keep]: 'yes' }))).toBe(false);
    expect(may(sweep, removeTags([TAG.keep]))).toBe(false);
  });

  test('removes everything else of its own', () => {
    const { keep, companionOf, clusterGone, clusterDeleted, ...own } = TAG;
    expect(may(sweep, removeTags(Object.values(own)))).toBe(true);
    for (const key of [keep, companionOf, clusterGone, clusterDeleted]) {
      expect(may(sweep, removeTags([key]))).toBe(false);
    }
  });

  test('tags no load balancer of another type', () => {
    expect(may(sweep, addTags(QUARANTINE, {}, ALB))).toBe(false);
    expect(may(sweep, removeTags([TAG.reason], {}, ALB))).toBe(false);
  });

  test('tags nothing in another region or account', () => {
    expect(may(sweep, addTags(QUARANTINE, {}, NLB.replace('eu-west-3', 'eu-west-1')))).toBe(false);
    expect(may(sweep, addTags(QUARANTINE, {}, NLB.replace('123456789012', '210987654321')))).toBe(false);
  });

  test('marks target groups with the companion mark and nothing else', () => {
    const mark = { [TAG.companionOf]: 'a3f2/50dc' };
    expect(may(sweep, addTags(mark, {}, TARGET_GROUP))).toBe(true);
    expect(may(sweep, removeTags([TAG.companionOf], {}, TARGET_GROUP))).toBe(true);
    expect(may(sweep, addTags({ ...mark, team: 'payments' }, {}, TARGET_GROUP))).toBe(false);
    expect(may(sweep, addTags(QUARANTINE, {}, TARGET_GROUP))).toBe(false);
    expect(may(sweep, addTags({}, {}, TARGET_GROUP))).toBe(false);
    expect(may(sweep, addTags(mark))).toBe(false);
  });

  test('deletes nothing', () => {
    expect(may(sweep, deleteNlb(APPROVED))).toBe(false);
    expect(sweep.flatMap(actionsOf).filter((action) => /Delete/.test(action))).toEqual([
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterface',
      // Lambda's, of what was handled.
      'sqs:DeleteMessage',
    ]);
  });
});

describe('reap', () => {
  test('deletes only what people were told of', () => {
    const { [TAG.notifiedAt]: _, ...untold } = APPROVED;
    expect(may(reap, deleteNlb(APPROVED))).toBe(true);
    expect(may(reap, deleteNlb(untold))).toBe(false);
  });

  test('deletes only what a person approved, in that very word', () => {
    expect(may(reap, deleteNlb(NOTIFIED))).toBe(false);
    expect(may(reap, deleteNlb({ ...APPROVED, [TAG.approval]: 'Approved' }))).toBe(false);
    const { [TAG.approval]: _, ...silent } = APPROVED;
    expect(may(reap, deleteNlb(silent))).toBe(false);
  });

  test('never deletes what a person keeps', () => {
    expect(may(reap, deleteNlb({ ...APPROVED, [TAG.keep]: 'yes' }))).toBe(false);
    expect(may(reap, deleteNlb({ ...APPROVED, [TAG.keep]: '' }))).toBe(false);
    expect(may(reap, deleteNlb({ ...APPROVED, [TAG.keep]: 'Until=2026-03-01' }))).toBe(false);
  });

  test('leaves it to the code whether a dated keep has passed', () => {
    expect(may(reap, deleteNlb({ ...APPROVED, [TAG.keep]: 'until=2026-03-01' }))).toBe(true);
  });

  test('never deletes over another word of a person, also when approval is automatic', () => {
    const automatic = jsonOf(
      reapStatements({ mode: 'delete', approval: 'automatic', usersOfNlb: {} }, { topicArn: 't', bucketArn: 'b' }),
    );
    const here = localised(automatic);
    expect(may(here, deleteNlb(REMINDED))).toBe(true);
    expect(may(here, deleteNlb(APPROVED))).toBe(true);
    // Also where some other policy allows the delete.
    const allowed: Statements = [
      ...here,
      { Effect: 'Allow', Action: 'elasticloadbalancing:DeleteLoadBalancer', Resource: '*' },
    ];
    for (const word of ['rejected', 'Rejected', 'rejected ', 'no', 'Approved', 'approved ', '']) {
      expect(may(here, deleteNlb({ ...REMINDED, [TAG.approval]: word }))).toBe(false);
      expect(may(allowed, deleteNlb({ ...REMINDED, [TAG.approval]: word }))).toBe(false);
    }
    const { [TAG.approval]: _, ...silent } = REMINDED;
    expect(may(here, deleteNlb(silent))).toBe(false);
    expect(may(allowed, deleteNlb(silent))).toBe(true);
    expect(may(here, deleteNlb({ ...REMINDED, [TAG.keep]: 'yes' }))).toBe(false);
    expect(may(here, deleteNlb(QUARANTINE))).toBe(false);
  });

  test('deletes what nobody approved only where approval is automatic, and people were reminded', () => {
    const here = localised(
      jsonOf(
        reapStatements({ mode: 'delete', approval: 'automatic', usersOfNlb: {} }, { topicArn: 't', bucketArn: 'b' }),
      ),
    );
    expect(may(here, deleteNlb(REMINDED))).toBe(true);
    expect(may(here, deleteNlb(NOTIFIED))).toBe(false);
    expect(may(reap, deleteNlb(REMINDED))).toBe(false);
    const { [TAG.notifiedAt]: _, ...untold } = REMINDED;
    expect(may(here, deleteNlb(untold))).toBe(false);
    expect(may(here, deleteNlb({ ...untold, [TAG.approval]: 'approved' }))).toBe(false);
    // Nobody needs a reminder of what a person approved.
    expect(may(here, deleteNlb(APPROVED))).toBe(true);
  });

  test('deletes no load balancer of another type, region or account', () => {
    expect(may(reap, deleteNlb(APPROVED, ALB))).toBe(false);
    expect(may(reap, deleteNlb(APPROVED, NLB.replace('eu-west-3', 'eu-west-1')))).toBe(false);
    expect(may(reap, deleteNlb(APPROVED, NLB.replace('123456789012', '210987654321')))).toBe(false);
  });

  test('deletes only target groups with the companion mark', () => {
    expect(may(reap, elb('DeleteTargetGroup', TARGET_GROUP, { tags: { [TAG.companionOf]: 'a3f2/50dc' } }))).toBe(true);
    expect(may(reap, elb('DeleteTargetGroup', TARGET_GROUP))).toBe(false);
  });

  test('writes only why it did not delete, and removes no tag', () => {
    expect(may(reap, addTags({ [TAG.lastError]: 'protected' }))).toBe(true);
    expect(may(reap, addTags({ [TAG.lastError]: 'protected', [TAG.approval]: 'approved' }))).toBe(false);
    expect(may(reap, addTags({ [TAG.approval]: 'pending' }))).toBe(false);
    expect(may(reap, addTags({}))).toBe(false);
    expect(may(reap, addTags({ [TAG.companionOf]: 'x' }, {}, TARGET_GROUP))).toBe(false);
    expect(reap.flatMap(actionsOf)).not.toContain('elasticloadbalancing:RemoveTags');
  });

  test('stores snapshots only where there is none', () => {
    const put = putInto('snapshot.json');
    expect(may(reap, { ...put, context: { 's3:if-none-match': '*' } })).toBe(true);
    expect(may(reap, put)).toBe(false);
  });

  test('writes outcomes again, and nothing else into the bucket', () => {
    expect(may(reap, putInto('outcome.json'))).toBe(true);
    expect(may(reap, { ...putInto('notes.json'), context: { 's3:if-none-match': '*' } })).toBe(false);
    const read = { ...putInto('snapshot.json'), action: 's3:GetObject' };
    expect(may(reap, read)).toBe(true);
    expect(may(reap, { ...read, resource: read.resource.replace('snapshot.json', 'notes.json') })).toBe(false);
  });

  test('switches off no deletion protection', () => {
    expect(reap.flatMap(actionsOf).filter((action) => /:(Modify|Set|Deregister)/.test(action))).toEqual([]);
  });
});

describe('modes', () => {
  const writing = /AddTags|RemoveTags|DeleteLoadBalancer|DeleteTargetGroup/;
  const written = (template: Template): string[] =>
    Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap((policy) => policy['Properties'].PolicyDocument.Statement as Statements)
      .flatMap(actionsOf)
      .filter((action) => writing.test(action));

  test('report writes nothing and has no reap', () => {
    expect(written(report)).toEqual([]);
    report.resourceCountIs('AWS::Scheduler::Schedule', 1);
    expect(Object.keys(report.findResources('AWS::IAM::Role')).filter((id) => id.includes('Reap'))).toEqual([]);
  });

  test('quarantine tags, deletes nothing and has no reap', () => {
    expect(new Set(written(quarantine))).toEqual(
      new Set(['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags']),
    );
    expect(Object.keys(quarantine.findResources('AWS::IAM::Role')).filter((id) => id.includes('Reap'))).toEqual([]);
  });

  test('quarantine sets no date of deletion, but removes one that an earlier mode set', () => {
    const statements = statementsOf(quarantine, 'NlbJanitorSweepRole');
    expect(may(statements, addTags(NOTIFIED))).toBe(true);
    expect(may(statements, addTags({ [TAG.deleteAfter]: '2026-03-08T00:00:00Z' }))).toBe(false);
    expect(may(statements, removeTags([TAG.deleteAfter]))).toBe(true);
  });

  test('sweep keeps its report in every mode, and nothing else in the bucket', () => {
    for (const template of [report, quarantine, full]) {
      const statements = statementsOf(template, 'NlbJanitorSweepRole');
      const putting = statements.filter((statement) => actionsOf(statement).includes('s3:PutObject'));
      expect(putting.flatMap(resourcesOf)).toEqual([expect.stringMatching(/^<NlbJanitorSnapshots\w+>\/report\/\*$/)]);
    }
  });

  test('sweep reads what was deleted where something can be', () => {
    const outcome = { ...putInto('outcome.json'), action: 's3:GetObject' };
    expect(may(statementsOf(full, 'NlbJanitorSweepRole'), outcome)).toBe(true);
    expect(may(statementsOf(full, 'NlbJanitorSweepRole'), { ...outcome, action: 's3:PutObject' })).toBe(false);
    for (const template of [report, quarantine]) {
      const granted = statementsOf(template, 'NlbJanitorSweepRole').flatMap(resourcesOf);
      expect(granted.filter((resource) => resource.includes('outcome'))).toEqual([]);
    }
  });

  test('sweep reads and tells people in every mode', () => {
    const granted = [report, quarantine, full].map((template) =>
      statementsOf(template, 'NlbJanitorSweepRole').flatMap(actionsOf),
    );
    for (const actions of granted) {
      expect(actions).toEqual(expect.arrayContaining(['elasticloadbalancing:DescribeTags', 'eks:DescribeCluster']));
    }
    expect(granted.map((actions) => actions.includes('sns:Publish'))).toEqual([true, true, true]);
  });
});

describe('all roles', () => {
  test('grant nothing but reads on every resource', () => {
    const wide = Object.values(full.findResources('AWS::IAM::Policy'))
      .flatMap((policy) => policy['Properties'].PolicyDocument.Statement as Statements)
      .filter((statement) => statement.Effect === 'Allow' && resourcesOf(statement).includes('*'))
      .flatMap(actionsOf);
    expect(wide.length).toBeGreaterThan(0);
    const reads =
      /:(Describe\w+|List\w+|LookupEvents|GetMetricData|GetSubscriptionAttributes|GetResourceConfigHistory|GetTrafficPolicy\w*)$/;
    expect(wide.filter((action) => !reads.test(action))).toEqual([]);
  });

  test('grant no action by wildcard', () => {
    const actions = Object.values(full.findResources('AWS::IAM::Policy'))
      .flatMap((policy) => policy['Properties'].PolicyDocument.Statement as Statements)
      .flatMap(actionsOf);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('have no policies of AWS, and names that stay', () => {
    for (const name of ['sweep', 'reap', 'slack']) {
      full.hasResourceProperties('AWS::IAM::Role', {
        RoleName: `nlb-janitor-${name}-eu-west-3`,
        ManagedPolicyArns: Match.absent(),
      });
    }
  });

  test('publish to the topic of the notices and to that of the chat only', () => {
    for (const statements of [sweep, reap]) {
      const publishing = statements.filter((statement) => actionsOf(statement).includes('sns:Publish'));
      expect(publishing.flatMap(resourcesOf)).toEqual([
        expect.stringMatching(/^<NlbJanitorNotices\w+>$/),
        expect.stringMatching(/^<NlbJanitorChat\w+>$/),
      ]);
    }
  });

  test('fit into an inline policy', () => {
    for (const policy of Object.values(full.findResources('AWS::IAM::Policy'))) {
      expect(JSON.stringify(policy['Properties'].PolicyDocument).length).toBeLessThan(10_240);
    }
  });
});

describe('slack', () => {
  test('reads the one secret', () => {
    const statements = statementsOf(full, 'NlbJanitorSlackRole').filter(({ Sid }) => Sid === 'ReadWebhook');
    expect(statements).toEqual([
      {
        Sid: 'ReadWebhook',
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: FILLED_IN.slack.webhookArn,
      },
    ]);
  });

  test('reads the one parameter', () => {
    const webhookArn = 'arn:aws:ssm:eu-west-3:123456789012:parameter/nlb-janitor/slack';
    const statements = statementsOf(templateWith({ mode: 'report', slack: { webhookArn } }), 'NlbJanitorSlackRole');
    expect(statements.filter(({ Sid }) => Sid === 'ReadWebhook')).toEqual([
      { Sid: 'ReadWebhook', Effect: 'Allow', Action: 'ssm:GetParameter', Resource: webhookArn },
    ]);
  });
});

test('grants every call that the adapters make, and knows every client', () => {
  const services: Readonly<Record<string, string>> = {
    'elastic-load-balancing': 'elasticloadbalancing',
    'elastic-load-balancing-v2': 'elasticloadbalancing',
    eks: 'eks',
    cloudtrail: 'cloudtrail',
    cloudwatch: 'cloudwatch',
    'config-service': 'config',
    'auto-scaling': 'autoscaling',
    cloudfront: 'cloudfront',
    ec2: 'ec2',
    'global-accelerator': 'globalaccelerator',
    ecs: 'ecs',
    'route-53': 'route53',
    iam: 'iam',
    sns: 'sns',
    ssm: 'ssm',
    eventbridge: 'events',
  };
  // Their actions are not called as their commands are, or are granted to one function: test/infra/life-cycle.test.ts.
  const elsewhere = new Set(['api-gateway', 'apigatewayv2', 's3', 'secrets-manager', 'sqs', 'sts']);
  // What people's commands alone may call: no function composes it.
  const ofPeople = [
    'pause-flip.ts',
    'cluster-instances.ts',
    'cluster-access.ts',
    'janitor-stack.ts',
    'buckets.ts',
    'doctor/',
  ];
  const directory = join(process.cwd(), 'lambda', 'aws');
  const called = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !ofPeople.some((one) => file.startsWith(one)))
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .flatMap((source) => [...source.matchAll(/import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)])
    .filter(([, , client = '']) => !elsewhere.has(client))
    .flatMap(([, names = '', client = '']) =>
      [...names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(([, paged, sent]) => [
        services[client] ?? `unknown client ${client}`,
        paged ?? sent,
      ]),
    )
    .map(([service, call]) => `${service}:${call}`);
  expect(called.length).toBeGreaterThan(0);
  const granted = new Set([...sweep, ...reap].flatMap(actionsOf));
  expect(called.filter((action) => !granted.has(action))).toEqual([]);
});

describe('the rights to look for users outside Kubernetes', () => {
  const rightsWith = (usersOfNlb: Settings['usersOfNlb']) =>
    new Set(
      jsonOf(
        reapStatements({ mode: 'delete', approval: 'required', usersOfNlb }, { topicArn: 't', bucketArn: 'b' }),
      ).flatMap(actionsOf),
    );

  test.each([
    ['endpoint-services', 'ec2:DescribeVpcEndpointServiceConfigurations'],
    ['api-gateway', 'apigateway:GET'],
    ['global-accelerator', 'globalaccelerator:ListAccelerators'],
    ['cloudfront', 'cloudfront:ListDistributions'],
    ['verified-access', 'ec2:DescribeVerifiedAccessEndpoints'],
    ['traffic-mirror', 'ec2:DescribeTrafficMirrorTargets'],
    ['ecs-services', 'ecs:ListServices'],
    ['route-53', 'route53:ListHostedZones'],
  ])('follow the switch of %s', (source, right) => {
    expect(rightsWith({})).toContain(right);
    expect(rightsWith({ [source]: 'on' })).toContain(right);
    expect(rightsWith({ [source]: 'off' })).not.toContain(right);
  });

  test('are none when all are off', () => {
    const off = Object.fromEntries(USER_SOURCES.map((source) => [source, 'off'] as const));
    expect(
      [...rightsWith(off)].filter((right) => /^(ec2|apigateway|ecs|route53|cloudfront|globalaccelerator):/.test(right)),
    ).toEqual([]);
  });
});

test('keeps every statement recognisable by its Sid', () => {
  const sids = jsonOf([
    ...sweepStatements(
      { mode: 'delete', approval: 'required', usersOfNlb: {} },
      { topicArn: 't', bucketArn: 'b', reapQueueArn: 'q' },
    ),
    ...reapStatements({ mode: 'delete', approval: 'required', usersOfNlb: {} }, { topicArn: 't', bucketArn: 'b' }),
  ]).map(({ Sid }) => Sid);
  expect(sids).not.toContain(undefined);
});

function jsonOf(statements: readonly { toStatementJson(): unknown }[]): Statements {
  return statements.map((statement) => statement.toStatementJson() as Statements[number]);
}

/** Outside of a stack the pseudo parameters are tokens: the ARNs of the samples stand in for them. */
function localised(statements: Statements): Statements {
  return statements.map((statement) => ({
    ...statement,
    Resource: resourcesOf(statement).map((arn) =>
      arn.replace(/^arn:.*:loadbalancer/, `${NLB.split(':').slice(0, 5).join(':')}:loadbalancer`),
    ),
  }));
}

function putInto(file: string): Request {
  return { action: 's3:PutObject', resource: `${bucketOf(reap)}/2026-03-08/50dc6c49/2026-03-01T00:00:00Z/${file}` };
}

function bucketOf(statements: Statements): string {
  const bucket = SNAPSHOT.exec(statements.flatMap(resourcesOf).join(' '))?.[1];
  if (bucket === undefined) throw new Error('no statement names the bucket');
  return bucket;
}

describe('the right to put events', () => {
  const BUS = 'arn:aws:events:eu-west-3:123456789012:event-bus/default';
  const put = (type: string, source = 'nlb-janitor', resource = BUS): Request => ({
    action: 'events:PutEvents',
    resource,
    context: { 'events:source': source, 'events:detail-type': type },
  });
  const allowed = (statements: Statements): readonly string[] =>
    [...SWEEP_EVENTS, ...REAP_EVENTS].filter((type) => may(statements, put(type)));

  test('is that of each function for its own types', () => {
    expect(allowed(sweep)).toEqual(SWEEP_EVENTS);
    expect(allowed(reap)).toEqual(REAP_EVENTS);
    expect(allowed(statementsOf(quarantine, 'NlbJanitorSweepRole'))).toEqual(SWEEP_EVENTS);
    expect(allowed(statementsOf(report, 'NlbJanitorSweepRole'))).toEqual(['Sweep Completed']);
  });

  test('is for no other source, type or bus', () => {
    expect(may(sweep, put('Sweep Completed'))).toBe(true);
    expect(may(sweep, put('Sweep Completed', 'aws.eks'))).toBe(false);
    expect(may(sweep, put('Something'))).toBe(false);
    expect(may(sweep, put('Sweep Completed', 'nlb-janitor', BUS.replace('default', 'other')))).toBe(false);
    expect(may(sweep, put('Sweep Completed', 'nlb-janitor', BUS.replace('123456789012', '210987654321')))).toBe(false);
  });
});
