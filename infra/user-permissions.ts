/** The rights to look for users outside Kubernetes: those of each source that the settings leave on. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { userReads } from '../lambda/core/doctor/needed-rights.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { API_GATEWAY_READS } from './resource-arns.ts';

/** What is switched off is not asked, and needs no right. */
export function userStatements({ usersOfNlb }: Pick<Settings, 'usersOfNlb'>): PolicyStatement[] {
  const actions = [...userReads(usersOfNlb)];
  return [
    ...(actions.length === 0 ? [] : [new PolicyStatement({ sid: 'ReadUsers', actions, resources: ['*'] })]),
    // Every read of API Gateway is the one action GET: without paths it would show keys and certificates as well.
    ...(usersOfNlb['api-gateway'] === 'off'
      ? []
      : [new PolicyStatement({ sid: 'ReadApiGateway', actions: ['apigateway:GET'], resources: API_GATEWAY_READS })]),
  ];
}
