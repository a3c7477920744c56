/** What `doctor` goes by is what is deployed: rights, metrics, names. And none of it is bundled into the functions. */
import { readFileSync } from 'node:fs';
import { readStatements } from '../../infra/read-permissions.ts';
import { neededReads } from '../../lambda/core/doctor/needed-rights.ts';
import { neededWrites } from '../../lambda/core/doctor/needed-writes.ts';
import { sourceFiles } from '../support/source-code.ts';
import { importGraph } from '../support/read-only.ts';
import { sourceFile } from '../support/source-code.ts';
import { may, resourcesOf, statementsOf, type Statement } from './support/iam.ts';
import { namesIn } from './support/iam-of-calls.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

/** How many. */
const WRITES = {
  sweep: { report: 4, quarantine: 7, delete: 7 },
  reap: { report: 0, quarantine: 0, delete: 8 },
} as const;

test.each([
  ['all sources', {}],
  ['no ECS and no Route 53', { 'ecs-services': 'off', 'route-53': 'off' }],
] as const)('simulates the reads whose resource is * alone: %s', (_, usersOfNlb) => {
  const unlimited = readStatements({ usersOfNlb }).filter(({ resources }) => resources.join() === '*');
  expect(neededReads(usersOfNlb)).toEqual([...new Set(unlimited.flatMap(({ actions }) => actions))].toSorted());
});

/** In mode `report` `reap` has none. */
function cardTopicIn(statements: readonly Statement[]): string {
  const cards = statements.find(({ Sid }) => Sid === 'PostCards');
  return cards === undefined ? 'nobody-publishes-there' : (resourcesOf(cards)[0] ?? '');
}

describe.each(['report', 'quarantine', 'delete'] as const)('simulates writes that mode %s allows', (mode) => {
  test.each(['required', 'automatic'] as const)('with approval %s, and would not without their tags', (approval) => {
    const template = templateWith({ ...FILLED_IN, mode, approval });
    for (const name of ['sweep', 'reap'] as const) {
      const statements = statementsOf(template, name === 'sweep' ? 'NlbJanitorSweepRole' : 'NlbJanitorReapRole');
      const { topic, bucket } = namesIn(statements);
      const roleArn = `arn:aws:iam::123456789012:role/nlb-janitor-${name}-eu-west-3`;
      const topics = { topicArn: topic, chatTopicArn: cardTopicIn(statements) };
      const given = { mode, approval, roleArn, region: 'eu-west-3', ...topics, bucket: 'bucket' };
      const requests = neededWrites(name, given).map(({ resourceArn, ...call }) => ({
        ...call,
        resource: resourceArn.replace('arn:aws:s3:::bucket', bucket),
      }));
      const bare = requests.filter(({ action }) => /^(elasticloadbalancing|events):/.test(action));
      expect(bare.filter(({ action, resource }) => may(statements, { action, resource }))).toEqual([]);
      const more = name === 'reap' && mode === 'delete' && approval === 'automatic' ? 1 : 0;
      expect(requests).toHaveLength(WRITES[name][mode] + more);
    }
  });
});

test('reads metrics that the stack makes', () => {
  const filters = Object.values(templateWith(FILLED_IN).findResources('AWS::Logs::MetricFilter'));
  const made = filters.flatMap((filter) =>
    (filter['Properties'].MetricTransformations as { MetricName: string }[]).map(({ MetricName }) => MetricName),
  );
  for (const name of ['SweepsThatJudged', 'UnreadClusters', 'UnreadSources', 'RunFailed-sweep', 'RunFailed-reap']) {
    expect(made).toContain(name);
  }
});

test('finds functions, alarms and rules by the names that they have', () => {
  const template = templateWith(FILLED_IN);
  const namesOf = (type: string, property: string): string[] =>
    Object.values(template.findResources(type)).map((resource) => String(resource['Properties'][property]));
  const functions = namesOf('AWS::Lambda::Function', 'FunctionName').filter((name) => name.startsWith('nlb-janitor-'));
  expect(functions.toSorted()).toEqual(['nlb-janitor-reap', 'nlb-janitor-slack', 'nlb-janitor-sweep']);
  const alarms = [
    ...namesOf('AWS::CloudWatch::Alarm', 'AlarmName'),
    ...namesOf('AWS::CloudWatch::CompositeAlarm', 'AlarmName'),
  ];
  expect(alarms.filter((name) => !name.startsWith('nlb-janitor-'))).toEqual([]);
  expect(alarms).toContain('nlb-janitor-paused');
  expect(namesOf('AWS::Events::Rule', 'State')).toHaveLength(3);
});

test('uses the rights that docs/permissions.md lists for it', () => {
  const page = readFileSync('docs/permissions.md', 'utf8').split('## The rights of doctor')[1]?.split('\n## ')[0] ?? '';
  const listed = new Set([...page.matchAll(/`(\w+:\w+)`/g)].map(([, action = '']) => action));
  const used = sourceFiles(['lambda/aws/doctor']).flatMap(({ code }) =>
    [...code.matchAll(/service: '(\w+)', action: '(\w+)'/g)].map(([, service, action]) => `${service}:${action}`),
  );
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((action) => !listed.has(action))).toEqual([]);
});

test('is in no function, nor are the clients that only it needs', () => {
  const handlers = ['sweep', 'reap', 'slack'].map((name) => `lambda/handlers/${name}.ts`);
  const graph = importGraph(handlers, sourceFile);
  expect(graph.filter(({ path }) => path.includes('doctor'))).toEqual([]);
  const only = /client-(cloudformation|lambda|scheduler)'/;
  expect(graph.filter(({ code }) => only.test(code)).map(({ path }) => path)).toEqual([]);
});
