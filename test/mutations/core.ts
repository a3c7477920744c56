/** Mutations of lambda/core without the judge. */
import { of, type Mutation } from './rows.ts';

export const CORE: readonly Mutation[] = [
  ...of('lambda/core/tags/leftover.ts', 'test/core/tags/leftover.test.ts', [
    ['key === TAG.keep ||', "key === '' ||"],
    ['(key === TAG.approval && isNo(tags))', 'false'],
    ["approval === 'rejected' || approval === 'unrecognized'", "approval === 'rejected'"],
  ]),
  ...of('lambda/core/time.ts', 'test/core/time.test.ts', [
    ['return at.toISOString().slice(0, 19) === text.slice(0, 19) ? at : undefined;', 'return at;'],
  ]),
  ...of('lambda/core/tags/answers.ts', 'test/core/tags/answers.test.ts', [
    ['return now.getTime() >= end.getTime() ?', 'return !(now.getTime() < end.getTime()) ?'],
    [
      "if (value === 'approved' || value === 'pending') return value;",
      "if (value.trim() === 'approved') return 'approved';",
    ],
    ["return value?.trim().toLowerCase() === 'rejected';", "return value === 'rejected';"],
    [
      "if (day === undefined || start === undefined) return { is: 'vetoes', until: undefined };",
      "if (day === undefined || start === undefined) return { is: 'absent' };",
    ],
  ]),
  ...of('lambda/core/tags/ownership.ts', 'test/core/tags/ownership.test.ts', [
    ['if (autoModeKey !== undefined) {', 'if (autoModeKey === "") {'],
    ["if (lifecycle !== 'owned') {", 'if (lifecycle === undefined) {'],
    ['if (foreignKey !== undefined) {', "if (foreignKey === '') {"],
    ['if (capiKey !== undefined) {', "if (capiKey === '') {"],
    [
      'if (inTreeKeys.length > 0 && controllerKeys.length > 0) {',
      'if (inTreeKeys.length > 9 && controllerKeys.length > 9) {',
    ],
    ['if (moreClusterKeys.length > 0) {', 'if (moreClusterKeys.length > 1) {'],
    ['if (!/^a[0-9a-f]{31}$/.test(loadBalancer.name)) {', "if (loadBalancer.name === '') {"],
    ["if (resource !== 'LoadBalancer') {", "if (resource === '') {"],
    ['!DNS_LABEL.test(namespace) || !DNS_LABEL.test(name) ||', "namespace === '' || name === '' ||"],
  ]),
  ...of('lambda/core/tags/quarantine.ts', 'test/core/tags/quarantine.test.ts', [
    ['if (!(oldEnoughAtMs <= quarantinedAt.getTime()))', 'if (oldEnoughAtMs > quarantinedAt.getTime())'],
    ['if (!(quarantinedAt.getTime() <= notifiedAt.getTime()))', 'if (false)'],
    ['if (!(notifiedAt.getTime() <= nowMs))', 'if (false)'],
    ['if (!(quarantinedAt.getTime() <= nowMs))', 'if (false)'],
    ['!(notifiedAt.getTime() <= deleteAfter.getTime())', 'false'],
    ["if (keep.is === 'lapsed' && !(keep.until", 'if (false && !(keep.until'],
    ['return notifiedAt.getTime() < remindedAt.getTime() && ', 'return '],
  ]),
  ...of('lambda/core/trigger/api-call.ts', 'test/core/trigger/trigger.test.ts', [
    ["if (!source.startsWith('aws.'))", 'if (source === undefined)'],
    [
      "if (detail['recipientAccountId'] !== account || detail['awsRegion'] !== region) return undefined;",
      "if (detail['awsRegion'] !== region) return undefined;",
    ],
    [
      "if (detail['recipientAccountId'] !== account || detail['awsRegion'] !== region) return [];",
      "if (detail['awsRegion'] !== region) return [];",
    ],
    [
      'if (deletedAt === undefined || !isName(eventID)) return undefined;',
      'if (deletedAt === undefined) return { cluster, vpcId: undefined, deletedAt: new Date(0), eventId: String(eventID) };',
    ],
  ]),
  ...of('lambda/core/trigger/wake.ts', 'test/core/trigger/wake.test.ts', [
    [
      "return { is: 'unreadable', because: 'it comes from sweep and names no scope' };",
      "return { is: 'run', scope: { is: 'everything' }, because };",
    ],
  ]),
  ...of('lambda/core/tags/reading.ts', 'test/core/tags/reading.test.ts', [
    [
      "return reading?.ok === true && reading.value.is === 'present' ? reading.value.tags : undefined;",
      "return reading?.ok === true && reading.value.is === 'present' ? reading.value.tags : new Map();",
    ],
    [
      "return reading?.ok === true && reading.value.is === 'gone';",
      "return reading?.ok !== true || reading.value.is === 'gone';",
    ],
  ]),
  ...of('lambda/core/tags/proofs.ts', 'test/core/tags/proofs.test.ts', [
    ['recordedBy === undefined || vpc === undefined ||', 'vpc === undefined ||'],
    [
      'return deletedAt === undefined ? undefined : { source, name, deletedAt };',
      'return { source, name, deletedAt };',
    ],
  ]),
  ...of('lambda/core/plan/state.ts', 'test/core/plan/state.test.ts', [
    ['asked.every(({ isRead }) => isRead) ? now : undefined', 'now'],
    ['if (USER_SOURCES.some(isNew)) return true;', ''],
    ['!(ageMs >= 0 && ageMs < DAY_MS)', 'ageMs >= DAY_MS'],
    [' || !(quarantine.quarantinedAt.getTime() <= lastReadAt.getTime());', ';'],
  ]),
  ...of('lambda/core/plan/answer.ts', 'test/core/plan/answer.test.ts', [
    ["if (keep.is === 'vetoes') return refused(", 'if (false) return refused('],
    ["if (approvalOf(tags) === 'rejected') return refused(", 'if (false) return refused('],
    ['if (quarantine.notifiedAt === undefined) {', 'if (false) {'],
    ["if (approvalOf(tags) === 'unrecognized') {", 'if (false) {'],
    ['!(keep.until !== undefined && keep.until < until)', 'keep.until === undefined'],
  ]),
  ...of('lambda/core/plan/confirm-gone.ts', 'test/core/plan/confirm-gone.test.ts', [
    ['refusals.push(`EKS could not be asked', 'void (`EKS could not be asked'],
    ['if (vpcId === undefined || vpcs.has(vpcId))\n', 'if (vpcId !== undefined && vpcs.has(vpcId))\n'],
    ["loadBalancer.type === 'network' && tagsIn(reading) === undefined && !isGone(reading)", 'false'],
    ['if (sign !== undefined) refusals', "if (sign === '') refusals"],
    ['applications.filter((one) => !isRead(one))', '[]'],
    ['refusals.push(`EC2 could not be asked', 'void (`EC2 could not be asked'],
    ['if (!shown.has(arn)) changes', 'if (false) changes'],
    ['witnessesOf(cluster, facts));', 'owned(cluster, facts));'],
  ]),
  ...of('lambda/core/plan/said-gone.ts', 'test/core/plan/confirm-gone.test.ts', [
    [
      'return proofOfDeletion(loadBalancer, cluster, alone, present);',
      'return proofOfDeletion(loadBalancer, cluster, alone);',
    ],
    ['return deletedAt === undefined || madeAfter(', 'return deletedAt !== undefined || madeAfter('],
    ['!(createdAt.getTime() < instant.getTime())', 'createdAt.getTime() > instant.getTime()'],
  ]),
  ...of('lambda/core/plan/breaker.ts', 'test/core/plan/breaker.test.ts', [
    [
      "if (!todaysSnapshots.ok) return `today's snapshots cannot be read: ${todaysSnapshots.why}`;",
      'if (!todaysSnapshots.ok) return undefined;',
    ],
    ['return others.length < limit ? undefined', 'return others.length <= limit ? undefined'],
    ['if (settings.maxDeletePercent === 0 || settings.maxDeletesPerDay === 0) return 0;', ''],
    [
      'return Math.min(settings.maxDeletesPerDay, Math.max(1,',
      'return Math.max(settings.maxDeletesPerDay, Math.max(1,',
    ],
    ["verdict.is === 'in-use' || verdict.is === 'orphan'", "verdict.is !== 'leave-alone'"],
    ['Math.min(last ?? 0, counted + unseen)', 'last ?? 0'],
  ]),
  ...of('lambda/core/plan/candidate.ts', 'test/core/plan/candidate.test.ts', [
    ['if (only !== orphan.loadBalancer.arn || others.length > 0)', 'if (only !== orphan.loadBalancer.arn)'],
    [
      "return carriesOwnership(orphan.owner, tags) ? undefined : 'does not carry the same ownership tags';",
      'return undefined;',
    ],
    ['      serviceUid ?? null,\n', ''],
    ['      successor ?? null,\n', ''],
    ['      targetGroupArns,\n      companions', '      companions'],
    ['      cluster?.createdAt.toISOString() ?? null,\n', ''],
    ['      companions.map(({ arn }) => arn),\n', ''],
    ['      mode,\n      approval,\n', '      approval,\n'],
    ['      mode,\n      approval,\n', '      mode,\n'],
  ]),
  ...of('lambda/core/plan/companions/may-go.ts', 'test/core/plan/companions/may-go.test.ts', [
    ['if (others.length > 0) return leave(`another load balancer uses it: ${others[0]}`);', ''],
    ['if (!autoScalingGroups.ok) return nextRun(autoScalingGroups.why);', 'if (!autoScalingGroups.ok) return YES;'],
    ['if (group !== undefined) return leave(`Auto Scaling group ${group.name} uses it`);', ''],
    [
      "if (tags.get(TAG.companionOf) !== companionMark(arn)) return leave('it does not carry the mark of this quarantine');",
      '',
    ],
    ["if (!carriesOwnership(owner, tags)) return leave('its ownership tags changed');", ''],
    ['if (binding !== undefined) return leave(`${bindingName(binding)} names it`);', ''],
    ['if (!facts.clusterList.ok) return nextRun(facts.clusterList.why);', ''],
    [
      'if (cluster?.ok !== true) return nextRun(cluster?.why ?? `cluster ${owner.cluster} was not read`);',
      'if (cluster?.ok !== true) return YES;',
    ],
    ['if (dark !== undefined) return nextRun(', "if (dark?.name === '') return nextRun("],
    ['const place = { vpcId: targetGroup.vpcId,', "const place = { vpcId: '',"],
    ['if (HAD_NO_SERVICE.has(reason)) return leave(', 'if (false) return leave('],
    ['if (isManagedBy(owner.controller, service)) {', 'if (false) {'],
    ['return isInTreeManaged(service);', 'return isOfThisController(service);'],
    ['return isOfThisController(service);', 'return isInTreeManaged(service);'],
    ['if (!reading.ok) return again(reading.why);', 'if (!reading.ok) return YES;'],
  ]),
  ...of('lambda/core/plan/hours.ts', 'test/settings/deletion-hours.test.ts', [
    [
      'if (deletionHours === undefined || deletionHours.isOpen(now)) return undefined;',
      'if (deletionHours?.isOpen(now) !== false || now) return undefined;',
    ],
  ]),
  ...of('lambda/core/plan/reap.ts', 'test/core/plan/reap.test.ts', [
    ['if (opensAt !== undefined) return { ...nothing, waiting: due, opensAt };', ''],
  ]),
  ...of('lambda/core/plan/still-due.ts', 'test/reap/hours.test.ts', [
    ['if (opensAt !== undefined) return notDue(outsideHours(opensAt));', ''],
  ]),
  ...of('lambda/core/plan/due.ts', 'test/core/plan/due.test.ts', [
    ['|| !(dueAt.getTime() <= facts.now.getTime()))\n', ')\n'],
    [
      'if (candidate.value.fingerprint !== quarantine.fingerprint || quarantine.reason !== verdict.reason) return undefined;',
      '',
    ],
    ["if (approval === 'approved') {", "if (approval === 'approved' || approval === 'pending') {"],
    [
      "if (settings.approval !== 'automatic' || approval !== 'pending') return undefined;",
      "if (settings.approval !== 'automatic') return undefined;",
    ],
    ["return orphan.cautions.length === 0 ? { by: 'automatic' } : undefined;", "return { by: 'automatic' };"],
    [
      'if (candidate.value.fingerprint !== quarantine.fingerprint || quarantine.reason !== verdict.reason) return undefined;',
      'if (quarantine.reason !== verdict.reason) return undefined;',
    ],
    [
      'if (candidate.value.fingerprint !== quarantine.fingerprint || quarantine.reason !== verdict.reason) return undefined;',
      'if (candidate.value.fingerprint !== quarantine.fingerprint) return undefined;',
    ],
    ['if (verdict.tags === undefined) return couldBe;', 'if (verdict.tags === undefined) return undefined;'],
    ["if (verdict.is === 'unknown') return couldBe;", "if (verdict.is === 'unknown') return undefined;"],
    ['if (!candidate.ok) return couldBe;', 'if (!candidate.ok) return undefined;'],
    ["return isUnread && approvalOf(verdict.tags) === 'pending' ? couldBe : undefined;", 'return undefined;'],
    [
      'Math.max(deleteAfter.getTime(), notifiedAt.getTime() + settings.graceDays * DAY_MS)',
      'notifiedAt.getTime() + settings.graceDays * DAY_MS',
    ],
  ]),
  ...of('lambda/core/plan/still-due.ts', 'test/core/plan/still-due.test.ts', [
    ['again.quarantinedAt.getTime() === due.quarantinedAt.getTime() ? due.told : undefined;', 'due.told;'],
    ['if (since.length === 0) return undefined;', 'if (since.length === 0 || told === undefined) return undefined;'],
    ['if (since.length === 0) return undefined;', 'if (since.length === 0 || told !== undefined) return undefined;'],
    ["again.by === 'approval' ? whyToldTooLittle(due, again) : undefined;", 'undefined;'],
    ["if (due.by === 'approval' && again.by !== 'approval') return notDue('its approval was taken back');", ''],
    [
      "if (again.candidate.fingerprint !== due.candidate.fingerprint) return notDue('what its verdict rests on has changed');",
      '',
    ],
    [
      "const again = settings.mode === 'delete' ? dueOf(verdict, facts, settings) : undefined;",
      'const again = dueOf(verdict, facts, settings);',
    ],
  ]),
  ...of('lambda/core/plan/quarantine.ts', 'test/core/plan/quarantine.test.ts', [
    ['remove: WINDOW_KEYS.filter((key) => tags.has(key)),', 'remove: [],'],
    ["...(approvalOf(tags) === 'pending' ? {} : { [TAG.approval]: 'pending' }),", ''],
    [
      "if (quarantined.is !== 'valid' || quarantined.fingerprint !== candidate.fingerprint) return undefined;",
      "if (quarantined.is !== 'valid') return undefined;",
    ],
    ["...(quarantined.approval === 'pending' ? {} : { [TAG.approval]: 'pending' }),", ''],
    ["if (veto !== undefined) return { is: 'spared', why: veto };", ''],
    ['if (vetoIn(tags, acceptedAt) !== undefined) return undefined;', ''],
    ["...(quarantined.approval === 'pending' ? {} : { [TAG.approval]: 'pending' }),", "[TAG.approval]: 'pending',"],
  ]),
  ...of('lambda/core/plan/reap.ts', 'test/core/plan/reap.test.ts', [
    [
      "  if (!todaysSnapshots.ok)\n    return { ...nothing, waiting: due, refused: `today's snapshots cannot be read: ${todaysSnapshots.why}` };\n",
      '  if (!todaysSnapshots.ok) return { ...nothing, delete: due };\n',
    ],
    [
      'const wanted = automatic.filter((one) => !isRepeat(one)).length + unreadableButRipe;',
      'const wanted = automatic.filter((one) => !isRepeat(one)).length;',
    ],
    ["if (settings.mode !== 'delete') return nothing;", ''],
    ['const free = Math.max(0, limit - taken.size);', 'const free = limit;'],
    ['automatic.length > 0 && wanted > left', 'automatic.length > 0 && wanted > limit'],
    ["else if (ripe.by === 'approval' || scope.is === 'everything') due.push(ripe);", 'else due.push(ripe);'],
  ]),
  ...of('lambda/core/plan/record-fate.ts', 'test/core/plan/record-fate.test.ts', [
    ["if (!loadBalancers.some(({ arn }) => arn === record.arn)) return { is: 'finish' };", "return { is: 'finish' };"],
    [
      'const isOld = now.getTime() - record.begunAt.getTime() >= HOUR_MS;',
      'const isOld = now.getTime() - record.begunAt.getTime() >= 0;',
    ],
    [
      "if (record.is === 'deleted') return { is: 'wait' };",
      "if (record.is === 'deleted') return { is: 'close', why: '' };",
    ],
  ]),
  ...of('lambda/core/plan/release.ts', 'test/core/plan/release.test.ts', [
    [
      "return approval === 'pending' || approval === 'approved' ? [...own, TAG.approval] : own;",
      'return [...own, TAG.approval];',
    ],
    ['const own = QUARANTINE_KEYS.filter', 'const own = [TAG.keep, ...QUARANTINE_KEYS].filter'],
  ]),
  ...of('lambda/core/plan/sweep.ts', 'test/core/plan/sweep.test.ts', [
    ["if (settings.mode === 'report') return plan;", ''],
    ['plan.frozen.push({ verdict, why: verdict.explanation });', 'plan.release.push(verdict);'],
    ['if (quarantine.fingerprint !== candidate.fingerprint) {', 'if (false) {'],
    ['if (since.length === 0) return;', 'return;'],
    [
      'const since = cautionsSince(cautions, told ?? [])',
      'if (told === undefined) return;\n  const since = cautionsSince(cautions, told)',
    ],
  ]),
  ...of('lambda/core/plan/due.ts', 'test/answers.test.ts', [
    [
      'if (laterQuarantine(told, verdict.loadBalancer.arn, quarantine.quarantinedAt) !== undefined) return undefined;',
      '',
    ],
  ]),
  ...of('lambda/core/plan/sweep.ts', 'test/core/plan/sweep.test.ts', [
    ['if (laterQuarantine(told, loadBalancer.arn, quarantine.quarantinedAt) !== undefined) {', 'if (false) {'],
  ]),
  ...of('lambda/tell/write-answer.ts', 'test/answers.test.ts', [['if (tags.has(TAG.remindedAt)) {', 'if (false) {']]),
  ...of('lambda/core/plan/told.ts', 'test/core/plan/told.test.ts', [
    [
      'if (laterQuarantine(before, arn, quarantinedAt) !== undefined) return before.filter((one) => one.arn === arn);',
      '',
    ],
    ['.filter((one) => partsOf(one).some(({ name }) => !told.includes(name)))', '.filter(() => false)'],
    ['name: `${kind}: ${what}` }', 'name: kind }'],
    ['if (about.length === 0) return [{ what: kind, name: kind }];', ''],
    ['one.arn === arn && one.quarantinedAt.getTime() === quarantinedAt.getTime();', 'one.arn === arn;'],
    ['if (tags === undefined) return before.filter((one) => one.arn === arn);', 'if (tags === undefined) return [];'],
    ['return told.filter((name) => standing.includes(name) || isKept(name));', 'return standing;'],
    ['return told.filter((name) => standing.includes(name) || isKept(name));', 'return told;'],
  ]),
  ...of('lambda/sweep.ts', 'test/since-the-notice.test.ts', [
    [
      'const plan = planSweep(verdicts, seen, settings, scope, told);',
      'const plan = planSweep(verdicts, seen, settings, scope);',
    ],
  ]),
  ...of('lambda/act/state.ts', 'test/since-the-notice.test.ts', [
    [
      'if (!before.summary.ok) {',
      'if (!before.summary.ok) before = { ...before, summary: { ok: true, value: NO_SUMMARY_YET } };\n  if (!before.summary.ok) {',
    ],
    [
      '  if (told.length === 0 || state === undefined) return',
      '  if (state !== undefined) return { ...NOTHING_DONE, state };\n  if (state === undefined) return',
    ],
  ]),
  ...of('lambda/core/plan/veto.ts', 'test/core/plan/veto.test.ts', [
    ["if (keepOf(tags, now).is === 'vetoes')", "if (keepOf(tags, now).is === 'lapsed')"],
    ["if (approval === 'rejected') return 'it was rejected meanwhile';", ''],
    ["if (approval === 'unrecognized') {", "if (approval === 'absent') {"],
  ]),
  ...of('lambda/core/plan/breaker.ts', 'test/narrow.test.ts', [
    ['if (!facts.isWholeFleet) return last ?? counted;', 'if (!facts.isWholeFleet) return counted;'],
  ]),
  ...of('lambda/core/report/chat-cards.ts', 'test/core/report/custom-notification.test.ts', [
    [
      "buttons: entry.cautions.length === 0 && awaitsApproval(entry, digest) ? 'approve-and-keep' : 'keep',",
      "buttons: awaitsApproval(entry, digest) ? 'approve-and-keep' : 'keep',",
    ],
    ["return entry.cautions.length === 0 && mode === 'delete' ?", "return mode === 'delete' ?"],
  ]),
  ...of('lambda/core/chat/listener.ts', 'test/core/chat/listener.test.ts', [
    [
      "if (!subscription.ok) return { is: 'unreadable', why: subscription.why };",
      "if (!subscription.ok) Object.assign(subscription, { value: 'all' });",
    ],
    ["if (lost !== undefined) return { is: 'does-not', why: lost };", ''],
    [
      "if (!answers.ok) return { is: 'unreadable', why: answers.why };",
      "if (!answers.ok) return { is: 'listens', until: now };",
    ],
    [
      "return best ?? { is: 'does-not', why: 'nobody has answered a test card' };",
      "return best ?? { is: 'listens', until: now };",
    ],
    [
      "if (!recorded.ok) return { is: 'unreadable', why: recorded.why };",
      "if (!recorded.ok) return { is: 'listens', until: now };",
    ],
    [
      'if (recorded.value === undefined) {',
      "if (recorded.value === undefined) return { is: 'listens', until: now }; else if (false) {",
    ],
    ['return isSamePress(answer, recorded.value)\n', 'return answer.eventId === recorded.value.eventId\n'],
    ["return 'Amazon Q has not subscribed to the topic of the cards';", 'return undefined;'],
    ["return 'the subscription of Amazon Q has a filter policy';", 'return undefined;'],
    ["return 'the subscription of Amazon Q belongs to another account';", 'return undefined;'],
    ['if (answered !== channel)', "if (answered === '')"],
    [
      'if (!(waitedMs >= -CLOCK_MS && waitedMs <= TEST_CARD_DAYS * DAY_MS))',
      'if (waitedMs < -CLOCK_MS || waitedMs > TEST_CARD_DAYS * DAY_MS)',
    ],
    [
      'if (!(ageMs >= -CLOCK_MS && ageMs <= ANSWER_HOLDS_DAYS * DAY_MS))',
      'if (ageMs < -CLOCK_MS || ageMs > ANSWER_HOLDS_DAYS * DAY_MS)',
    ],
  ]),
  ...of('lambda/core/chat/test-nlb.ts', 'test/core/chat/test-nlb.test.ts', [
    ['if (ofRegion !== region || ofAccount !== account) return undefined;', ''],
  ]),
  ...of('lambda/core/chat/press.ts', 'test/core/trigger/chat-answered.test.ts', [
    [
      "if (typeof errorCode !== 'string' || !NOT_FOUND.test(errorCode)) return undefined;",
      'if (errorCode === undefined) return undefined;',
    ],
    ['if (recipientAccountId !== place.account || awsRegion !== place.region) return undefined;', ''],
    ['if (issuer !== `arn:aws:iam::${place.account}:role/${CHAT_ROLE}`) return undefined;', ''],
    ['&& arns.length === 1', ''],
  ]),
  ...of('lambda/core/report/listeners.ts', 'test/core/report/listeners.test.ts', [
    ["if (chat?.is === 'listens') return", 'if (chat !== undefined) return'],
    ["if (gets !== 'all') return gets === 'some' ? 'has a filter policy' : 'belongs to another account';", ''],
    ['return READ_BY_PEOPLE.includes(protocol) ?', "return protocol !== '' ?"],
  ]),
];
