/** The alarms of deletes and notices: by recorded lines of runs that make them ring, and by twins that do not. */
import type { Template } from 'aws-cdk-lib/assertions';
import { Life } from '../support/life.ts';
import { countedBy } from './support/filter-pattern.ts';
import { templateWith } from './support/templates.ts';

let template: Template;

beforeAll(() => {
  template = templateWith({ metrics: 'off' });
});

function alarm(name: string): Readonly<Record<string, unknown>> {
  const [found] = Object.values(template.findResources('AWS::CloudWatch::Alarm', { Properties: { AlarmName: name } }));
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found['Properties'] as Readonly<Record<string, unknown>>;
}

async function due(settings: Readonly<Record<string, unknown>> = {}): Promise<{ life: Life; arn: string }> {
  const life = new Life({ maxDeletePercent: 100, ...settings });
  const arn = life.anOrphan();
  await life.due(arn);
  life.lines.length = 0;
  return { life, arn };
}

describe('a delete that failed', () => {
  it('is counted in the log of reap', async () => {
    const { life, arn } = await due();
    life.account.loadBalancer(arn).usedByService = true;
    await life.reap();
    expect(countedBy(template, 'DeleteFailed', 'Reap', life.lines)).toBe(1);
  });

  it('is not counted when it is made', async () => {
    const { life } = await due();
    await life.reap();
    expect(life.lines).toContainEqual(expect.objectContaining({ message: 'outcome', did: 'deleted' }));
    expect(countedBy(template, 'DeleteFailed', 'Reap', life.lines)).toBe(0);
  });

  it('rings at once', () => {
    expect(alarm('nlb-janitor-delete-failed')).toMatchObject({
      Namespace: 'nlb-janitor',
      MetricName: 'DeleteFailed',
      Statistic: 'Sum',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('an approval that leads to nothing', () => {
  const overdue = (life: Life): number => countedBy(template, 'ApprovedNotDeleted', 'Sweep', life.lines);

  it.each([
    ['three days after its window', 10, 10, 1],
    ['an hour before', 10, 8, 0],
  ])('is counted from %s on', async (_, day, hour, times) => {
    const { life } = await due();
    life.toDay(day, hour);
    await life.sweep();
    expect(overdue(life)).toBe(times);
  });

  it('is counted while the NLB cannot be judged', async () => {
    const { life } = await due();
    life.toDay(11);
    life.cluster().reachable = false;
    await life.sweep();
    expect(overdue(life)).toBe(1);
  });

  it('is counted while it is paused', async () => {
    const { life } = await due();
    life.toDay(11);
    life.pause();
    await life.sweep();
    expect(overdue(life)).toBe(1);
  });

  it('is not counted without an approval, however long ago its window was over', async () => {
    const { life, arn } = await due();
    life.flip(arn, 'approval', 'pending');
    life.toDay(20);
    await life.sweep();
    expect(overdue(life)).toBe(0);
  });

  it('is not counted when it comes late: the days begin with it', async () => {
    const { life, arn } = await due();
    life.flip(arn, 'approval', 'pending');
    life.toDay(20);
    await life.sweep();
    life.answer(arn, 'approval', 'approved');
    await life.sweep();
    life.toDay(22);
    life.lines.length = 0;
    await life.sweep();
    expect(overdue(life)).toBe(0);
    life.toDay(23, 10);
    await life.sweep();
    expect(overdue(life)).toBe(1);
  });

  it('is not counted of what is used again', async () => {
    const { life } = await due();
    life.toDay(20);
    life.serve('payments/api');
    await life.sweep();
    expect(overdue(life)).toBe(0);
  });

  it('rings from sweep to sweep', () => {
    expect(alarm('nlb-janitor-approved-and-not-deleted')).toMatchObject({
      MetricName: 'ApprovedNotDeleted',
      Statistic: 'Maximum',
      Period: 3600,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('a notice that reaches nobody', () => {
  const unheard = (life: Life): number => countedBy(template, 'NoticeUnheard', 'Sweep', life.lines);

  function aLife(): Life {
    const life = new Life();
    life.anOrphan();
    return life;
  }

  it('is counted when SNS does not take it', async () => {
    const life = aLife();
    life.account.fail({ command: 'Publish', with: 'denied' });
    await life.sweep();
    expect(unheard(life)).toBe(1);
  });

  it.each([
    ['nobody', undefined],
    ['only an address that has not confirmed', { protocol: 'email', endpoint: 'a@shop.example', confirmed: false }],
    [
      'only somebody with a filter',
      { protocol: 'email', endpoint: 'a@shop.example', confirmed: true, filterPolicy: '{"owner":["x"]}' },
    ],
  ] as const)('is counted when %s listens', async (_, subscription) => {
    const life = aLife();
    for (const one of life.account.topic.subscriptions) life.account.topic.unsubscribe(one);
    if (subscription !== undefined) life.account.subscribe(subscription);
    await life.sweep();
    expect(unheard(life)).toBe(1);
  });

  it('is not counted when somebody hears it', async () => {
    const life = aLife();
    await life.sweep();
    expect(life.account.messages).toHaveLength(1);
    expect(unheard(life)).toBe(0);
  });

  it('rings for what SNS could not deliver, too', () => {
    const { Metrics } = alarm('nlb-janitor-notice-not-deliverable') as { Metrics: Record<string, unknown>[] };
    const byId = Object.fromEntries(Metrics.map((metric) => [String(metric['Id']), metric]));
    expect(byId['expr_1']).toMatchObject({ Expression: 'FILL(unheard, 0) + FILL(undelivered, 0)' });
    expect(byId['undelivered']?.['MetricStat']).toMatchObject({
      Metric: {
        Namespace: 'AWS/SNS',
        MetricName: 'NumberOfNotificationsFailed',
        Dimensions: [{ Name: 'TopicName', Value: { 'Fn::GetAtt': [expect.stringContaining('Notices'), 'TopicName'] } }],
      },
      Stat: 'Sum',
    });
    expect(byId['unheard']?.['MetricStat']).toMatchObject({
      Metric: { Namespace: 'nlb-janitor', MetricName: 'NoticeUnheard' },
      Stat: 'Sum',
    });
  });
});

describe('what rang before', () => {
  it('counts a cluster that cannot be read, and nothing when all can', async () => {
    const life = new Life();
    life.anOrphan();
    await life.sweep();
    const judged = (): readonly unknown[] => life.lines.filter(({ message }) => message === 'judged');
    expect(judged()).toEqual([expect.objectContaining({ unreadClusters: 0 })]);
    life.cluster().reachable = false;
    await life.sweep();
    expect(judged()[1]).toMatchObject({ unreadClusters: 1 });
    expect(countedBy(template, 'UnreadClusters', 'Sweep', life.lines)).toBe(2);
  });

  it.each([
    [8, 1],
    [5, 0],
  ])('a pause of %i days counts as forgotten %i times', async (days, times) => {
    const life = new Life();
    life.toDay(7 + days, 12);
    life.pause();
    await life.sweep();
    expect(countedBy(template, 'PausedLong', 'Sweep', life.lines)).toBe(times);
  });
});
