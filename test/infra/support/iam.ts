/**
 * Answers "may this role do that?" from a synthesized template: explicit deny over allow, and the condition operators
 * that permissions.ts uses. Throws on any other operator, so that a new one cannot pass unread. Semantics: IAM user
 * guide, "Condition operators" and "Set operators for multivalued context keys".
 */
import type { Template } from 'aws-cdk-lib/assertions';

export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Tags that the request writes (their keys are aws:TagKeys as well). */
  readonly writes?: Readonly<Record<string, string>>;
  /** Keys that the request removes. */
  readonly removes?: readonly string[];
  /** Tags on the resource before the request. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Other context keys. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const ACCOUNT = '123456789012';
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-3',
  'AWS::AccountId': ACCOUNT,
};

export const ELB = `arn:aws:elasticloadbalancing:eu-west-3:${ACCOUNT}`;
export const NLB = `${ELB}:loadbalancer/net/a3f2504e04f8941d39a0c0305e82c330/50dc6c495c0c9188`;
export const ALB = `${ELB}:loadbalancer/app/web/50dc6c495c0c9188`;
export const TARGET_GROUP = `${ELB}:targetgroup/k8s-web/73e2d6bc24d8a067`;

/** Every statement of the role's policies. @param role first part of the logical ID, such as `NlbJanitorSweepRole` */
export function statementsOf(template: Template, role: string): Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy['Properties'].Roles).includes(`"${role}`),
  );
  return policies.flatMap((policy) => policy['Properties'].PolicyDocument.Statement as Statement[]);
}

/** Every statement of the managed policy. @param id first part of its logical ID */
export function statementsOfManaged(template: Template, id: string): Statement[] {
  return Object.entries(template.findResources('AWS::IAM::ManagedPolicy'))
    .filter(([logicalId]) => logicalId.startsWith(id))
    .flatMap(([, policy]) => policy['Properties'].PolicyDocument.Statement as Statement[]);
}

export function may(statements: readonly Statement[], request: Request): boolean {
  const matching = statements.filter((statement) => matches(statement, request));
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny');
}

/** The resources of a statement as text, with references as `<LogicalId>`. */
export function resourcesOf({ Resource }: Statement): string[] {
  return [Resource].flat().map(plain);
}

export function actionsOf({ Action }: Statement): string[] {
  return [Action].flat();
}

function matches(statement: Statement, request: Request): boolean {
  return (
    actionsOf(statement).some((pattern) => like(request.action, pattern)) &&
    resourcesOf(statement).some((pattern) => like(request.resource, pattern)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(operator, valuesOf(key, request), [wanted].flat().map(plain)),
      ),
    )
  );
}

function valuesOf(key: string, { writes = {}, removes = [], tags = {}, context = {} }: Request): string[] {
  if (key === 'aws:TagKeys') return [...Object.keys(writes), ...removes];
  const [, kind, tag] = /^aws:(RequestTag|ResourceTag)\/(.+)$/.exec(key) ?? [];
  const value = tag === undefined ? context[key] : (kind === 'RequestTag' ? writes : tags)[tag];
  return value === undefined ? [] : [value];
}

function holds(operator: string, found: readonly string[], wanted: readonly string[]): boolean {
  switch (operator) {
    case 'Null':
      return (found.length === 0) === (wanted[0] === 'true');
    case 'ForAllValues:StringEquals':
      return found.every((value) => wanted.includes(value));
    case 'ForAnyValue:StringEquals':
    case 'StringEquals':
    case 'ArnEquals':
      return found.some((value) => wanted.includes(value));
    case 'StringEqualsIfExists':
      return found.every((value) => wanted.includes(value));
    case 'StringNotEquals':
      return !found.some((value) => wanted.includes(value));
    case 'ArnNotLike':
      return !found.some((value) => wanted.some((pattern) => like(value, pattern)));
    case 'StringNotLike':
      return !found.some((value) => wanted.some((pattern) => like(value, pattern)));
    default:
      throw new Error(`unknown condition operator ${operator}`);
  }
}

function like(value: string, pattern: string): boolean {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(value);
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[intrinsic, inner] = []] = Object.entries(Object(value) as Record<string, unknown>);
  if (intrinsic === 'Ref') return PSEUDO[String(inner)] ?? `<${String(inner)}>`;
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(inner)) return `<${String(inner[0])}>`;
  if (intrinsic === 'Fn::Join' && Array.isArray(inner) && Array.isArray(inner[1])) return inner[1].map(plain).join('');
  throw new Error(`cannot read ${JSON.stringify(value)}`);
}
