/** The EventBridge rules that write to a queue, and where they leave what they could not deliver. */
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';

import type { Rule } from '../../model/deployment.ts';
import type { Reading } from '../../model/reading.ts';
import type { ClientMaker } from '../clients.ts';
import { reading, required, wholeReading } from '../reading.ts';

const NAMES = { service: 'events', action: 'ListRuleNamesByTarget' } as const;
const RULE = { service: 'events', action: 'DescribeRule' } as const;
const TARGETS = { service: 'events', action: 'ListTargetsByRule' } as const;

export interface ReadRule extends Rule {
  /** ARNs. */
  readonly undelivered: readonly string[];
}

/** Never rejects. */
export function rulesTo(clients: ClientMaker, queueArn: string): Promise<Reading<readonly ReadRule[]>> {
  const client = clients.of(EventBridgeClient);
  return wholeReading(async (part) => {
    const names = part(
      await reading(NAMES, async () => {
        return allPages(async (NextToken) => {
          const page = await client.send(new ListRuleNamesByTargetCommand({ TargetArn: queueArn, NextToken }));
          return { items: required(page.RuleNames, 'RuleNames'), next: page.NextToken };
        });
      }),
    );
    return Promise.all(
      names.map(async (Name) => {
        const isEnabled = part(
          await reading(RULE, async () => {
            const { State } = await client.send(new DescribeRuleCommand({ Name }));
            return required(State, 'State') !== 'DISABLED';
          }),
        );
        const undelivered = part(
          await reading(TARGETS, async () => {
            const targets = await allPages(async (NextToken) => {
              const page = await client.send(new ListTargetsByRuleCommand({ Rule: Name, NextToken }));
              return { items: required(page.Targets, 'Targets'), next: page.NextToken };
            });
            return targets.flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []);
          }),
        );
        return { name: Name, isEnabled, undelivered };
      }),
    );
  });
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** The SDK has no paginator for EventBridge. */
async function allPages<T>(page: (token: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const answer = await page(token);
    items.push(...answer.items);
    token = answer.next;
  } while (token !== undefined);
  return items;
}
