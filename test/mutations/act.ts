/** Mutations of lambda/act. */
import { of, type Mutation } from './rows.ts';

export const ACT: readonly Mutation[] = [
  ...of('lambda/act/delete.ts', 'test/reap/delete.test.ts', [
    ['if (!stored.ok) return couldNot(', "if (!stored.ok && stored.kind === 'gone') return couldNot("],
    ['const key = snapshotKeyOf(due, begunAt);', 'const key = snapshotKeyOf(due, facts.now);'],
    ['if (world.deadline.remainingMs() < NEEDED_MS) {', 'if (false) {'],
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
    ['const meanwhile = await lastWord(due, fresh.value, settings, world);', 'const meanwhile = objection;'],
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
      'if (outcome === undefined) {\n',
      "if (outcome === undefined) {\n      return { is: 'finished', record: { is: 'deleted' } as never };\n",
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
    ['begun.companions, fresh.value, settings, world)', 'begun.companions, facts, settings, world)'],
  ]),
  ...of('lambda/act/release.ts', 'test/sweep/release.test.ts', [
    ['reading.value.tags.get(TAG.companionOf) !== companionMark(arn)', '!reading.value.tags.has(TAG.companionOf)'],
  ]),
];
