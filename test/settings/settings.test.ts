/** The operator's settings: defaults, and every fault of every key. */
import { refusalsOf } from '../../infra/refusals.ts';
import { parseSettings, SettingsError } from '../../lambda/settings/settings.ts';
import { EVERYTHING, LEAST, NETWORK, SECRET_ARN } from '../support/settings.ts';

const WHERE = 'cdk.json, context "nlb-janitor"';
function faultsOf(given: unknown): readonly string[] {
  try {
    parseSettings(given, WHERE);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

function faultsWith(part: Readonly<Record<string, unknown>>): readonly string[] {
  return faultsOf({ ...LEAST, ...part });
}

describe('where the runbook is, and whose an NLB is', () => {
  it.each([
    ['another scheme', { helpUrl: 'http://wiki.example.com/runbook' }, 1],
    ['a script', { helpUrl: 'javascript:alert(1)' }, 1],
    ['a blank in it', { helpUrl: 'https://wiki.example.com/run book' }, 1],
    ['nothing', { helpUrl: '' }, 1],
    ['a heading of its own', { helpUrl: 'https://wiki.example.com/runbook#top' }, 1],
    ['a password', { helpUrl: 'https://me:secret@wiki.example.com/' }, 1],
    ['markup', { helpUrl: 'https://wiki.example.com/<x|y>' }, 1],
    ['a page', { helpUrl: 'https://wiki.example.com:8443/run_book?page=1' }, 0],
    ['an empty key', { ownerTagKeys: [''] }, 1],
    ['a blank key', { ownerTagKeys: [' '] }, 1],
    ['a key that begins with a blank', { ownerTagKeys: [' team'] }, 1],
    ['a key of AWS', { ownerTagKeys: ['aws:team'] }, 1],
    ['a double', { ownerTagKeys: ['team', 'team'] }, 1],
    ['a key of 129 characters', { ownerTagKeys: ['x'.repeat(129)] }, 1],
    ['six keys', { ownerTagKeys: ['a', 'b', 'c', 'd', 'e', 'f'] }, 1],
    ['no list', { ownerTagKeys: 'team' }, 1],
    ['no key', { ownerTagKeys: [] }, 0],
    ['five keys', { ownerTagKeys: ['team', 'Cost Centre', 'e-mail', 'app.kubernetes.io/part-of', 'x'.repeat(128)] }, 0],
  ])('%s: %j', (_, part, faults) => {
    expect(faultsWith(part)).toHaveLength(faults);
  });
});

describe('settings', () => {
  it('need nothing but a region: with the defaults nothing is deleted without a person', () => {
    expect(parseSettings(LEAST, WHERE)).toEqual({
      regions: ['eu-west-3'],
      mode: 'delete',
      approval: 'required',
      graceDays: 7,
      reminderHours: 24,
      minimumAgeHours: 24,
      schedule: 'rate(1 hour)',
      summary: 'cron(0 8 ? * MON *)',
      emails: [],
      slack: undefined,
      chat: undefined,
      helpUrl: undefined,
      ownerTagKeys: [],
      deletedClusters: [],
      ignoredClusters: [],
      usersOfNlb: {},
      dnsRecords: 'caution',
      deletionHours: undefined,
      maxDeletesPerDay: 10,
      maxDeletePercent: 20,
      approvers: undefined,
      approvalValidDays: 30,
      trafficLookbackDays: 7,
      network: undefined,
      clusterAccess: [],
      snapshotBucket: undefined,
      metrics: 'on',
      logRetentionDays: 90,
      reservedConcurrency: undefined,
    });
  });

  it('are taken as they are written, instants parsed', () => {
    expect(parseSettings(EVERYTHING, WHERE)).toEqual({
      ...EVERYTHING,
      deletedClusters: [{ name: 'old-prod', deletedAt: new Date('2026-02-20T17:30:00Z') }],
    });
  });

  it.each([undefined, null, 'delete', 7, ['eu-west-3']])('are missing when they are %j', (given) => {
    expect(faultsOf(given)).toEqual(['settings are missing — give an object with at least "regions"']);
  });

  it('show every fault of every key at once, each with its key, in the order of the keys', () => {
    const broken = {
      regions: ['Paris'],
      mode: 'destroy',
      approval: 'never',
      graceDays: '7',
      reminderHours: 0,
      minimumAgeHours: -1,
      schedule: 'rate(1 hours)',
      summary: 'weekly',
      emails: ['ops'],
      slack: { webhookArn: '' },
      chat: { slack: { workspaceId: 'T', channelId: '#ops' } },
      helpUrl: 'http://wiki.example.com',
      ownerTagKeys: ['aws:team'],
      deletedClusters: [{ name: 'old prod', deletedAt: 'yesterday' }],
      ignoredClusters: ['a b'],
      usersOfNlb: { cloudfront: 'no' },
      dnsRecords: 'deny',
      deletionHours: { days: ['MON'], from: '9', to: '17:00', timeZone: 'UTC' },
      maxDeletesPerDay: 1.5,
      maxDeletePercent: 101,
      approvers: ['*'],
      approvalValidDays: 91,
      trafficLookbackDays: null,
      network: { vpcId: 'vpc-x', subnetIds: [], securityGroupIds: ['sg-x'] },
      clusterAccess: [{ cluster: '', by: 'admin' }],
      snapshotBucket: 'My_Bucket',
      metrics: 'yes',
      logRetentionDays: 8,
      reservedConcurrency: 0,
    };
    expect(Object.keys(broken).toSorted()).toEqual(Object.keys(parseSettings(EVERYTHING, WHERE)).toSorted());
    expect(faultsOf(broken).map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual([
      'regions[0]',
      'mode',
      'approval',
      'graceDays',
      'reminderHours',
      'minimumAgeHours',
      'schedule',
      'summary',
      'emails[0]',
      'slack.webhookArn',
      'chat.slack.channelId',
      'helpUrl',
      'ownerTagKeys[0]',
      'deletedClusters[0].name',
      'deletedClusters[0].deletedAt',
      'ignoredClusters[0]',
      'usersOfNlb.cloudfront',
      'dnsRecords',
      'deletionHours.from',
      'maxDeletesPerDay',
      'maxDeletePercent',
      'approvers[0]',
      'approvalValidDays',
      'trafficLookbackDays',
      'network.vpcId',
      'network.subnetIds',
      'network.securityGroupIds[0]',
      'clusterAccess[0].cluster',
      'clusterAccess[0].by',
      'snapshotBucket',
      'metrics',
      'logRetentionDays',
      'reservedConcurrency',
    ]);
  });

  it('name where they stand, how many faults there are, and one fault on each line', () => {
    expect(() => parseSettings({ ...LEAST, graceDays: '', mode: 'x' }, WHERE)).toThrow(
      new SettingsError(WHERE, [
        'mode: is "x" — give one of report, quarantine, delete',
        'graceDays: is blank — give a whole number from 0 to 365',
      ]),
    );
    expect(new SettingsError(WHERE, ['a', 'b']).message).toBe(`${WHERE}: 2 fault(s)\n  - a\n  - b`);
  });
});

describe('a key that is no setting', () => {
  it.each([
    ['graceDay', 'graceDays'],
    ['grace-days', 'graceDays'],
    ['aproval', 'approval'],
    ['email', 'emails'],
    ['Mode', 'mode'],
    ['maxDeletesPercent', 'maxDeletePercent'],
  ])('is a fault that names the nearest: %s', (key, nearest) => {
    expect(faultsWith({ [key]: 1 })).toEqual([`${key}: is 1 — is no setting; did you mean "${nearest}"?`]);
  });

  it('is found inside a setting too', () => {
    expect(faultsWith({ slack: { webhookArn: SECRET_ARN, webhok: '#ops' } })).toEqual([
      'slack.webhok: is "#ops" — is no setting; did you mean "slack.webhookArn"?',
    ]);
    expect(faultsWith({ network: { ...NETWORK, subnetIDs: [] } })).toEqual([
      expect.stringContaining('did you mean "network.subnetIds"?'),
    ]);
  });

  it('is one of JavaScript’s own names as well', () => {
    expect(faultsOf(JSON.parse('{"regions":["eu-west-3"],"__proto__":{"mode":"report"}}'))).toHaveLength(1);
    expect(faultsWith({ constructor: 1 })).toHaveLength(1);
  });
});

describe('a number', () => {
  const KEYS = ['graceDays', 'minimumAgeHours', 'maxDeletesPerDay', 'maxDeletePercent', 'trafficLookbackDays'] as const;

  it.each(KEYS)('%s: zero means zero', (key) => {
    expect(parseSettings({ ...LEAST, [key]: 0 }, WHERE)[key]).toBe(0);
  });

  it.each([...KEYS, 'reminderHours', 'logRetentionDays', 'reservedConcurrency'])(
    '%s: nothing else passes for one',
    (key) => {
      for (const value of ['7', '', ' ', '7d', Number.NaN, Infinity, -1, 1.5, null, true, [7], {}, undefined, 1e9]) {
        expect(faultsWith({ [key]: value })).toEqual([expect.stringMatching(new RegExp(`^${key}: .+ — give `))]);
      }
    },
  );

  it.each([
    ['graceDays', 365],
    ['reminderHours', 8760],
    ['minimumAgeHours', 8760],
    ['maxDeletesPerDay', 1000],
    ['maxDeletePercent', 100],
    ['trafficLookbackDays', 60],
    ['reservedConcurrency', 1000],
  ])('%s goes up to %d and no further', (key, most) => {
    expect(faultsWith({ [key]: most })).toEqual([]);
    expect(faultsWith({ [key]: most + 1 })).toEqual([expect.stringContaining(`${key}: is ${most + 1} — give`)]);
  });

  it('of zero reserves no concurrency by mistake, and keeps no logs forever', () => {
    expect(faultsWith({ reservedConcurrency: 0 })).toHaveLength(1);
    expect(faultsWith({ logRetentionDays: 0 })).toHaveLength(1);
  });
});

describe('the days for which an approval holds', () => {
  it.each([1, 90])('may be %d', (days) => {
    expect(faultsWith({ approvalValidDays: days })).toEqual([]);
  });

  it.each([0, 91, 1.5, '30'])('may not be %j', (days) => {
    expect(faultsWith({ approvalValidDays: days })).toEqual([expect.stringContaining('a whole number from 1 to 90')]);
  });
});

describe('approvers', () => {
  it.each([
    'arn:aws:iam::123456789012:role/platform-ops',
    'arn:aws:iam::*:role/platform-*',
    'arn:aws-us-gov:iam::123456789012:user/people/ada',
    'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
    'arn:aws:sts::123456789012:assumed-role/platform-ops/*',
    'arn:aws:sts::123456789012:federated-user/ada',
    'arn:aws:iam::123456789012:root',
  ])('may be %s', (pattern) => {
    expect(faultsWith({ approvers: [pattern] })).toEqual([]);
  });

  it.each([
    '*',
    'arn:*',
    'arn:aws:iam::123456789012:*',
    'arn:aws:iam::123456789012:role/*',
    'arn:aws:iam::123456789012:role/**',
    'arn:aws:iam::123456789012:role/aws-reserved/*',
    'arn:aws:sts::123456789012:assumed-role/*/ada',
    'arn:aws:sts::123456789012:assumed-role/platform-ops',
    'arn:aws:s3:::bucket',
    'platform-ops',
    'arn:aws:iam::123456789012:role/platform ops',
    '',
  ])('may not be %j, which is nobody, or everybody without saying so', (pattern) => {
    expect(faultsWith({ approvers: [pattern] })).toEqual([expect.stringContaining('give the ARN of a role')]);
  });

  it('are at least one, and nobody twice', () => {
    const one = 'arn:aws:iam::123456789012:role/a';
    expect(faultsWith({ approvers: [] })).toEqual([expect.stringContaining('name at least one, or leave it out')]);
    expect(faultsWith({ approvers: [one, one] })).toEqual([expect.stringContaining('twice')]);
  });
});

describe('a schedule', () => {
  it.each([
    'rate(1 hour)',
    'rate(6 hours)',
    'rate(15 minutes)',
    'rate(90 minutes)',
    'rate(1 day)',
    'cron(0 * * * ? *)',
    'cron(0 6 ? * MON-FRI *)',
    'cron(0/15 * * * ? *)',
  ])('may be %s', (schedule) => {
    expect(parseSettings({ ...LEAST, schedule }, WHERE).schedule).toBe(schedule);
  });

  it.each([
    'rate(1 hours)',
    'rate(2 hour)',
    'rate(0 hours)',
    'rate(01 hour)',
    'rate(-1 hours)',
    'rate(1.5 hours)',
    'rate(30 seconds)',
    'rate(1 hour) ',
    'rate()',
    'cron(0 * * * *)',
    'cron(0 * * * ? * 2026)',
    'cron(0 25 * * ? *)',
    'cron(0 6 * * * *)',
    'hourly',
    '',
    ' ',
    60,
    null,
  ])('is a fault when it is %j', (schedule) => {
    expect(faultsWith({ schedule })).toEqual([expect.stringMatching(/^schedule: is .*give rate\(1 hour\)/)]);
  });

  it.each([
    'rate(1 minute)',
    'rate(14 minutes)',
    'cron(0/10 * * * ? *)',
    'cron(55,5 * * * ? *)',
    'cron(0,59 0,23 * * ? *)',
  ])('is a fault when runs come closer than 15 minutes, as with %s', (schedule) => {
    const fault = `schedule: is "${schedule}" — runs more often than every 15 minutes, which is how long one run may take; give rate(1 hour)`;
    expect(faultsWith({ schedule })).toEqual([fault]);
  });
});

describe('a schedule without a run', () => {
  it.each(['cron(0 6 31 2 ? *)', 'rate(99999999999 days)'])('is a fault: %s', (schedule) => {
    expect(faultsWith({ schedule })).toEqual([
      `schedule: is "${schedule}" — never runs, or less often than every 366 days; give rate(1 hour)`,
    ]);
  });

  it('is none once its runs are over: the functions go on until somebody deploys', () => {
    expect(faultsWith({ schedule: 'cron(0 6 1 1 ? 2020)' })).toEqual([]);
  });
});

describe('a list', () => {
  it.each([
    ['regions', []],
    ['regions', 'eu-west-3'],
    ['regions', ['']],
    ['regions', ['eu-west-3a']],
    ['regions', ['*']],
    ['regions', ['eu-west-3', 'eu-west-3']],
    ['emails', 'ops@example.com'],
    ['emails', ['ops@example']],
    ['emails', ['ops\u200b@example.com']],
    ['emails', ['ops@exam\u00adple.com']],
    ['emails', ['ops..all@example.com']],
    ['emails', ['ops@example..com']],
    ['emails', ['ops@example.com,dev@example.com']],
    ['emails', ['ops@example.com', 'ops@example.com']],
    ['ignoredClusters', ['foo.k8s.example.com']],
    ['ignoredClusters', 'lab'],
    ['usersOfNlb', ['cloudfront']],
    ['usersOfNlb', { cloudfront: false }],
    ['usersOfNlb', { cloudfornt: 'off' }],
    ['dnsRecords', 'off'],
    ['deletedClusters', [{ name: 'prod' }]],
    ['deletedClusters', [{ name: 'prod', deletedAt: '2026-02-30T00:00:00Z' }]],
    ['deletedClusters', [{ name: 'prod', deletedAt: '2026-02-20' }]],
    ['deletedClusters', [{ name: 'prod', deletedAt: '2999-01-01T00:00:00Z' }]],
    ['snapshotBucket', 'a..b'],
    ['snapshotBucket', '192.168.0.1'],
    ['deletedClusters', [{ name: 'prod', deletedAt: '2026-02-20T17:30:00+01:00' }]],
    ['deletedClusters', [{ name: 'prod', deletedAt: 1771608600 }]],
    ['deletedClusters', [{ deletedAt: '2026-02-20T17:30:00Z' }]],
    ['deletedClusters', ['prod']],
    ['deletedClusters', {}],
    ['clusterAccess', [{ cluster: 'prod' }]],
    ['clusterAccess', [{ cluster: 'prod', by: 'admin' }]],
    ['clusterAccess', [{ cluster: 'a cluster', by: 'group' }]],
    ['clusterAccess', [{ cluster: 'prod', by: 'group', region: 'Paris' }]],
    ['clusterAccess', [{ cluster: 'prod', by: 'group', region: '' }]],
    ['deletedClusters', [{ name: 'prod', deletedAt: '2026-02-20T17:30:00Z', region: null }]],
    ['slack', { webhookArn: SECRET_ARN, region: 'Paris' }],
    ['clusterAccess', ['prod']],
    ['clusterAccess', 'prod'],
  ])('of %s is a fault when it is %j', (key, value) => {
    expect(faultsWith({ [key]: value })).toEqual([expect.stringMatching(new RegExp(`^${key}.*: .* `))]);
  });

  it('of regions must be there', () => {
    expect(faultsOf({})).toEqual(['regions: is missing — give a list, as in ["…"]']);
  });

  it('may be empty where nothing is a choice', () => {
    expect(faultsWith({ emails: [], deletedClusters: [], ignoredClusters: [], clusterAccess: [] })).toEqual([]);
    const named = [{ name: 'foo.k8s.example.com', deletedAt: '2026-02-20T17:30:00Z' }];
    expect(faultsWith({ deletedClusters: named, snapshotBucket: '192.168.0.1.b.c' })).toEqual([]);
  });
});

describe('the network', () => {
  it.each([
    ['vpcId', undefined],
    ['vpcId', 'vpc-XYZ'],
    ['subnetIds', undefined],
    ['subnetIds', []],
    ['subnetIds', 'subnet-0123456789abcdef0'],
    ['subnetIds', ['subnet-1']],
    ['securityGroupIds', undefined],
    ['securityGroupIds', []],
    ['securityGroupIds', ['default']],
  ])('is a fault when its %s is %j', (field, value) => {
    expect(faultsWith({ network: { ...NETWORK, [field]: value } })).toEqual([
      expect.stringMatching(new RegExp(`^network\\.${field}(\\[0\\])?: `)),
    ]);
  });

  it('is an object or left out', () => {
    expect(faultsWith({ network: NETWORK })).toEqual([]);
    expect(faultsWith({ network: null })).toHaveLength(1);
    expect(faultsWith({ network: 'vpc-0123456789abcdef0' })).toHaveLength(1);
  });
});

describe('chat', () => {
  const slack = { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' };
  const teams = {
    tenantId: '11111111-2222-3333-4444-555555555555',
    teamId: '66666666-7777-8888-9999-000000000000',
    channelId: '19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2',
  };

  it.each([
    ['a channel of Slack', { slack }],
    ['one of Teams', { teams }],
    ['both', { slack, teams, region: 'eu-west-3' }],
    ['a channel that somebody configured', { byHand: true }],
  ])('may be %s', (_what, chat) => {
    expect(parseSettings({ ...LEAST, chat }, WHERE).chat).toEqual(chat);
  });

  it.each([
    ['nothing', {}, /^chat: is \{\} — give slack or teams, or byHand/],
    ['a channel beside one by hand', { slack, byHand: true }, /^chat: .*byHand alone/],
    ['by hand, but not', { byHand: false }, /^chat\.byHand: is false — give true/],
    ['the name of a channel', { slack: { ...slack, channelId: '#ops' } }, /^chat\.slack\.channelId: /],
    ['the name of a workspace', { slack: { ...slack, workspaceId: 'shop' } }, /^chat\.slack\.workspaceId: /],
    ['the name of a tenant', { teams: { ...teams, tenantId: 'shop' } }, /^chat\.teams\.tenantId: /],
    ['the name of a team', { teams: { ...teams, teamId: 'ops' } }, /^chat\.teams\.teamId: /],
    [
      'a channel of Teams as its link shows it',
      { teams: { ...teams, channelId: '19:b@thread.tacv2' } },
      /^chat\.teams\.channelId: /,
    ],
    ['half of a channel', { slack: { channelId: 'C0123ABCD' } }, /^chat\.slack\.workspaceId: is missing/],
    ['a key of its own', { slack, channel: 'C0' }, /^chat\.channel: .*is no setting/],
  ])('may not be %s', (_what, chat, says) => {
    expect(faultsWith({ chat })).toContainEqual(expect.stringMatching(says));
  });
});

describe('slack', () => {
  it.each([SECRET_ARN, 'arn:aws:ssm:eu-west-3:123456789012:parameter/nlb-janitor/slack'])('may be %s', (webhookArn) => {
    expect(parseSettings({ ...LEAST, slack: { webhookArn } }, WHERE).slack).toEqual({ webhookArn });
  });

  it.each([
    'arn:aws:ssm:eu-west-3:123456789012:parameter/*',
    'arn:aws:ssm:eu-west-3:123456789012:parameter/slack?',
    'arn:aws:secretsmanager:eu-west-3:123456789012:secret:*',
    'arn:aws:secretsmanager:*:123456789012:secret:slack-AbCdEf',
    'arn:aws:secretsmanager:eu-west-3:123456789012:secret:${aws:username}',
    'arn:*:secretsmanager:eu-west-3:123456789012:secret:slack-AbCdEf',
  ])('may not open more than one secret to the function: %s', (webhookArn) => {
    expect(faultsWith({ slack: { webhookArn } })).toEqual([expect.stringContaining('slack.webhookArn: ')]);
  });

  it.each([{}, { webhookArn: 'slack' }, { webhookArn: 'arn:aws:sns:eu-west-3:123456789012:topic' }])(
    'is a fault when it is %j',
    (slack) => {
      expect(faultsWith({ slack })).toEqual([expect.stringContaining('slack.webhookArn: ')]);
    },
  );

  it.each([
    [{ slack: { webhookArn: 'https://hooks.slack.com/services/T00/B00/s3cr3t' } }],
    [{ slack: 'https://hooks.slack.com/services/T00/B00/s3cr3t' }],
    [{ slackUrl: 'https://hooks.slack.com/services/T00/B00/s3cr3t' }],
  ])('never shows the webhook URL that somebody wrote there: %j', (part) => {
    const [fault] = faultsWith(part);
    expect(fault).toContain('https://hooks.slack.com/…');
    expect(fault).not.toContain('s3cr3t');
  });

  it.each([
    [{ slack: 'hooks.slack.com/services/T00/B00/s3cr3t' }, 'hooks.slack.com/…'],
    [{ slack: 'HTTPS://HOOKS.SLACK.COM/services/s3cr3t' }, 'HTTPS://HOOKS.SLACK.COM/…'],
    [{ emails: ['https://user:s3cr3t@host'] }, 'https://…@host'],
    [{ slackToken: 'xoxb-1-s3cr3t' }, 'xoxb-…'],
    [{ slackToken: 'xapp-1-s3cr3t' }, 'xapp-…'],
    [{ 'https://hooks.slack.com/services/s3cr3t': 1 }, 'https://hooks.slack.com/…'],
    [{ slack: `${'x'.repeat(60)} https://u:s3cr3t@host` }, 'https://…'],
  ])('never shows a secret in another form, and what is none stays: %j', (part, shown) => {
    const faults = faultsWith({ ...part, mode: 'other' }).join(' ');
    expect(faults).toContain(shown);
    expect(faults).not.toContain('s3cr3t');
    expect(faults).toContain('"other"');
  });
});

function itself(): object {
  const one: Record<string, unknown> = {};
  one['self'] = one;
  return one;
}

describe('what is found', () => {
  it('never moves a cursor or hides, also in a key', () => {
    const [fault = ''] = faultsWith({ 'mo\u001b[2Jde\u202e\n': 'x' });
    expect(fault).toMatch(/^mo\\u\{1b\}\[2Jde\\u\{202e\}\\u\{a\}: is "x" — is no setting/);
    expect(() => parseSettings({ ...LEAST, '\u001b': 1 }, 'a\u0007b')).toThrow(/^a\\u\{7\}b: 1 fault/);
  });

  it('is named once, also where it breaks two rules', () => {
    expect(faultsWith({ minimumAgeHours: 1e300 })).toHaveLength(1);
    expect(faultsWith({ minimumAgeHours: 1e300, graceDays: 1e300 })).toHaveLength(2);
  });

  it('never stops the lists and the refusals from being told', () => {
    expect(faultsWith({ emails: [7n, 7n] }).length).toBeGreaterThan(0);
    expect(refusalsOf({ ...itself(), approval: 'automatic', graceDays: 7n })).toHaveLength(1);
  });

  it.each([
    ['a long one', 'x'.repeat(500)],
    ['a function', () => 7],
    ['a symbol', Symbol('seven')],
    ['a BigInt', 7n],
    ['an object that contains itself', itself()],
    ['a list of BigInts', [7n, 7n]],
  ])('is shown in short and never stops the others from being told: %s', (_what, value) => {
    const faults = faultsWith({ graceDays: value, mode: 'x' });
    expect(faults).toHaveLength(2);
    expect(faults.every((fault) => fault.length < 200)).toBe(true);
  });

  it('is shown as it is, also where JSON has no word for it', () => {
    expect(faultsWith({ graceDays: Number.NaN })).toEqual(['graceDays: is NaN — give a whole number from 0 to 365']);
  });
});

describe('deletion hours', () => {
  const HOURS = { days: ['MON'], from: '09:00', to: '17:00', timeZone: 'Europe/Paris' };

  it.each([
    ['no day', { days: [] }, 'deletionHours.days: is [] — name at least one day'],
    ['a day that is none', { days: ['Monday'] }, 'deletionHours.days[0]: is "Monday" — give one of MON, TUE'],
    ['a day twice', { days: ['MON', 'MON'] }, 'names "MON" twice'],
    ['a time that is none', { from: '9:00' }, 'deletionHours.from: is "9:00" — give a time such as "09:00"'],
    ['a beginning at the end of the day', { from: '24:00' }, 'deletionHours.from: is "24:00"'],
    ['an end after the end of the day', { to: '24:01' }, 'deletionHours.to: is "24:01"'],
    ['no time between', { to: '09:00' }, 'begins and ends at the same time; for whole days give'],
    [
      'a zone that is none',
      { timeZone: 'Europe/Pariss' },
      'deletionHours.timeZone: is "Europe/Pariss" — give a time zone',
    ],
    ['an offset', { timeZone: '+01:00' }, 'deletionHours.timeZone: is "+01:00" — give a time zone'],
    ['a zone of the machine', { timeZone: 'local' }, 'deletionHours.timeZone: is "local"'],
  ])('with %s are a fault', (_what, part, words) => {
    expect(faultsWith({ deletionHours: HOURS })).toEqual([]);
    expect(faultsWith({ deletionHours: { ...HOURS, ...part } })).toEqual([expect.stringContaining(words)]);
  });

  it.each<[string, string, object, number]>([
    ['a rate a minute shorter than they', 'rate(479 minutes)', {}, 0],
    ['a rate as long as they', 'rate(480 minutes)', {}, 0],
    ['a rate a minute longer than they', 'rate(481 minutes)', {}, 1],
    [
      'a rate that two days side by side hold',
      'rate(48 hours)',
      { days: ['MON', 'TUE'], from: '00:00', to: '24:00' },
      0,
    ],
    [
      'a rate that two days apart do not hold',
      'rate(48 hours)',
      { days: ['MON', 'WED'], from: '00:00', to: '24:00' },
      1,
    ],
    ['a run a minute before they begin, also in summer', 'cron(59 6 * * ? *)', {}, 1],
    ['a run when they begin in summer', 'cron(0 7 * * ? *)', {}, 0],
    ['a run a minute before they end, in winter', 'cron(59 15 * * ? *)', {}, 0],
    ['a run when they end, in winter', 'cron(0 16 * * ? *)', {}, 1],
    ['a run on another day', 'cron(0 10 ? * TUE *)', {}, 1],
    ['the early hours of the day after', 'cron(0 2 ? * TUE *)', { from: '22:00', to: '06:00' }, 0],
    ['the early hours of the day itself', 'cron(0 2 ? * MON *)', { from: '22:00', to: '06:00' }, 1],
    ['a schedule with a fault of its own', 'hourly', {}, 0],
  ])('are looked at beside the schedule: %s', (_what, schedule, part, number) => {
    const refusals = refusalsOf({ ...LEAST, schedule, deletionHours: { ...HOURS, ...part } });
    const form = /^deletionHours: .*give rate\(1 hour\), or other hours$/;
    expect([refusals.length, refusals.every((fault) => form.test(fault))]).toEqual([number, true]);
  });

  it('of less than an hour are refused beside the default schedule, and with a fault of their own only once', () => {
    expect(refusalsOf({ ...LEAST, deletionHours: { ...HOURS, to: '09:59' } })).toHaveLength(1);
    expect(refusalsOf({ ...LEAST, deletionHours: { ...HOURS, to: '10:00' } })).toEqual([]);
    expect(refusalsOf({ ...LEAST, deletionHours: { ...HOURS, to: 7 } })).toEqual([]);
    const parsed = parseSettings({ ...LEAST, deletionHours: { ...HOURS, to: '09:59' } }, WHERE);
    expect(refusalsOf(parsed)).toHaveLength(1);
  });
});
