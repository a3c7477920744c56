/**
 * The chat, through Amazon Q Developer in chat applications: a topic of its own in each region, and in the one stack that
 * owns the channel the buttons, the role that presses them, and the channel's configuration. Their names are the account's,
 * in no region (docs/chat.md).
 */
import { Aws, type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnCustomAction,
  CfnMicrosoftTeamsChannelConfiguration,
  CfnSlackChannelConfiguration,
} from 'aws-cdk-lib/aws-chatbot';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TAG } from '../lambda/core/tags/keys.ts';
import { CARD_FIELDS, type Chat, CHAT_ROLE, CHAT_TOPIC, KEEP_BY_CHAT, TEST_BUTTON, YES } from '../lambda/model/chat.ts';
import { chatStatements } from './chat-permissions.ts';
import { allowAlarms } from './notices.ts';

/**
 * Of the cards, and of alarms, which Amazon Q shows by itself. A fixed name, so that the stack that owns the channel needs no
 * reference to another region.
 */
export function chatTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'Chat', { topicName: CHAT_TOPIC, displayName: 'nlb-janitor', enforceSSL: true });
  allowAlarms(topic);
  return topic;
}

/** @param regions by default that of the stack; none where another stack owns the channel, which is the account's */
export function chatChannel(
  scope: Construct,
  chat: Chat | undefined,
  topic: Topic | undefined,
  regions: readonly string[] = [Stack.of(scope).region],
): ChatChannel | undefined {
  if (chat === undefined || topic === undefined || regions.length === 0) return undefined;
  const channel = new ChatChannel(scope, 'ChatChannel', { chat, regions });
  // Amazon Q subscribes to the topics as soon as it has the channel.
  channel.node.addDependency(topic);
  return channel;
}

interface ChatChannelProps {
  readonly chat: Chat;
  /** Whose topics the channel gets. */
  readonly regions: readonly string[];
}

export class ChatChannel extends Construct {
  readonly role: Role;
  readonly policy: ManagedPolicy;
  readonly actions: readonly CfnCustomAction[];
  readonly topicArns: readonly string[];
  /** One for each chat of the settings; none where the channel is configured by hand. */
  readonly configurations: readonly CfnResource[];

  constructor(scope: Construct, id: string, { chat, regions }: ChatChannelProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: CHAT_ROLE,
      description: 'nlb-janitor: the answers that a button in the chat may give',
      statements: chatStatements(regions),
    });
    this.role = new Role(this, 'Role', {
      roleName: CHAT_ROLE,
      description: 'nlb-janitor: presses the buttons of the chat',
      // SAFETY: whoever could take on this role could answer test cards for the channel.
      assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
      managedPolicies: [this.policy],
    });
    this.topicArns = regions.map((region) => `arn:${Aws.PARTITION}:sns:${region}:${Aws.ACCOUNT_ID}:${CHAT_TOPIC}`);
    this.actions = [
      // The one that deletes last, and in the order of the card's words.
      this.button('Keep', CARD_FIELDS.keeps, `${TAG.keep},Value=${KEEP_BY_CHAT}`),
      this.button('Reject', CARD_FIELDS.keeps, `${TAG.approval},Value=rejected`),
      this.button('Approve', CARD_FIELDS.approves, `${TAG.approval},Value=approved`),
      // Of a load balancer that nobody has: what counts is that somebody pressed it (lambda/core/chat/).
      this.button('Test', CARD_FIELDS.tests, `${TAG.keep},Value=${KEEP_BY_CHAT}`, TEST_BUTTON),
    ];
    const common = {
      iamRoleArn: this.role.roleArn,
      // SAFETY: left out, AWS puts AdministratorAccess here.
      guardrailPolicies: [this.policy.managedPolicyArn],
      // SAFETY: who is in the channel is no reason to answer: each needs a role of this account.
      userRoleRequired: true,
      snsTopicArns: [...this.topicArns],
      customizationResourceArns: this.actions.map(({ attrCustomActionArn }) => attrCustomActionArn),
      // What it logs lies in us-east-1 in a group that never expires and outlives the stack.
      loggingLevel: 'NONE',
    };
    const configurations: CfnResource[] = [];
    if (chat.slack !== undefined) {
      const { workspaceId, channelId } = chat.slack;
      const slack = new CfnSlackChannelConfiguration(this, 'Slack', {
        ...common,
        configurationName: 'nlb-janitor',
        slackWorkspaceId: workspaceId,
        slackChannelId: channelId,
      });
      configurations.push(slack);
    }
    if (chat.teams !== undefined) {
      const { tenantId, teamId, channelId } = chat.teams;
      const teams = new CfnMicrosoftTeamsChannelConfiguration(this, 'Teams', {
        ...common,
        configurationName: 'nlb-janitor-teams',
        teamsTenantId: tenantId,
        teamId,
        teamsChannelId: channelId,
      });
      configurations.push(teams);
    }
    this.configurations = configurations;
  }

  /**
   * The command is the AWS command line without `aws`, at most 100 characters (API_CustomActionDefinition); variables are
   * `$` and a name, here one letter.
   */
  private button(
    name: 'Approve' | 'Reject' | 'Keep' | 'Test',
    field: string,
    tag: string,
    text: string = name,
  ): CfnCustomAction {
    const path = (variable: string): string => `event.metadata.additionalContext.${variable}`;
    const action = new CfnCustomAction(this, name, {
      actionName: `nlb-janitor-${name.toLowerCase()}`,
      definition: { commandText: `elbv2 add-tags --region $R --resource-arns $A --tags Key=${tag}` },
      attachments: [
        {
          notificationType: 'Custom',
          buttonText: text,
          // SAFETY: without a criterion it stands on every notification of the channel, and Approve beside a caution.
          criteria: [{ operator: 'EQUALS', variableName: 'B', value: YES }],
          variables: { A: path(CARD_FIELDS.arn), B: path(field), R: path(CARD_FIELDS.region) },
        },
      ],
    });
    action.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return action;
  }
}
