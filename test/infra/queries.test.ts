/** The saved queries ask for what the runs write: each of their fields and words stands in recorded lines of a life. */
import type { Template } from 'aws-cdk-lib/assertions';
import { QUERIES } from '../../infra/queries.ts';
import { closeInvocation } from '../../lambda/handlers/runtime.ts';
import { Life } from '../support/life.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { templateWith } from './support/templates.ts';

type Line = Readonly<Record<string, unknown>>;

/** What Logs Insights and the logger add to each line. */
const OF_EACH_LINE = ['@timestamp', 'service'];

/** In which everything happens that a query asks for. */
async function recorded(): Promise<readonly Line[]> {
  const life = new Life({ maxDeletePercent: 100, maxDeletesPerDay: 1 });
  const [first, second] = [life.anOrphan('shop/a'), life.anOrphan('shop/b')];
  await life.due(first, second);
  life.account.loadBalancer(first).usedByService = true;
  await life.reap();
  life.toDay(12);
  life.cluster().reachable = false;
  const result = await life.sweep();
  const lines: Line[] = [...life.lines];
  closeInvocation(
    { ...result, failures: ['one'] },
    { error: (message, ...extra) => void lines.push({ message, ...Object(extra[0]) }) },
  );
  return lines;
}

let lines: readonly Line[];

beforeAll(async () => {
  lines = await recorded();
});

const wordsIn = (text: string): readonly string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word);

describe.each(Object.entries(QUERIES))('%s', (_, query) => {
  const { fields = [], filterStatements = [], statsStatements = [], sort = '' } = query;
  const matching = (): readonly Line[] => {
    const [filter = ''] = filterStatements;
    const words = wordsIn(filter);
    if (filter.startsWith('message')) return lines.filter(({ message }) => words.includes(String(message)));
    expect(filter).toMatch(/^arn like /);
    return lines.filter(({ arn }) => typeof arn === 'string');
  };

  test('finds lines, of every kind that it names', () => {
    const [filter = '', ...others] = filterStatements;
    expect(others).toEqual([]);
    expect(matching().length).toBeGreaterThan(0);
    if (!filter.startsWith('message')) return;
    const found = new Set(matching().map(({ message }) => message));
    // Whose approval does not count takes approvers and a CloudTrail event: test/tell/log.test.ts has that line.
    const expected = wordsIn(filter).filter((word) => word !== 'approval does not count');
    expect(expected.filter((word) => !found.has(word))).toEqual([]);
  });

  test('asks for fields that these lines have', () => {
    const stats = statsStatements.join(' ');
    const counted = [...stats.matchAll(/(?:count_distinct|latest)\((\w+)\)/g)].map(([, field = '']) => field);
    const by = / by (.*)$/.exec(stats)?.[1]?.split(', ') ?? [];
    const asked = [...fields, ...counted, ...by].map((field) => field.replaceAll('`', ''));
    const had = new Set([...OF_EACH_LINE, ...matching().flatMap((line) => Object.keys(line))]);
    expect(asked.filter((field) => !had.has(field))).toEqual([]);
    const named = [...asked, ...[...stats.matchAll(/ as (\w+)/g)].map(([, alias = '']) => alias)];
    expect(named).toContain(sort.replace(/ desc$/, ''));
  });
});

test('are saved over the logs of the functions that judge, also without the figures', () => {
  const template: Template = templateWith({ ...FILLED_IN, metrics: 'off' });
  const saved = Object.values(template.findResources('AWS::Logs::QueryDefinition')).map((one) => one['Properties']);
  expect(saved.map(({ Name }) => String(Name)).toSorted()).toEqual(
    Object.keys(QUERIES)
      .map((name) => `nlb-janitor/Janitor/${name}`)
      .toSorted(),
  );
  for (const { LogGroupNames } of saved) {
    expect(LogGroupNames).toEqual([
      { Ref: expect.stringContaining('SweepLog') },
      { Ref: expect.stringContaining('ReapLog') },
    ]);
  }
});
