/** Everything that `slack` may do to the account. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * The right of `slack`: to read the webhook's URL.
 *
 * @param webhookArn complete ARN of a Secrets Manager secret (with its random suffix) or of an SSM parameter. One that is
 *   encrypted with a key of your own needs the role in the key's policy.
 */
export function slackStatements(webhookArn: string): PolicyStatement[] {
  const action = webhookArn.includes(':secretsmanager:') ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameter';
  return [new PolicyStatement({ sid: 'ReadWebhook', actions: [action], resources: [webhookArn] })];
}
