/** Saved queries of CloudWatch Logs Insights: the questions that people ask of the log. They cost nothing until they run. */
import { Stack } from 'aws-cdk-lib';
import { QueryDefinition, QueryString, type QueryStringProps } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { JanitorFunction } from './janitor-function.ts';

/** By name; the fields are those of the lines that the functions write (lambda/tell/log.ts; test/infra/queries.test.ts). */
export const QUERIES: Readonly<Record<string, QueryStringProps>> = {
  'What was done': {
    fields: ['@timestamp', 'did', 'name', 'why', 'arn'],
    filterStatements: ['message = "outcome"'],
    sort: '@timestamp desc',
    limit: 200,
  },
  'What became of one NLB': {
    fields: ['@timestamp', 'message', '`is`', 'reason', 'did', 'why', 'explanation'],
    filterStatements: ['arn like "PUT-A-PART-OF-THE-ARN-HERE"'],
    sort: '@timestamp desc',
    limit: 500,
  },
  'Orphans and unknowns by reason': {
    filterStatements: ['message = "verdict"'],
    statsStatements: ['count_distinct(arn) as NLBs by `is`, reason'],
    sort: 'NLBs desc',
  },
  'What could not be read': {
    filterStatements: ['message = "unreadable"'],
    statsStatements: ['count(*) as times, latest(why) as last by source'],
    sort: 'times desc',
  },
  'Runs that failed': {
    fields: ['@timestamp', 'service', 'number', 'failures'],
    filterStatements: ['message = "run failed"'],
    sort: '@timestamp desc',
    limit: 100,
  },
  'What waits and why': {
    fields: ['@timestamp', 'message', 'name', 'why', 'days', 'arn'],
    filterStatements: ['message in ["waiting", "frozen", "approval does not count", "approved and not deleted"]'],
    sort: '@timestamp desc',
    limit: 200,
  },
};

/** @param functions those that judge, by name */
export function addQueries(
  scope: Construct,
  functions: Readonly<Record<string, JanitorFunction>>,
): readonly QueryDefinition[] {
  const logGroups = Object.values(functions).map(({ logGroup }) => logGroup);
  return Object.entries(QUERIES).map(
    ([name, query]) =>
      new QueryDefinition(scope, `Query ${name}`, {
        queryDefinitionName: `nlb-janitor/${Stack.of(scope).stackName}/${name}`,
        queryString: new QueryString(query),
        logGroups,
      }),
  );
}
