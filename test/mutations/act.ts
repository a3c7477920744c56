/** Mutations of lambda/act. */
import { of, type Mutation } from './rows.ts';

export const ACT: readonly Mutation[] = [
  ...of('lambda/act/delete.ts', 'test/reap/delete.test.ts', [
    ['if (!stored.ok) return couldNot(', "if (!stored.ok && stored.kind === 'gone') return couldNot("],
    ['const key = snapshotKeyOf(due, begunAt);', 'const key = snapshotKeyOf(due, facts.now);'],
    ['if (world.deadline.remainingMs() < neededMs) {', 'if (false) {'],
  ]),
  ...of('lambda/act/last-word.ts', 'test/answers.test.ts', [
    [
      'const heard = settings.approvers === undefined ? fresh : await withApprovals(world.read, fresh, [arn], settings);',
      'const heard = fresh;',
    ],
  ]),
  ...of('lambda/core/plan/due.ts', 'test/answers.test.ts', [
    [
      "if (standing.is === 'does-not-count') return undefined;",
      "if (standing.is === 'does-not-count') return { by: 'approval' };",
    ],
  ]),
  ...of('lambda/core/plan/approval.ts', 'test/core/plan/approval.test.ts', [
    [
      'const why = settings.approvers === undefined ? undefined : whyUnproved(reading, noted, approved, settings.approvers);',
      'const why = settings.approvers === undefined || reading === undefined ? undefined : whyUnproved(reading, noted, approved, settings.approvers);',
    ],
    [
      'return !(now.getTime() < expiryOf(givenAt, settings).getTime());',
      'return now.getTime() >= expiryOf(givenAt, settings).getTime();',
    ],
    ['if (!event.arns.includes(arn))', 'if (event.arns.length === 0)'],
    [
      "if (event.did !== 'added' || event.tags.get(TAG.approval) !== 'approved')",
      "if (event.did !== 'added' || !event.tags.has(TAG.approval))",
    ],
    ['if (event.tags.has(TAG.keep))', 'if (false)'],
    ['if (!(event.at.getTime() > notifiedAt.getTime()))', 'if (event.at.getTime() < notifiedAt.getTime())'],
    ['if (event.by.isJanitor)', 'if (false)'],
    [
      'if (!reading.ok) return `who approved it',
      'if (!reading.ok) return undefined;\n  if (Number.isNaN(0)) return `who approved it',
    ],
    [
      "if (noted.is !== 'known' || noted.eventId !== event.eventId) return 'its",
      "if (noted.is === 'awaited') return 'its",
    ],
    [
      '.filter(({ at }) => !(at.getTime() < event.at.getTime()))',
      '.filter(({ at }) => at.getTime() > event.at.getTime())',
    ],
    [
      '.find((other) => whyNoApproval(other, approved, approvers) !== undefined);',
      '.find((other) => whyNoApproval(other, approved, undefined) !== undefined);',
    ],
  ]),
  ...of('lambda/core/plan/approvers.ts', 'test/core/plan/approvers.test.ts', [
    [
      "new RegExp(`^${pattern.split('*').map(literal).join('[^:/]*')}$`)",
      "new RegExp(`^${pattern.split('*').map(literal).join('[^:/]*')}`)",
    ],
    [
      "new RegExp(`^${pattern.split('*').map(literal).join('[^:/]*')}$`)",
      "new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`)",
    ],
  ]),
  ...of('lambda/core/tags/approval.ts', 'test/core/tags/approval.test.ts', [
    ['|| !(at.getTime() <= now.getTime()))', ')'],
  ]),
  ...of('lambda/aws/answer-events.ts', 'test/aws/answer-events.test.ts', [
    [
      'return events.find((event) => event?.eventId === eventId);',
      'return events.find((event) => event !== undefined);',
    ],
    [
      'if (pagesRead === MOST_PAGES && page.NextToken !== undefined) {',
      'if (pagesRead === MOST_PAGES && page.NextToken !== undefined) {\n            break;',
    ],
    ['if (!about.success) throw unreadableEvent(event);', 'if (!about.success) return undefined;'],
    ['if (did === undefined || errorCode !== undefined || apiVersion', 'if (did === undefined || apiVersion'],
    ['if (data.recipientAccountId !== options.account || data', 'if (data'],
  ]),
  ...of('lambda/collect/approvals.ts', 'test/collect/approvals.test.ts', [
    [
      'if (later?.ok === false) approvals.set(arn, later);',
      'if (later?.ok === false) approvals.set(arn, { ok: true, value: { event, later: [] } });',
    ],
  ]),
  ...of('lambda/tell/write-answer.ts', 'test/tell/write-answer.test.ts', [
    ["approvalOf(tags) === 'approved' ? write(tags) : NOTHING_TO_WRITE,", 'write(tags),'],
  ]),
  ...of('lambda/act/last-word.ts', 'test/reap/last-moment.test.ts', [
    [
      'const tags = new Map(fresh.tags).set(arn, await world.read.loadBalancers.tagsOf(arn));',
      'await world.read.loadBalancers.tagsOf(arn);\n  const tags = fresh.tags;',
    ],
  ]),
  ...of('lambda/act/last-word.ts', 'test/reap/paused.test.ts', [
    [
      'const pause = await pauseNow(world);',
      "const pause = { is: 'running' } as unknown as Awaited<ReturnType<typeof pauseNow>>;",
    ],
  ]),
  ...of('lambda/act/delete.ts', 'test/reap/refused.test.ts', [
    ['const meanwhile = await lastWord(due, fresh, settings, world);', 'const meanwhile = objection;'],
  ]),
  ...of('lambda/act/delete.ts', 'test/reap/last-moment.test.ts', [
    [
      'const noPlace = whyNoPlace(arn, limit, await write.snapshots.keysOfDay(dayOf(world.now())));',
      'await write.snapshots.keysOfDay(dayOf(world.now()));\n  const noPlace = whyNoPlace(arn, limit, { ok: true, value: [] });',
    ],
    [
      'const noPlace = whyNoPlace(arn, limit, await write.snapshots.keysOfDay(dayOf(world.now())));',
      'const places = await write.snapshots.keysOfDay(dayOf(world.now()));\n  const noPlace = places.ok ? whyNoPlace(arn, limit, places) : undefined;',
    ],
  ]),
  ...of('lambda/act/delete.ts', 'test/reap/interrupted.test.ts', [
    ["if (stored.is === 'existed') return couldNot(", 'if (false) return couldNot('],
    ['const kept = await closeRecord(begun, why, world);', "const kept = { ok: true, why: '' };"],
  ]),
  ...of('lambda/act/refused.ts', 'test/reap/interrupted.test.ts', [
    ["const record = kind === 'other' ? open :", 'const record = false ? open :'],
  ]),
  ...of('lambda/act/delete.ts', 'test/reap/paused.test.ts', [
    ["if (before.is === 'paused') return quiet(heldBack(loadBalancer, before));", ''],
  ]),
  ...of('lambda/act/companions.ts', 'test/reap/paused.test.ts', [
    ["if (pause.is === 'paused') return { is: 'pending', mayPass: false, why: pause.why };", ''],
  ]),
  ...of('lambda/act/companions.ts', 'test/reap/hours.test.ts', [
    ["if (opensAt !== undefined) return { is: 'pending', mayPass: false, why: outsideHours(opensAt) };", ''],
  ]),
  ...of('lambda/act/unfinished.ts', 'test/reap/interrupted.test.ts', [
    ['const DAYS_BACK = 2 * DAYS_TRIED;', 'const DAYS_BACK = 6;'],
    [
      "if (!outcome.ok) return { is: 'unreadable', why: outcome.why };",
      "if (!outcome.ok) return { is: 'finished', record: { is: 'deleted' } as never };",
    ],
    ['if (!written.ok) failures.push(written.why);\n    else if', 'if'],
  ]),
  ...of('lambda/act/unfinished.ts', 'test/reap/companions.test.ts', [
    ['record.companions.filter(isPending), facts', 'record.companions, facts'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/quarantine.test.ts', [
    [
      "return marked.ok ? { arn, name, did: 'quarantined', quarantinedAt, ...step } : couldNot(marked.why);",
      "return { arn, name, did: 'quarantined', quarantinedAt, ...step };",
    ],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/notice.test.ts', [
    [
      'const marked = await markCompanions(candidate, world);\n    if (!marked.ok) {\n      failures',
      'const marked = { ok: true as boolean, why: "" };\n    if (!marked.ok) {\n      failures',
    ],
    ['    if (world.deadline.remainingMs() < NEEDED_MS) {', '    if (false) {'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/restart.test.ts', [
    ['if (!removed.ok) return couldNot(removed.why);', ''],
    ['const again = await world.read.loadBalancers.tagsOf(arn);', 'const again = reading;'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/veto.test.ts', [
    ['quarantineWrite(step, reading.value.tags', 'quarantineWrite(step, candidate.orphan.tags'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/several.test.ts', [
    ['const enough = world.deadline.remainingMs() >= NEEDED_MS;', 'const enough = true;'],
  ]),
  ...of('lambda/act/release.ts', 'test/sweep/release.test.ts', [
    ['const enough = world.deadline.remainingMs() >= NEEDED_MS;', 'const enough = true;'],
    ["return now.ok && now.value.is === 'gone' ? gone : couldNot(groups.why);", 'return gone;'],
  ]),
  ...of('lambda/act/delete.ts', 'test/reap/companions.test.ts', [
    ['begun.companions, fresh, settings, world)', 'begun.companions, facts, settings, world)'],
  ]),
  ...of('lambda/act/release.ts', 'test/sweep/release.test.ts', [
    ['reading.value.tags.get(TAG.companionOf) !== companionMark(arn)', '!reading.value.tags.has(TAG.companionOf)'],
  ]),
];
