/** The rights that README and docs/permissions.md list are those that the functions read with, no more and no less. */
import { readFileSync } from 'node:fs';
import { readStatements } from '../../infra/read-permissions.ts';
import { userStatements } from '../../infra/user-permissions.ts';
import { USER_SOURCES } from '../../lambda/model/users.ts';

/** A scan has no need to know whether the functions are paused (`status` does), and asks who they are, which takes no right. */
const OF_FUNCTIONS_ONLY = 'ssm:GetParameter';
const OF_PEOPLE_ONLY = 'sts:GetCallerIdentity';

function actionsIn(statements: ReturnType<typeof readStatements>): string[] {
  return statements.flatMap(({ actions }) => actions).toSorted();
}

/** `ec2   DescribeA DescribeB`, with lines that go on under the first action. */
function rightsInReadme(): string[] {
  const readme = readFileSync('README.md', 'utf8');
  const [, block = ''] = /```\n(apigateway +GET\n[\s\S]*?)```/.exec(readme) ?? [];
  const services = block.replaceAll(/\n +/g, ' ').trim().split('\n');
  return services.flatMap((line) => {
    const [service, ...actions] = line.split(/ +/);
    return actions.map((action) => `${service}:${action}`);
  });
}

test('README lists what a scan reads with', () => {
  const expected = actionsIn(readStatements({ usersOfNlb: {} })).filter((action) => action !== OF_FUNCTIONS_ONLY);
  expect(rightsInReadme().toSorted()).toEqual([...expected, OF_PEOPLE_ONLY].toSorted());
});

test.each(USER_SOURCES)('docs/permissions.md lists what %s takes', (source) => {
  const others = USER_SOURCES.filter((other) => other !== source).map((other) => [other, 'off'] as const);
  const expected = actionsIn(userStatements({ usersOfNlb: Object.fromEntries(others) }));
  const page = readFileSync('docs/permissions.md', 'utf8');
  const row = page.split('\n').find((line) => line.startsWith(`| \`${source}\``));
  const listed = [...(row ?? '').matchAll(/`(\w+:\w+)`/g)].map(([, action = '']) => action);
  expect(listed.toSorted()).toEqual(expected);
});
