/** The chat in the templates: who owns the channel, where a button stands, and what a press of it may do. */
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { TAG } from '../../lambda/core/tags/keys.ts';
import { chatStatements } from '../../infra/chat-permissions.ts';
import { NlbJanitor } from '../../infra/nlb-janitor.ts';
import { refusalsOf } from '../../infra/refusals.ts';
import { parseSettings } from '../../lambda/settings/settings.ts';
import { actionsOf, ALB, may, NLB, type Request, statementsOfManaged, TARGET_GROUP } from './support/iam.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { removeSynthesized, stacksWith } from './support/synthesized.ts';
import { templateWith } from './support/templates.ts';

type Tags = Readonly<Record<string, string>>;
type Statements = ReturnType<typeof statementsOfManaged>;

const TEAMS = {
  teams: {
    tenantId: '11111111-2222-3333-4444-555555555555',
    teamId: '66666666-7777-8888-9999-000000000000',
    channelId: '19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2',
  },
};
const PENDING: Tags = { [TAG.notifiedAt]: '2026-03-01T00:00:00Z', [TAG.approval]: 'pending' };
const APPROVE: Tags = { [TAG.approval]: 'approved' };
const REJECT: Tags = { [TAG.approval]: 'rejected' };
const KEEP: Tags = { [TAG.keep]: 'asked-in-chat' };

/** The region that a request goes to is that of what it names. */
const asked = (resource: string): Readonly<Record<string, string>> => ({
  'aws:RequestedRegion': resource.split(':')[3] ?? '',
});

afterAll(removeSynthesized);

const slack = (): Template => templateWith({ chat: FILLED_IN.chat });
const buttonsOf = (template: Template) =>
  Object.values(template.findResources('AWS::Chatbot::CustomAction')).map(({ Properties }) => Properties);

describe('a press', () => {
  let statements: Statements;
  beforeAll(() => {
    statements = statementsOfManaged(slack(), 'NlbJanitorChatChannelPolicy');
  });
  const press = (writes: Tags, tags: Tags = PENDING, resource = NLB): Request => ({
    action: 'elasticloadbalancing:AddTags',
    resource,
    writes,
    tags,
    context: asked(resource),
  });

  test('gives each of the three answers to what waits for one', () => {
    for (const answer of [APPROVE, REJECT, KEEP]) expect(may(statements, press(answer))).toBe(true);
  });

  test('approves nothing that people were not told of', () => {
    const { [TAG.notifiedAt]: _, ...untold } = PENDING;
    expect(may(statements, press(APPROVE, untold))).toBe(false);
    // Whoever keeps it needs no notice.
    expect(may(statements, press(REJECT, untold))).toBe(true);
    expect(may(statements, press(KEEP, untold))).toBe(true);
  });

  test.each(['rejected', 'Rejected', 'no', 'approved', ''])('approves nothing over a %j', (word) => {
    const tags = { ...PENDING, [TAG.approval]: word };
    expect(may(statements, press(APPROVE, tags))).toBe(false);
    expect(may(statements, press(REJECT, tags))).toBe(true);
  });

  test('approves nothing that has no approval at all', () => {
    const { [TAG.approval]: _, ...released } = PENDING;
    expect(may(statements, press(APPROVE, released))).toBe(false);
  });

  test.each(['pending', 'Approved', 'approved ', 'yes', ''])('writes no %j into approval', (word) => {
    expect(may(statements, press({ [TAG.approval]: word }))).toBe(false);
  });

  test.each(['until=2020-01-01', 'true', ''])('writes no %j into keep: it could end that of a colleague', (word) => {
    expect(may(statements, press({ [TAG.keep]: word }))).toBe(false);
  });

  test('writes one answer, and no key of anybody else', () => {
    expect(may(statements, press({ ...APPROVE, ...KEEP }))).toBe(false);
    for (const answer of [APPROVE, REJECT, KEEP]) {
      expect(may(statements, press({ ...answer, team: 'payments' }))).toBe(false);
      expect(may(statements, press({ ...answer, [TAG.notifiedAt]: 'x' }))).toBe(false);
    }
    expect(may(statements, press({}))).toBe(false);
  });

  test('answers Network Load Balancers of this region and account alone', () => {
    for (const answer of [APPROVE, REJECT, KEEP]) {
      for (const other of [ALB, TARGET_GROUP, NLB.replace('eu-west-3', 'eu-west-1'), NLB.replace('1234', '9999')]) {
        expect(may(statements, press(answer, PENDING, other))).toBe(false);
      }
    }
  });

  test('does nothing but AddTags', () => {
    expect(new Set(statements.flatMap(actionsOf))).toEqual(new Set(['elasticloadbalancing:AddTags']));
    expect(may(statements, { ...press({}), action: 'elasticloadbalancing:RemoveTags', removes: [TAG.keep] })).toBe(
      false,
    );
    expect(may(statements, { ...press({}), action: 'elasticloadbalancing:DeleteLoadBalancer' })).toBe(false);
  });
});

