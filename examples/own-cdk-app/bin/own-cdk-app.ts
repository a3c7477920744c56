#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { OwnCdkAppStack } from '../lib/own-cdk-app-stack';

const app = new cdk.App();
new OwnCdkAppStack(app, 'OwnCdkAppStack', {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'eu-west-3' },
});
