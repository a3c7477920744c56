/** Settings that the tests of infra/ share. Loads nothing, so that it costs nothing. */
export const REGION = 'eu-west-3';

/** Every optional part of the stack at once. */
export const FILLED_IN = {
  emails: ['ops@example.com', 'oncall@example.com'],
  slack: { webhookArn: 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-webhook-AbCdEf' },
  chat: { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } },
  deletedClusters: [{ name: 'old', deletedAt: '2026-02-01T00:00:00Z' }],
  network: {
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    securityGroupIds: ['sg-0123456789abcdef0'],
  },
  clusterAccess: [
    { cluster: 'prod', by: 'group' },
    { cluster: 'staging', by: 'view-policy' },
  ],
  reservedConcurrency: 1,
};