describe('the channel', () => {
  test('has the topic and the buttons, a guardrail of its own, and wants a role of each user', () => {
    const template = slack();
    const policy = { Ref: Match.stringLikeRegexp('^NlbJanitorChatChannelPolicy') };
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      ConfigurationName: 'nlb-janitor',
      SlackWorkspaceId: 'T0123ABCD',
      SlackChannelId: 'C0123ABCD',
      GuardrailPolicies: [policy],
      UserRoleRequired: true,
      SnsTopicArns: [Match.anyValue()],
      CustomizationResourceArns: ['Keep', 'Reject', 'Approve', 'Test'].map((name) => ({
        'Fn::GetAtt': [Match.stringLikeRegexp(`^NlbJanitorChatChannel${name}`), 'CustomActionArn'],
      })),
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'nlb-janitor-chat',
      ManagedPolicyArns: [policy],
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Principal: { Service: 'chatbot.amazonaws.com' } })],
      }),
    });
    template.resourceCountIs('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 0);
    // The role has nothing beside it.
    const inline = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(inline).not.toContain('ChatChannelRole');
  });

  test('is one of Teams where the settings say so, with the same guards', () => {
    const template = templateWith({ chat: TEAMS });
    template.hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
      ConfigurationName: 'nlb-janitor-teams',
      TeamsTenantId: TEAMS.teams.tenantId,
      TeamId: TEAMS.teams.teamId,
      TeamsChannelId: TEAMS.teams.channelId,
      GuardrailPolicies: [{ Ref: Match.stringLikeRegexp('^NlbJanitorChatChannelPolicy') }],
      UserRoleRequired: true,
    });
    template.resourceCountIs('AWS::Chatbot::SlackChannelConfiguration', 0);
  });

  test('is left to people where the account has it already: topic, buttons and policy are there', () => {
    const template = templateWith({ chat: { byHand: true } });
    template.resourceCountIs('AWS::Chatbot::SlackChannelConfiguration', 0);
    template.resourceCountIs('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 0);
    template.resourceCountIs('AWS::Chatbot::CustomAction', 4);
    template.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'nlb-janitor-chat' });
    template.hasOutput('ChatPolicyArn', {});
  });

  test('and all of it is not there without the setting', () => {
    const template = templateWith({});
    template.resourceCountIs('AWS::SNS::Topic', 1);
    for (const type of ['CustomAction', 'SlackChannelConfiguration', 'MicrosoftTeamsChannelConfiguration']) {
      template.resourceCountIs(`AWS::Chatbot::${type}`, 0);
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('NLB_JANITOR_CHAT_TOPIC_ARN');
  });

  test('lets alarms into the chat beside the notices, and hears of a card that was answered', () => {
    const actions = (template: Template): ReadonlySet<number> =>
      new Set(
        ['Alarm', 'CompositeAlarm'].flatMap((type) =>
          Object.values(template.findResources(`AWS::CloudWatch::${type}`))
            .map(({ Properties }) => (Properties.AlarmActions ?? []).length as number)
            // The parts of a composite alarm ring nowhere.
            .filter((number) => number > 0),
        ),
      );
    expect(actions(slack())).toEqual(new Set([2]));
    expect(actions(templateWith({}))).toEqual(new Set([1]));
    const rule = { Description: 'nlb-janitor: somebody answered a test card in the chat.' };
    slack().hasResourceProperties('AWS::Events::Rule', rule);
    expect(templateWith({}).findResources('AWS::Events::Rule', { Properties: rule })).toEqual({});
    for (const topic of ['NlbJanitorNotices', 'NlbJanitorChat']) {
      slack().hasResourceProperties('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: Match.stringLikeRegexp(`^${topic}`) }],
        PolicyDocument: Match.objectLike({
          Statement: Match.arrayWith([Match.objectLike({ Sid: 'AllowAlarms', Action: 'sns:Publish' })]),
        }),
      });
    }
  });

  test('tells both functions of the topic', () => {
    for (const name of ['nlb-janitor-sweep', 'nlb-janitor-reap']) {
      slack().hasResourceProperties('AWS::Lambda::Function', {
        FunctionName: name,
        Environment: {
          Variables: Match.objectLike({
            NLB_JANITOR_CHAT_TOPIC_ARN: { Ref: Match.stringLikeRegexp('^NlbJanitorChat') },
          }),
        },
      });
    }
  });
});

