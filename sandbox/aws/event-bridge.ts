/** EventBridge in the sandbox: the janitor's rules and where they send to, and a default bus that remembers what was put on it. It delivers nothing. */
import { EventBridgeServiceException, ResourceNotFoundException } from '@aws-sdk/client-eventbridge';
import type {
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';

import type { Account } from '../account.ts';
import { unmodelled } from './errors.ts';
import type { StoredRule } from './janitor-stack.ts';
import type { SandboxService } from './service.ts';

export const eventBridge: SandboxService = {
  name: 'events',
  clientName: 'EventBridgeClient',
  ServiceException: EventBridgeServiceException,
  accessDeniedName: 'AccessDeniedException',
  accessDeniedStatus: 400,
  commands: {
    DescribeRule: describeRule,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
  },
};

/** EventBridge API reference, PutEvents; user guide, "Calculating PutEvents event entry size". */
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

function putEvents({ bus }: Account, { Entries = [] }: PutEventsRequest): PutEventsResponse {
  if (Entries.length === 0 || Entries.length > MOST_ENTRIES) {
    throw refusal(`Value at 'entries' failed to satisfy constraint: 1 to ${MOST_ENTRIES} entries.`);
  }
  if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MOST_BYTES) {
    throw refusal('Total size of the entries in the request is over the limit.');
  }
  const answers = Entries.map((entry): PutEventsResultEntry => {
    const refused = bus.refusal(entry) ?? malformed(entry);
    return refused === undefined ? { EventId: bus.put(entry) } : refused;
  });
  return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: answers };
}

/** Only AWS may say that it is AWS. */
function malformed({
  Source = '',
  DetailType = '',
  Detail = '',
}: PutEventsRequestEntry): PutEventsResultEntry | undefined {
  if (Source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' };
  if (Source === '' || DetailType === '')
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source and detail type.' };
  try {
    JSON.parse(Detail);
    return undefined;
  } catch {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
}

function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function refusal(message: string): Error {
  return unmodelled(EventBridgeServiceException, 'ValidationException', 400, message);
}

function listRuleNamesByTarget(
  { janitor }: Account,
  { TargetArn }: ListRuleNamesByTargetRequest,
): ListRuleNamesByTargetResponse {
  const found = [...janitor.rules.values()].filter(({ targetArn }) => targetArn === TargetArn);
  return { RuleNames: found.map(({ name }) => name) };
}

function describeRule(account: Account, { Name }: DescribeRuleRequest): DescribeRuleResponse {
  const { name, state } = existing(account, Name);
  return { Name: name, State: state };
}

function listTargetsByRule(account: Account, { Rule }: ListTargetsByRuleRequest): ListTargetsByRuleResponse {
  const { targetArn, deadLetterArn } = existing(account, Rule);
  return { Targets: [{ Id: 'Target0', Arn: targetArn, DeadLetterConfig: { Arn: deadLetterArn } }] };
}

function existing({ janitor }: Account, name: string | undefined): StoredRule {
  const found = janitor.rules.get(name ?? '');
  if (found !== undefined) return found;
  throw new ResourceNotFoundException({
    message: `Rule ${name} does not exist on EventBus default.`,
    $metadata: { httpStatusCode: 400 },
  });
}
