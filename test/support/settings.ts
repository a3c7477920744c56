/** Settings as an operator writes them, for tests: the least, and every key. */

export const LEAST = { regions: ['eu-west-3'] };
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:slack-AbCdEf';
export const NETWORK = {
  vpcId: 'vpc-0123456789abcdef0',
  subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  securityGroupIds: ['sg-0123456789abcdef0'],
};
export const EVERYTHING = {
  regions: ['eu-west-3', 'us-gov-west-1'],
  mode: 'quarantine',
  approval: 'automatic',
  graceDays: 14,
  reminderHours: 48,
  minimumAgeHours: 48,
  schedule: 'cron(0 6 ? * MON-FRI *)',
  summary: 'cron(0 7 ? * FRI *)',
  emails: ['ops@example.com'],
  slack: { webhookArn: SECRET_ARN },
  chat: { slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } },
  helpUrl: 'https://wiki.example.com/nlb-janitor/runbook',
  ownerTagKeys: ['team', 'owner'],
  deletedClusters: [{ name: 'old-prod', deletedAt: '2026-02-20T17:30:00Z' }],
  ignoredClusters: ['lab'],
  usersOfNlb: { cloudfront: 'off' },
  dnsRecords: 'veto',
  deletionHours: { days: ['MON', 'FRI'], from: '22:30', to: '06:00', timeZone: 'Europe/Paris' },
  maxDeletesPerDay: 3,
  maxDeletePercent: 5,
  approvers: ['arn:aws:iam::123456789012:role/platform-*'],
  approvalValidDays: 14,
  trafficLookbackDays: 30,
  network: NETWORK,
  clusterAccess: [
    { cluster: 'prod', by: 'group' },
    { cluster: 'edge', by: 'view-policy' },
  ],
  snapshotBucket: 'nlb-janitor-snapshots',
  metrics: 'off',
  logRetentionDays: 365,
  reservedConcurrency: 1,
};