describe('a button', () => {
  test('is a command of at most 100 characters, whose variables are those of the card', () => {
    const commands = buttonsOf(slack()).map(({ ActionName, Definition }) => [ActionName, Definition.CommandText]);
    expect(commands).toEqual([
      [
        'nlb-janitor-keep',
        'elbv2 add-tags --region $R --resource-arns $A --tags Key=nlb-janitor/keep,Value=asked-in-chat',
      ],
      [
        'nlb-janitor-reject',
        'elbv2 add-tags --region $R --resource-arns $A --tags Key=nlb-janitor/approval,Value=rejected',
      ],
      [
        'nlb-janitor-approve',
        'elbv2 add-tags --region $R --resource-arns $A --tags Key=nlb-janitor/approval,Value=approved',
      ],
      [
        'nlb-janitor-test',
        'elbv2 add-tags --region $R --resource-arns $A --tags Key=nlb-janitor/keep,Value=asked-in-chat',
      ],
    ]);
    for (const [, command] of commands) expect(command.length).toBeLessThanOrEqual(100);
  });

  test('stands on cards of ours alone, and Approve only where the card lets it', () => {
    const place = buttonsOf(slack()).map(({ Attachments: [attachment] }) => attachment);
    for (const { Criteria, NotificationType } of place) {
      expect({ Criteria, NotificationType }).toEqual({
        NotificationType: 'Custom',
        Criteria: [{ Operator: 'EQUALS', VariableName: 'B', Value: 'yes' }],
      });
    }
    expect(place.map(({ ButtonText, Variables }) => [ButtonText, Variables.B])).toEqual([
      ['Keep', 'event.metadata.additionalContext.NlbJanitorKeeps'],
      ['Reject', 'event.metadata.additionalContext.NlbJanitorKeeps'],
      ['Approve', 'event.metadata.additionalContext.NlbJanitorApproves'],
      ['I can read this', 'event.metadata.additionalContext.NlbJanitorTests'],
    ]);
  });
});

