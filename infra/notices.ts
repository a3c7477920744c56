/**
 * The topic through which people hear of everything: notices, outcomes and alarms. TLS only.
 * Not encrypted with a KMS key: CloudWatch could not publish alarms through AWS's own key, and a notice holds names only.
 */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** The topic with its e-mail subscriptions; each address has to confirm before it gets anything. */
export function noticeTopic(scope: Construct, emails: readonly string[]): Topic {
  const topic = new Topic(scope, 'Notices', { displayName: 'nlb-janitor', enforceSSL: true });
  allowAlarms(topic);
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  return topic;
}

/** A policy of one's own replaces the default one, which let the account's alarms publish. */
export function allowAlarms(topic: Topic): void {
  const stack = Stack.of(topic);
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AllowAlarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
        StringEquals: { 'aws:SourceAccount': stack.account },
      },
    }),
  );
}
