/** Mutations of infra. */
import { of, type Mutation } from './rows.ts';

export const INFRA: readonly Mutation[] = [
  ...of('infra/shared-permissions.ts', 'test/infra/permissions.test.ts', [
    [
      'StringNotEquals: { [APPROVAL_ON_RESOURCE]: OWN_WORDS },',
      "StringEquals: { [APPROVAL_ON_RESOURCE]: ['rejected', 'Rejected'] },",
    ],
    ["  Null: { [APPROVAL_ON_RESOURCE]: 'false' },\n", ''],
  ]),
  ...of('infra/sweep-permissions.ts', 'test/infra/permissions.test.ts', [
    ["StringEqualsIfExists: { [`aws:RequestTag/${TAG.approval}`]: 'pending' },", ''],
    [
      "      sid: 'LeaveAnswerAlone',\n      effect: Effect.DENY,\n      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],",
      "      sid: 'LeaveAnswerAlone',\n      effect: Effect.DENY,\n      actions: ['elasticloadbalancing:AddTags'],",
    ],
  ]),
  ...of('infra/reap-permissions.ts', 'test/infra/permissions.test.ts', [
    ["Null: Object.fromEntries(present.map((key) => [`aws:ResourceTag/${key}`, 'false'])),", ''],
    ['StringEquals: { [APPROVAL_ON_RESOURCE]: approval },', ''],
    ["'pending', [TAG.notifiedAt, TAG.remindedAt])", "'pending', [TAG.notifiedAt])"],
    [
      "conditions: { Null: { [KEEP_ON_RESOURCE]: 'false' }, StringNotLike: { [KEEP_ON_RESOURCE]: 'until=*' } },",
      "conditions: { StringEquals: { [KEEP_ON_RESOURCE]: 'true' } },",
    ],
    ['conditions: ANOTHER_WORD,', "conditions: { StringEquals: { [APPROVAL_ON_RESOURCE]: 'rejected' } },"],
    ["...(settings.approval === 'automatic'", '...(settings.approval !== undefined'],
    ["conditions: { Null: { [`aws:ResourceTag/${TAG.companionOf}`]: 'false' } },", ''],
    ["conditions: { Null: { 's3:if-none-match': 'false' } },", ''],
  ]),
  ...of('infra/chat-permissions.ts', 'test/infra/chat.test.ts', [
    ["Null: { ...withKeys, [`aws:ResourceTag/${TAG.notifiedAt}`]: 'false' },", 'Null: withKeys ?? {},'],
    ["[APPROVAL_ON_RESOURCE]: 'pending',", ''],
    ["StringEquals: { ...inRegions, [`aws:RequestTag/${TAG.approval}`]: 'rejected' },", ''],
    ['StringEquals: { ...inRegions, [`aws:RequestTag/${TAG.keep}`]: KEEP_BY_CHAT },', 'StringEquals: inRegions,'],
    ["const inRegions = { 'aws:RequestedRegion': regions };", 'const inRegions = {};'],
  ]),
  ...of('infra/chat.ts', 'test/infra/chat.test.ts', [
    [
      "assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),",
      "assumedBy: new ServicePrincipal('ec2.amazonaws.com'),",
    ],
    ['guardrailPolicies: [this.policy.managedPolicyArn],', ''],
    ['userRoleRequired: true,', 'userRoleRequired: false,'],
    ["criteria: [{ operator: 'EQUALS', variableName: 'B', value: YES }],", ''],
  ]),
  ...of('infra/nlb-janitor.ts', 'test/infra/regional-refusals.test.ts', [
    [
      "const unplaced = unplacedWords(settings, isKnown ? region : '');",
      "const unplaced = unplacedWords(settings, 'x').slice(9);",
    ],
  ]),
  ...of('infra/automatic-refusals.ts', 'test/infra/stacks.test.ts', [
    ['if (Array.isArray(emails) && emails.length === 0 && chat === undefined) {', 'if (false) {'],
    ['if (off.length > 0) {', 'if (off.length > 2) {'],
    ['reminderHours > graceDays * 24) {', 'reminderHours > graceDays * 24 + 24) {'],
  ]),
  ...of('infra/runtime-permissions.ts', 'test/infra/network.test.ts', [
    [
      'effect: Effect.DENY,\n      actions: [...ATTACHING, ...DETACHING],',
      'effect: Effect.DENY,\n      actions: [...ATTACHING],',
    ],
  ]),
];