describe('with several regions', () => {
  const regions = ['eu-west-3', 'us-east-1'];
  const templates = (chat: object): readonly Template[] =>
    stacksWith({ regions, chat }).map((stack) => Template.fromStack(stack));

  test('one stack of the account owns channel and buttons, with the topics of all', () => {
    const [first, second] = templates(FILLED_IN.chat);
    first?.resourceCountIs('AWS::Chatbot::CustomAction', 4);
    second?.resourceCountIs('AWS::Chatbot::CustomAction', 0);
    second?.resourceCountIs('AWS::Chatbot::SlackChannelConfiguration', 0);
    second?.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'nlb-janitor-chat' });
    const channels = first?.findResources('AWS::Chatbot::SlackChannelConfiguration') ?? {};
    const topics = Object.values(channels).flatMap(({ Properties }) =>
      Properties.SnsTopicArns.map((arn: object) => JSON.stringify(arn)),
    );
    expect(topics).toEqual(regions.map((region) => expect.stringContaining(`:sns:${region}:`)));
  });

  test('it answers in all of them', () => {
    const statements = templates(FILLED_IN.chat).flatMap((template) =>
      statementsOfManaged(template, 'NlbJanitorChatChannelPolicy'),
    );
    const mayPress = (region: string): boolean => {
      const resource = NLB.replace('eu-west-3', region);
      const press = { action: 'elasticloadbalancing:AddTags', writes: KEEP, tags: PENDING };
      return may(statements, { ...press, resource, context: asked(resource) });
    };
    expect(mayPress('us-east-1')).toBe(true);
    expect(mayPress('us-east-2')).toBe(false);
  });

  test('its policy stays below the 6,144 characters that IAM takes, in as many regions as AWS may ever have', () => {
    const stack = new Stack();
    const all = Array.from({ length: 60 }, (_, number) => `ap-southeast-${number}`);
    const document = new PolicyDocument({ statements: chatStatements(all) });
    expect(JSON.stringify(stack.resolve(document)).length).toBeLessThan(6144);
  });

  test('that of the region that the setting names, deployed after the others', () => {
    const [first, second] = stacksWith({ regions, chat: { ...FILLED_IN.chat, region: 'us-east-1' } });
    expect([first, second].map((stack) => stack?.janitor.chatChannel !== undefined)).toEqual([false, true]);
    expect(second?.dependencies).toEqual([first]);
    expect(first?.dependencies).toEqual([]);
  });
});

test('refuses a chat where Amazon Q has none, and a region that gets no stack', () => {
  const { chat } = FILLED_IN;
  expect(refusalsOf({ regions: ['eu-west-3'], chat })).toEqual([]);
  expect(refusalsOf({ regions: ['cn-north-1'] })).toEqual([]);
  expect(refusalsOf({ regions: ['cn-north-1'], chat })).toEqual([expect.stringMatching(/^chat: .*not in cn-north-1/)]);
  // Partitions of their own, whatever their names begin with.
  expect(refusalsOf({ regions: ['us-gov-west-1', 'eu-isoe-west-1', 'eu-west-3'], chat })).toEqual([
    expect.stringMatching(/^chat: .*not in us-gov-west-1, eu-isoe-west-1 —/),
  ]);
  expect(refusalsOf({ regions: ['eu-west-3'], chat: { ...chat, region: 'eu-west-1' } })).toEqual([
    expect.stringMatching(/^chat\.region: .*is not in regions/),
  ]);
});

test.each([
  ['us-gov-west-1', undefined, 'us-gov-west-1'],
  ['eu-west-3', ['eu-west-3', 'cn-north-1'], 'cn-north-1'],
])('refuses a construct in %s with the chat of %j', (region, chatRegions, where) => {
  const settings = parseSettings({ regions: [region], emails: ['a@example.com'], chat: FILLED_IN.chat }, 'here');
  const made = (chat: typeof settings.chat) => {
    const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Apart', { env: { region } });
    return new NlbJanitor(stack, 'NlbJanitor', {
      settings: { ...settings, chat },
      ...(chatRegions && { chatRegions }),
    });
  };
  expect(() => made(settings.chat)).toThrow(`is not in ${where} —`);
  expect(() => made(undefined)).not.toThrow();
});
