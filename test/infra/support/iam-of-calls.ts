/**
 * What IAM sees of a call to the account in a box: the action, the resources, and the tags at that very moment. Throws on
 * a call that it does not know. An adapter makes a Reading of that: whoever asks from a hook has to collect what is thrown.
 */
import type { Account } from '../../../sandbox/account.ts';
import type { SandboxCall } from '../../../sandbox/aws/call-log.ts';
import { type Request, resourcesOf, type Statement } from './iam.ts';

/** One for each resource that the call names: IAM has to allow all of them. */
export function requestsOf({ service, command, input }: SandboxCall, account: Account, names: Names): Request[] {
  const fields = input as Readonly<Record<string, unknown>>;
  const action = `${service}:${command}`;
  const text = (name: string): string => String(fields[name]);
  switch (action) {
    case 'elasticloadbalancing:AddTags':
      return arnsOf(fields).map((arn) => ({
        action,
        resource: arn,
        writes: written(fields),
        tags: tags(account, arn),
      }));
    case 'elasticloadbalancing:RemoveTags':
      return arnsOf(fields).map((arn) => ({
        action,
        resource: arn,
        removes: fields['TagKeys'] as string[],
        tags: tags(account, arn),
      }));
    case 'elasticloadbalancing:DeleteLoadBalancer':
      return [{ action, resource: text('LoadBalancerArn'), tags: tags(account, text('LoadBalancerArn')) }];
    case 'elasticloadbalancing:DeleteTargetGroup':
      return [{ action, resource: text('TargetGroupArn'), tags: tags(account, text('TargetGroupArn')) }];
    case 'eks:DescribeCluster':
      return [
        { action, resource: `arn:aws:eks:${account.region}:${account.accountId}:cluster/${text('name')}`, tags: {} },
      ];
    case 'apigateway:GetApis':
    case 'apigateway:GetIntegrations':
    case 'apigateway:GetResources':
    case 'apigateway:GetRestApis':
    case 'apigateway:GetStages':
    case 'apigateway:GetVpcLinks':
      return [
        { action: 'apigateway:GET', resource: `arn:aws:apigateway:${account.region}::${pathOf(command, fields)}` },
      ];
    case 'ssm:GetParameter':
      return [{ action, resource: `arn:aws:ssm:${account.region}:${account.accountId}:parameter${text('Name')}` }];
    case 'sns:ListSubscriptionsByTopic':
    case 'sns:Publish':
      return [{ action, resource: topicName(text('TopicArn'), account, names) }];
    case 'sqs:SendMessage':
      return [{ action, resource: text('QueueUrl').replace(account.queues.reap.url, names.reapQueue) }];
    case 'events:PutEvents':
      // IAM looks at each entry.
      return (fields['Entries'] as { readonly Source: string; readonly DetailType: string }[]).map(
        ({ Source, DetailType }) => ({
          action,
          resource: `arn:aws:events:${account.region}:${account.accountId}:event-bus/default`,
          context: { 'events:source': Source, 'events:detail-type': DetailType },
        }),
      );
    case 's3:ListObjectsV2':
      return [{ action: 's3:ListBucket', resource: names.bucket }];
    case 's3:GetObject':
    case 's3:PutObject': {
      const condition = fields['IfNoneMatch'];
      return [
        {
          action,
          resource: `${names.bucket}/${text('Key')}`,
          context: typeof condition === 'string' ? { 's3:if-none-match': condition } : {},
        },
      ];
    }
    default:
      // Describe calls know no resource, nor do the reads of these services that are made here: IAM wants `*`.
      if (
        !/:(Describe\w+|ListAccountAliases|ListClusters|GetSubscriptionAttributes|LookupEvents|GetMetricData)$|^(config|cloudfront|ecs|globalaccelerator|route53):(Get|List)/.test(
          action,
        )
      )
        throw new Error(`cannot tell what ${action} needs`);
      return [{ action, resource: '*' }];
  }
}

/** How the synthesized statements name what CloudFormation will name. */
export interface Names {
  readonly topic: string;
  readonly chatTopic: string;
  readonly bucket: string;
  readonly reapQueue: string;
}

export function namesIn(statements: readonly Statement[]): Names {
  const resources = statements.flatMap(resourcesOf);
  const named = (pattern: RegExp): string => resources.find((resource) => pattern.test(resource)) ?? 'not granted';
  return {
    topic: named(/^<NlbJanitorNotices\w+>$/),
    chatTopic: named(/^<NlbJanitorChat\w+>$/),
    // `sweep` is granted keys of the bucket, and not the bucket itself.
    bucket: named(/^<NlbJanitorSnapshots\w+>/).replace(/\/.*$/, ''),
    reapQueue: named(/^<NlbJanitorReapQueue\w+>$/),
  };
}

function topicName(arn: string, { topic, chatTopic }: Account, names: Names): string {
  return arn === chatTopic.arn ? names.chatTopic : arn.replace(topic.arn, names.topic);
}

/** IAM sees the path without the version (Service Authorization Reference, "Amazon API Gateway Management V2"). */
function pathOf(command: string, { ApiId, restApiId }: Readonly<Record<string, unknown>>): string {
  const list = command.slice('Get'.length).toLowerCase();
  if (typeof ApiId === 'string') return `/apis/${ApiId}/${list}`;
  return typeof restApiId === 'string' ? `/restapis/${restApiId}/${list}` : `/${list}`;
}

function arnsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return fields['ResourceArns'] as string[];
}

function written(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const pairs = fields['Tags'] as readonly { readonly Key: string; readonly Value: string }[];
  return Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));
}

function tags(account: Account, arn: string): Record<string, string> {
  return account.hasTaggable(arn) ? Object.fromEntries(account.tagsOf(arn)) : {};
}
