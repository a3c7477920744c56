/** Accounts in a box for `doctor`: one in which everything is well, and one that is half configured. */
import { parseSettings } from '../../lambda/settings/settings.ts';
import { Box } from '../../sandbox/box.ts';

export const DOCTOR_REGION = 'eu-west-3';
const VPC = 'vpc-0prod';
const HOUR_MS = 3_600_000;

export const DOCTOR_SETTINGS = {
  regions: [DOCTOR_REGION],
  mode: 'delete',
  emails: ['ops@example.com'],
  helpUrl: 'https://wiki.example.com/nlb-janitor/runbook',
  slack: { webhookArn: `arn:aws:secretsmanager:${DOCTOR_REGION}:123456789012:secret:slack-webhook-aB3dE6` },
};

/** Two clusters, and nothing deployed. The clock follows the real time: the command line has no other. */
export async function undeployedBox(): Promise<Box> {
  const box = new Box({ startAt: new Date(), region: DOCTOR_REGION });
  for (const name of ['prod', 'staging']) {
    await box.addCluster({ name, vpcId: VPC, createdAt: new Date('2025-06-01T08:00:00Z') });
  }
  box.clock.followRealTime();
  return box;
}

/** Deployed for two days, a run an hour, people who listen, a trail, AWS Config. */
export async function healthyBox(): Promise<Box> {
  const box = await undeployedBox();
  const { account, clock } = box;
  account.secrets.setSecret('slack-webhook', 'https://hooks.slack.example/services/T0/B0/x');
  account.janitor.deploy(parseSettings(DOCTOR_SETTINGS, 'test'));
  account.subscribe({ protocol: 'email', endpoint: 'ops@example.com', confirmed: true });
  for (const cluster of account.clusters.values()) {
    for (const { roleArn } of account.janitor.functions.values()) {
      cluster.accessEntries.set(roleArn, { groups: ['nlb-janitor-readers'], policyArns: [] });
    }
  }
  account.trails.push({ name: 'organization', isLogging: true, logs: 'All' });
  account.config.start();
  const nowMs = clock.now().getTime();
  for (let hours = 48; hours >= 0; hours -= 1) {
    const at = new Date(nowMs - hours * HOUR_MS);
    for (const which of ['sweep', 'reap']) count(box, 'AWS/Lambda', 'Invocations', at, 1, which);
    for (const [name, value] of [
      ['SweepsThatJudged', 1],
      ['UnreadClusters', 0],
      ['UnreadSources', 0],
    ] as const) {
      account.counted.add({ namespace: 'nlb-janitor', name }, at, value);
    }
  }
  const dimensions = { Service: 'Elastic Load Balancing', Type: 'API', Resource: 'DescribeTags', Class: 'None' };
  account.counted.add({ namespace: 'AWS/Usage', name: 'ThrottleCount', dimensions }, new Date(nowMs - HOUR_MS), 0);
  return box;
}

/** Deployed in a hurry: no trail, an e-mail that nobody confirmed, a cluster that refuses, paused, a rule switched off. */
export async function halfConfiguredBox(): Promise<Box> {
  const box = await healthyBox();
  const { account } = box;
  account.trails.length = 0;
  account.config.stop();
  account.topic.unsubscribe({ protocol: 'email', endpoint: 'ops@example.com' });
  account.subscribe({ protocol: 'email', endpoint: 'ops@example.com', confirmed: false });
  box.cluster('staging').fail({ with: 401 });
  account.secrets.setParameter(
    '/nlb-janitor/paused',
    `since 2026-03-01T08:00:00Z by arn:aws:iam::${account.accountId}:user/ada`,
    'String',
  );
  const rule = account.janitor.rules.get('TagFlip');
  if (rule !== undefined) rule.state = 'DISABLED';
  return box;
}

export function count(box: Box, namespace: string, name: string, at: Date, value: number, of: string): void {
  box.account.counted.add({ namespace, name, dimensions: { FunctionName: `nlb-janitor-${of}` } }, at, value);
}
