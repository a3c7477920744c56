import * as cdk from 'aws-cdk-lib';
import { NlbJanitor, parseSettings } from 'nlb-janitor';
import { Construct } from 'constructs';

export class OwnCdkAppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    // The same settings as in nlb-janitor.json (docs/settings.md). The stack's region counts, whatever `regions` names.
    const settings = parseSettings(
      {
        regions: ['eu-west-3'],
        mode: 'report',
        emails: ['platform@example.com'],
        clusterAccess: [{ cluster: 'prod', by: 'group' }],
      },
      'own-cdk-app-stack.ts',
    );
    const janitor = new NlbJanitor(this, 'NlbJanitor', { settings });

    new cdk.CfnOutput(this, 'SnapshotBucket', { value: janitor.bucket.bucketName });
  }
}
