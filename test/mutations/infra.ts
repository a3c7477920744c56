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
    ["Null: { [`aws:ResourceTag/${TAG.notifiedAt}`]: 'false' },", ''],
    [
      "conditions: { Null: { [KEEP_ON_RESOURCE]: 'false' }, StringNotLike: { [KEEP_ON_RESOURCE]: 'until=*' } },",
      "conditions: { StringEquals: { [KEEP_ON_RESOURCE]: 'true' } },",
    ],
    ['conditions: ANOTHER_WORD,', "conditions: { StringEquals: { [APPROVAL_ON_RESOURCE]: 'rejected' } },"],
    ["approval === 'required' ? 'approved' : OWN_WORDS", 'OWN_WORDS'],
    ["conditions: { Null: { [`aws:ResourceTag/${TAG.companionOf}`]: 'false' } },", ''],
    ["conditions: { Null: { 's3:if-none-match': 'false' } },", ''],
  ]),
  ...of('infra/nlb-janitor.ts', 'test/infra/regional-refusals.test.ts', [
    [
      "const unplaced = unplacedWords(settings, isKnown ? region : '');",
      "const unplaced = unplacedWords(settings, 'x').slice(9);",
    ],
  ]),
  ...of('infra/refusals.ts', 'test/infra/stacks.test.ts', [
    ["if (approval === 'automatic') {", "if (approval !== 'required' && approval !== 'automatic') {"],
  ]),
  ...of('infra/runtime-permissions.ts', 'test/infra/network.test.ts', [
    [
      'effect: Effect.DENY,\n      actions: [...ATTACHING, ...DETACHING],',
      'effect: Effect.DENY,\n      actions: [...ATTACHING],',
    ],
  ]),
];
