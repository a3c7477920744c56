/**
 * What must not survive: for each `SAFETY:` mark the change that it warns of, and the test file that must go red with it.
 * `npm run mutate` applies each and runs that file alone; test/layers.test.ts finds a mark without a row.
 */

export interface Mutation {
  readonly file: string;
  /** Stands exactly once in the file; for a mark, within the lines that follow it. */
  readonly text: string;
  readonly replacement: string;
  readonly test: string;
}

export const MUTATIONS: readonly Mutation[] = [
  ...of('lambda/core/time.ts', 'test/core/time.test.ts', [
    ['return at.toISOString().slice(0, 19) === text.slice(0, 19) ? at : undefined;', 'return at;'],
  ]),
  ...of('lambda/core/tags/answers.ts', 'test/core/tags/answers.test.ts', [
    ['return now.getTime() >= end.getTime() ?', 'return !(now.getTime() < end.getTime()) ?'],
    [
      "if (value === 'approved' || value === 'pending') return value;",
      "if (value.trim() === 'approved') return 'approved';",
    ],
    ["return value.trim().toLowerCase() === 'rejected' ?", "return value === 'rejected' ?"],
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
  ]),

  ...of('lambda/core/trigger/api-call.ts', 'test/core/trigger/trigger.test.ts', [
    ["if (!source.startsWith('aws.'))", 'if (source === undefined)'],
    [
      "if (detail['recipientAccountId'] !== account || detail['awsRegion'] !== region) return undefined;",
      "if (detail['awsRegion'] !== region) return undefined;",
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
  ...of('lambda/core/judge/gates.ts', 'test/core/judge/gates.test.ts', [
    ["if (keep.is === 'vetoes') {", "if (keep.is === 'vetoes' && finding.is !== 'orphan') {"],
    ["if (approvalOf(tags) === 'rejected') {", "if (tags.get(TAG.approval) === 'no') {"],
    ['if (owning !== undefined) {', 'if (false) {'],
    [
      'const isOldEnough = loadBalancer.createdAt.getTime() + settings.minimumAgeHours * HOUR_MS <= now.getTime();',
      'const isOldEnough = !(loadBalancer.createdAt.getTime() + settings.minimumAgeHours * HOUR_MS > now.getTime());',
    ],
  ]),
  ...of('lambda/core/judge/judge.ts', 'test/core/judge/judge.test.ts', [
    ["if (loadBalancer.state !== 'active') {", "if (loadBalancer.state === 'failed') {"],
    ['const tags = tagsIn(reading);', 'const tags = tagsIn(reading) ?? new Map();'],
  ]),
  ...of('lambda/core/judge/judge.ts', 'test/core/judge/gates.test.ts', [
    [
      'const finding = withToolCautions(judgeOwned(loadBalancer, owner, facts, claims), tags);\n  return { loadBalancer, owner, tags, ...(vetoOn(finding, loadBalancer, tags, facts.now, settings) ?? finding) };',
      'const finding = withToolCautions(judgeOwned(loadBalancer, owner, facts, claims), tags);\n  return { loadBalancer, owner, tags, ...finding };',
    ],
  ]),
  ...of('lambda/core/judge/cluster.ts', 'test/core/judge/cluster.test.ts', [
    [
      "if (reading?.ok !== true || reading.value.is === 'present' || !listed.includes(name)) return reading;",
      'return reading;',
    ],
    ['if (region !== facts.region || account !== facts.account) {', 'if (region !== facts.region) {'],
    [
      "return doubtful(reading.cause === 'denied' ? 'cluster-unauthorized' : 'cluster-unreachable', sentence(reading.why));",
      "return { is: 'absent' };",
    ],
    [
      "if (reading === undefined) return doubtful('unreadable', `Cluster ${clusterName} was not looked up.`);",
      "if (reading === undefined) return { is: 'absent' };",
    ],
    ["if (cluster.status !== 'ACTIVE' && cluster.status !== 'UPDATING') {", "if (cluster.status === 'FAILED') {"],
    [
      'if (cluster.vpcId !== loadBalancer.vpcId) {',
      'if (cluster.vpcId !== undefined && cluster.vpcId !== loadBalancer.vpcId) {',
    ],
    ['if (gap !== undefined) return doubtful(reasonOfGap(view, gap), sentence(gap.why));', ''],
    [
      '[view.services, view.ingresses, view.gateways, view.bindings].find(',
      '[view.services, view.ingresses, view.gateways].find(',
    ],
    ['if (clusterAtMs > madeAtMs) return', 'if (!(clusterAtMs <= madeAtMs)) return'],
  ]),
  ...of('lambda/core/judge/proof.ts', 'test/core/judge/proof.test.ts', [
    ['deletion.name === clusterName &&', ''],
    ['deletion.vpcId === undefined && isShared ?', 'deletion.vpcId === undefined ?'],
    ['(deletion.vpcId === undefined || deletion.vpcId === loadBalancer.vpcId) &&', ''],
    ['if (deletedAt === undefined) return presentCluster === undefined &&', 'if (deletedAt === undefined) return'],
    [
      'loadBalancer.createdAt.getTime() < deletedAt.getTime() &&',
      '!(loadBalancer.createdAt.getTime() >= deletedAt.getTime()) &&',
    ],
    ['deletedAt.getTime() <= now.getTime() &&', ''],
    ['(presentCluster === undefined || deletedAt.getTime() < presentCluster.createdAt.getTime())', 'true'],
    [
      '(isPersonsWord(deletion) ? 2 : 0) + (deletion.vpcId === undefined ? 1 : 0)',
      '(deletion.vpcId === undefined ? 1 : 0)',
    ],
  ]),
  ...of('lambda/core/tags/proofs.ts', 'test/core/tags/proofs.test.ts', [
    ['recordedBy === undefined || vpc === undefined ||', 'vpc === undefined ||'],
    [
      'return deletedAt === undefined ? undefined : { ...word, name, deletedAt };',
      'return { ...word, name, deletedAt };',
    ],
  ]),
  ...of('lambda/core/judge/serving.ts', 'test/core/judge/same-cluster.test.ts', [
    ['if (!targets.ok) return targets.why;', 'if (!targets.ok) return undefined;'],
    ['if (healthy.length > 0) return', 'if (healthy.length > 1) return'],
    ["if (traffic.is === 'unreadable') return traffic.words;", "if (traffic.is === 'unreadable') return undefined;"],
  ]),
  ...of('lambda/core/judge/same-cluster.ts', 'test/core/judge/same-cluster.test.ts', [
    [
      'return own === undefined || namesCluster(clusterName, own);',
      'return own !== undefined && namesCluster(clusterName, own);',
    ],
    ['if (!facts.isWholeFleet) return', 'if (false) return'],
    ['!(one.createdAt.getTime() <= deletedAt.getTime())', 'one.createdAt.getTime() > deletedAt.getTime()'],
    ["type === 'application' && state !== 'failed' &&", "type === 'application' && state === 'active' &&"],
    [
      'return own === undefined || namesCluster(word.clusterName, own);',
      'return own !== undefined && namesCluster(word.clusterName, own);',
    ],
  ]),
  ...of('lambda/core/judge/stack-service.ts', 'test/core/judge/load-balancer-controller.test.ts', [
    ["if (service.deletingSince !== undefined) return inFlight('is being deleted');", ''],
    ['if (!isOfAutoMode && !isOfInTree) {', 'if (false) {'],
    ['if (!carriesOtherStack(successor, loadBalancer, facts)) {', 'if (false) {'],
    ['finalizers.includes(FINALIZER) ||', ''],
    ['cautions: proof === undefined ? [] : cautionsOfProof(proof),', 'cautions: [],'],
    ['    proof,\n    cluster,', '    proof: undefined,\n    cluster,'],
    [
      'if (own === undefined || its === undefined) return false;',
      'if (own === undefined || its === undefined) return true;',
    ],
  ]),
  ...of('lambda/core/judge/successor.ts', 'test/core/judge/in-tree.test.ts', [
    [".filter((hostname) => hostname !== '')", ''],
    ["loadBalancers.filter(({ state }) => state === 'active')", 'loadBalancers'],
  ]),
  ...of('lambda/core/judge/remainders.ts', 'test/core/judge/users/target-group-bindings.test.ts', [
    ['stack?.namespace === owner.service.namespace &&', ''],
    ['views.get(cluster)?.services.ok === true &&', ''],
    ['claims.serviceNamed(cluster, namespace, serviceName) === undefined', 'true'],
    ["apiGroup === 'elbv2.k8s.aws' &&", ''],
    ['cluster === owner.cluster &&', ''],
  ]),
  ...of('lambda/core/judge/stripped.ts', 'test/controller-active.test.ts', [
    [
      "return serviceOwnerIn(loadBalancer, facts)?.controller === 'aws-load-balancer-controller';",
      "const owner = serviceOwnerIn(loadBalancer, facts);\n  const own = facts.tags.get(loadBalancer.arn);\n  const isQuarantined = own?.ok === true && own.value.is === 'present' && own.value.tags.has('nlb-janitor/quarantined-at');\n  return owner?.controller === 'aws-load-balancer-controller' && !isQuarantined;",
    ],
  ]),
  ...of('lambda/core/judge/users/controller-removals.ts', 'test/core/judge/users/controller-removals.test.ts', [
    ["if (!removals.ok) return unread('CloudTrail', removals.why);", "if (!removals.ok) return none('');"],
    ['if (removal === undefined) return none(', "if (removal === undefined || removal.arn !== '') return none("],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/core/judge/same-cluster.test.ts', [
    ['if (life !== undefined) {', 'if (false) {'],
  ]),
  ...of('lambda/core/judge/claims.ts', 'test/core/judge/claims.test.ts', [
    ['return reading.ok ? reading.value : reading.seen;', 'return reading.ok ? reading.value : [];'],
    ['[...(byTargetGroup.get(arn) ?? []), ...(byTargetGroup.get(name) ?? [])]', 'byTargetGroup.get(arn) ?? []'],
    ['    .toLowerCase()\n', ''],
    ["    .replace(/^dualstack\\./, '')", ''],
  ]),
  ...of('lambda/core/judge/earlier-cluster.ts', 'test/core/judge/in-tree.test.ts', [
    [
      'const proof = proofOfDeletion(loadBalancer, clusterName, facts);',
      "const anyway = { name: clusterName, deletedAt: facts.now, vpcId: undefined, source: 'cloudtrail' } as const;\n  const proof = proofOfDeletion(loadBalancer, clusterName, facts) ?? anyway;",
    ],
  ]),
  ...of('lambda/core/judge/in-tree.ts', 'test/core/judge/in-tree.test.ts', [
    ['if (holder !== undefined) {', "if (holder === '') {"],
    ['if (alive !== undefined) return { ...alive, evidence: [tagLine, noHostname, ...alive.evidence] };', ''],
    ['if (standing.youngerThanNlb) return rowsOfALaterCluster(', 'if (false) return rowsOfALaterCluster('],
    [
      "  if (own !== undefined) {\n    return unknown(\n      'contradictory-tags',",
      "  if (false) {\n    return unknown(\n      'contradictory-tags',",
    ],
  ]),
  ...of('lambda/core/judge/in-tree-service.ts', 'test/core/judge/in-tree.test.ts', [
    [
      'if (service.namespace !== owner.service.namespace || service.name !== owner.service.name) {',
      'if (service.namespace !== owner.service.namespace) {',
    ],
    ['if (isInTreeManaged(service)) {', 'if (isInTreeManaged(service) && service.hostnames.length === 0) {'],
    ['if (service.deletingSince !== undefined || finalizing) {', 'if (service.deletingSince !== undefined) {'],
    ['if (service.deletingSince !== undefined || finalizing) {', 'if (finalizing) {'],
    ["if (!isOfAnotherController(service) && successor.type !== 'classic') {", 'if (false) {'],
  ]),
  ...of('lambda/core/judge/load-balancer-controller.ts', 'test/core/judge/load-balancer-controller.test.ts', [
    ['if (holder !== undefined) {', "if (holder === '') {"],
    [
      'if (service !== undefined && isOfThisController(service)) {',
      "if (service?.type === 'LoadBalancer' && isOfThisController(service)) {",
    ],
    ["return result.is === 'unknown' ? { is: 'undecided', otherwise: result } : result;", 'return result;'],
    ['if (service !== undefined && isProven) {', 'if (service !== undefined) {'],
    ['if (!standing.youngerThanNlb || service !== undefined) {', 'if (!standing.youngerThanNlb) {'],
    ['const adoption = standing.youngerThanNlb\n', 'const adoption = standing.youngerThanNlb && false\n'],
  ]),
  ...of('lambda/core/judge/target-groups.ts', 'test/core/judge/target-groups.test.ts', [
    ['    if (reading === undefined)\n', '    if (reading === undefined) continue;\n    if (reading === undefined)\n'],
    [
      "new Set(['unhealthy', 'unhealthy.draining', 'unused', 'draining'])",
      "new Set(['unhealthy', 'unhealthy.draining', 'unused', 'draining', 'initial'])",
    ],
    ['if (!targetGroups.ok) return targetGroups;', 'if (!targetGroups.ok) return { ok: true, value: [] };'],
    ['if (!reading.ok) return reading;', 'if (!reading.ok) continue;'],
  ]),
  ...of('lambda/core/judge/traffic.ts', 'test/core/judge/traffic.test.ts', [
    ['if (flows === 0 && peak === 0 && bytes === 0)', 'if (flows === 0 && bytes === 0)'],
    ['if (flows === 0 && peak === 0 && bytes === 0)', 'if (flows === 0 && peak === 0)'],
    [
      "if (reading === undefined) return { is: 'unreadable', words: 'flows were not read' };",
      "if (reading === undefined) return { is: 'none', words: 'flows were not read' } as never;",
    ],
    [
      "if (!reading.ok) return { is: 'unreadable', words: reading.why };",
      "if (!reading.ok) return { is: 'none', words: reading.why } as never;",
    ],
    [
      "if (measured.is === 'missing') return { is: 'unreadable', words: measured.why };",
      "if (measured.is === 'missing') return { is: 'none', words: measured.why } as never;",
    ],
    ["groups.value.every(({ protocol }) => protocol === 'TCP') &&", ''],
    ['measured.resets >= LEAST_SHARE_RESET * flows &&', ''],
    ['bytes < MOST_BYTES_UNANSWERED * flows;', 'true;'],
    ['groups.value.length > 0 &&', ''],
  ]),
  ...of('lambda/core/judge/served.ts', 'test/core/judge/served.test.ts', [
    ['if (!(flows > 0)) return', 'if (flows < 0) return'],
    ['if (maybeUdp) return', 'if (maybeUdp && flows > 9) return'],
    ['if (!(bytes < LEAST_BYTES_ANSWERED * flows)) return', 'if (bytes > LEAST_BYTES_ANSWERED * flows) return'],
    ["new Set(['TCP', 'TLS'])", "new Set(['TCP', 'TLS', undefined])"],
    ['if (flows === 0 && active === 0 && bytes === 0) continue;', 'if (flows === 0 && active === 0) continue;'],
  ]),
  ...of('lambda/core/judge/sign-of-use.ts', 'test/core/judge/sign-of-use.test.ts', [
    ["if (traffic.is === 'unreadable') {", "if (traffic.is === 'unreadable') return undefined;\n  if (false) {"],
    ['if (served !== undefined) {', 'if (served !== undefined && healthy.length > 0) {'],
    ["if (healthy.length > 0 && traffic.is === 'flows') {", 'if (false) {'],
    ['if (isClusterGone && healthy.length > 0) {', 'if (isClusterGone && healthy.length > 1) {'],
  ]),
  ...of('lambda/core/judge/replaced.ts', 'test/core/judge/replaced.test.ts', [
    [
      'return reading?.ok === true && reading.value.healthyTargets > 0 ? reading.value : undefined;',
      'return reading?.ok === true ? reading.value : undefined;',
    ],
    [
      "if (reason !== 'superseded' || successor === undefined) return undefined;",
      'if (successor === undefined) return undefined;',
    ],
  ]),
  ...of('lambda/collect/successors.ts', 'test/collect/collect.test.ts', [
    ["state === 'InService').length", "state !== 'InServices').length"],
    ["healthy += reading.value.filter(({ state }) => state === 'healthy').length;", 'healthy += reading.value.length;'],
    ['if (!reading.ok) return reading;', 'if (!reading.ok) continue;'],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/successor.test.ts', [
    [
      'const classicLoadBalancers = await readClassicAgain(read, facts, successor);',
      'const { classicLoadBalancers } = facts;',
    ],
    ['successors: new Map(took === undefined ? [] : [[target.arn, took]]),', 'successors: new Map(),'],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/core/judge/load-balancer-controller.test.ts', [
    [
      'isClusterGone: proof !== undefined }',
      "isClusterGone: suspicion.reason === 'cluster-gone' || suspicion.reason === 'previous-cluster' }",
    ],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/core/judge/weigh.test.ts', [
    ['if (isReplaced) cautions.push(', "if (isReplaced && traffic.is !== 'none') cautions.push("],
    ['if (unread !== undefined) return doubt(unread.why, unread.reason);', ''],
    ['if (use !== undefined) return used(use.reason, use.who);', ''],
    [
      'const targets = targetsOf(targetGroups, facts);',
      'const read = targetsOf(targetGroups, facts);\n  const targets = read.ok ? read : { ok: true as const, value: [] };',
    ],
    ["if (sign?.is === 'in-use') return used(sign.reason, sign.explanation);", ''],
    ["if (sign?.is === 'unreadable') return doubt(sign.why);", ''],
    [
      'const protection = facts.inspections.deletionProtection.get(loadBalancer.arn);',
      'const protection = facts.inspections.deletionProtection.get(loadBalancer.arn) ?? { ok: true as const, value: false };',
    ],
    ['if (!protection.ok) return doubt(protection.why);', ''],
    ['if (protection.value) {', 'if (false) {'],
    ['const cautions = [...suspicion.cautions, ...cautionsOf(users)];', 'const cautions = [...cautionsOf(users)];'],
    ['if (healthy.length > 0) {', 'if (false) {'],
    ["  if (traffic.is !== 'none') cautions.push(", "  if (traffic.is === 'flows') cautions.push("],
    ['if (isReplaced) cautions.push(', 'if (false) cautions.push('],
  ]),
  ...of('lambda/core/judge/users/users.ts', 'test/core/judge/users/users.test.ts', [
    ['  autoScalingGroups,\n  controllerRemovals,', '  controllerRemovals,'],
    [
      "(answer.is === 'unread' ? [answer] : [])",
      "(answer.is === 'unread' && answer.reason === 'unreadable' ? [answer] : [])",
    ],
  ]),
  ...of('lambda/core/judge/users/target-group-bindings.ts', 'test/core/judge/users/target-group-bindings.test.ts', [
    ['if (!isRemainder(bound, loadBalancer, facts, claims)) {', 'if (false) {'],
  ]),
  ...of('lambda/core/judge/users/other-load-balancers.ts', 'test/core/judge/users/other-load-balancers.test.ts', [
    ['if (others.length > 0) {', 'if (others.length > 1) {'],
  ]),
  ...of('lambda/core/judge/users/capacity-reservation.ts', 'test/core/judge/users/capacity-reservation.test.ts', [
    [
      'if (reading === undefined) return unread(SOURCE,',
      "if (reading === undefined) return none('nothing'); else if (arn === '') return unread(SOURCE,",
    ],
    ['if (!reading.ok) return unread(SOURCE, reading.why);', "if (!reading.ok) return none('nothing');"],
  ]),
  ...of('lambda/aws/load-balancers.ts', 'test/aws/load-balancers.test.ts', [
    ["hasName(error, 'InvalidAction')", "error instanceof Error && error.name.startsWith('Invalid')"],
  ]),
  ...of('lambda/core/judge/users/auto-scaling-groups.ts', 'test/core/judge/users/auto-scaling-groups.test.ts', [
    ["if (!groups.ok) return unread('Auto Scaling groups', groups.why);", 'if (!groups.ok) return NOBODY;'],
    ['if (group === undefined) return NOBODY;', 'if (group === undefined || group.name !== "") return NOBODY;'],
  ]),
  ...of('lambda/core/judge/users/references.ts', 'test/core/judge/users/aws-services.test.ts', [
    ['if (reading === undefined) return unread(', "if (reading === undefined) return none('') ?? unread("],
    ['if (!answer.ok) return unread(', "if (!answer.ok) return none('') ?? unread("],
  ]),
  ...of('lambda/core/judge/users/aws-services.ts', 'test/core/judge/users/aws-services.test.ts', [
    ['if (first === undefined) return none(', "if (first === undefined || first.who !== '') return none("],
    [
      'if (attached.ok && attached.value.length === 0) return',
      'if (!attached.ok || attached.value.length === 0) return',
    ],
  ]),
  ...of('lambda/core/judge/users/references.ts', 'test/core/judge/users/dns-records.test.ts', [
    ["return gap === undefined ? { is: 'read', references }", "return true ? { is: 'read', references }"],
    ['if (!addresses.ok) return addresses.why;', 'if (!addresses.ok) return undefined;'],
    ['return addresses.value.has(arn)\n', "return addresses.value.has(arn) || arn !== ''\n"],
  ]),
  ...of('lambda/core/judge/users/other-clusters.ts', 'test/core/judge/users/other-clusters.test.ts', [
    ['if (!clusterList.ok) {', 'if (!clusterList.ok && clusterList.seen.length === 0) {'],
    ['if (doubt !== undefined) {', "if (doubt !== undefined && doubt.name === '') {"],
    ['|| signOfServing(loadBalancer, facts) !== undefined;', ';'],
  ]),
  ...of('lambda/core/judge/dark-clusters.ts', 'test/core/judge/users/other-clusters.test.ts', [
    ['return applicationsNaming({ clusterName: name, vpcId }, facts).length > 0;', 'return false;'],
    ['if (cluster === undefined) return true;', 'if (cluster === undefined) return false;'],
    ['if (!facts.isWholeFleet || namingCluster(', 'if (namingCluster('],
    ['return cluster.vpcId === undefined || cluster.vpcId === vpcId;', 'return cluster.vpcId === vpcId;'],
    ['facts.ignoredClusters.includes(name) && name !== taggedCluster', 'facts.ignoredClusters.includes(name)'],
    ['if (view !== undefined && gap === undefined) return undefined;', 'if (gap === undefined) return undefined;'],
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
  ...of('lambda/aws/cluster-instances.ts', 'test/aws/cluster-instances.test.ts', [
    ["['pending', 'running', 'stopping', 'stopped']", "['pending', 'running']"],
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
  ...of('lambda/core/judge/dark-clusters.ts', 'test/core/plan/companions/may-go.test.ts', [
    ['return dark.name === place.taggedCluster || isNear(', 'return isNear('],
    ['if (!facts.isWholeFleet || namingCluster(', 'if (namingCluster('],
  ]),
  ...of('lambda/core/plan/due.ts', 'test/core/plan/due.test.ts', [
    ['|| !(dueAt.getTime() <= facts.now.getTime()))\n', ')\n'],
    [
      'if (candidate.value.fingerprint !== quarantine.fingerprint || quarantine.reason !== verdict.reason) return undefined;',
      '',
    ],
    [
      "if (approval === 'approved') return 'approval';",
      "if (approval === 'approved' || approval === 'pending') return 'approval';",
    ],
    [
      "if (settings.approval !== 'automatic' || approval !== 'pending') return undefined;",
      "if (settings.approval !== 'automatic') return undefined;",
    ],
    ["return orphan.cautions.length === 0 ? 'automatic' : undefined;", "return 'automatic';"],
    ["if (due.by === 'approval' && again.by !== 'approval') return notDue('its approval was taken back');", ''],
    [
      "if (again.candidate.fingerprint !== due.candidate.fingerprint) return notDue('what its verdict rests on has changed');",
      '',
    ],
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
    [
      "const again = settings.mode === 'delete' ? dueOf(verdict, facts, settings) : undefined;",
      'const again = dueOf(verdict, facts, settings);',
    ],
  ]),
  ...of('lambda/core/plan/quarantine.ts', 'test/core/plan/quarantine.test.ts', [
    ['remove: OF_EARLIER_WINDOW.filter((key) => tags.has(key)),', 'remove: [],'],
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
  ]),
  ...of('lambda/core/plan/veto.ts', 'test/core/plan/veto.test.ts', [
    ["if (keepOf(tags, now).is === 'vetoes')", "if (keepOf(tags, now).is === 'lapsed')"],
    ["if (approval === 'rejected') return 'it was rejected meanwhile';", ''],
    ["if (approval === 'unrecognized') {", "if (approval === 'absent') {"],
  ]),

  ...of('lambda/collect/collect.ts', 'test/collect/collect.test.ts', [
    [
      '  const fleet = await readFleet(read, only);\n',
      "  await read.clusters.describe('prod');\n  const fleet = await readFleet(read, only);\n",
    ],
    ['{ ...first, ...(await readAllClusters(read, named)) }', 'first'],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/last-look.test.ts', [
    ['    classicLoadBalancers,\n    ...clusters,\n', '    classicLoadBalancers,\n'],
    ['    now,\n    loadBalancers,\n', '    now,\n'],
  ]),
  ...of('lambda/collect/users-of-leftovers.ts', 'test/reap/companions.test.ts', [
    ['const now: Facts = { ...facts, ...clusters };', 'const now: Facts = { ...facts };'],
  ]),
  ...of('lambda/collect/ripe.ts', 'test/reap/unreadable.test.ts', [
    ['if (!fleet.ok) return true;', 'if (!fleet.ok) return false;'],
    ['if (reading?.ok === false) return true;', ''],
  ]),
  ...of('lambda/aws/existing-load-balancers.ts', 'test/aws/existing-load-balancers.test.ts', [
    ['if (missing !== undefined) throw', "if (missing === '') throw"],
  ]),
  ...of('lambda/reap.ts', 'test/narrow.test.ts', [
    ['last === undefined\n      ? undefined', 'last === undefined\n      ? onlyArns(scope)'],
    ['          unfinished.items.map(({ record }) => record.arn),\n', ''],
    ['          last.waiting,\n', ''],
  ]),
  ...of('lambda/core/plan/breaker.ts', 'test/narrow.test.ts', [
    ['if (!facts.isWholeFleet) return last ?? counted;', 'if (!facts.isWholeFleet) return counted;'],
  ]),
  ...of('lambda/records/state.ts', 'test/records/state.test.ts', [
    ['!(ageMs >= 0 && ageMs <= MOST_DAYS_OLD * DAY_MS)', 'ageMs > MOST_DAYS_OLD * DAY_MS'],
  ]),
  ...of('lambda/collect/collect.ts', 'test/narrow.test.ts', [
    ['if (!listed.isWholeFleet && needsWholeFleet(listed)) return', 'if (false) return'],
  ]),
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
  ...of('lambda/reap.ts', 'test/reap/paused.test.ts', [
    ["if (pause.is === 'paused') return { outcomes: [], failures: pauseFailures(pause) };", ''],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/state.test.ts', [
    ['if (tellsUnlooked(planSweep(verdicts, seen, settings, scope), seen)) {', 'if (false) {'],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/users.test.ts', [
    ["outside: by === 'automatic' ? 'all' : facts.inspections,", 'outside: facts.inspections,'],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/paused.test.ts', [
    ["atStart.is === 'paused' ? atStart : await pauseNow(world)", 'atStart'],
    ["if (pause.is === 'paused') {", 'if (false) {'],
    ["if (still.is === 'paused') {", 'if (false) {'],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/summary.test.ts', [["turn.is === 'due' || areUsersDue", 'areUsersDue']]),
  ...of('lambda/aws/writing.ts', 'test/aws/wire.test.ts', [
    ["required($metadata.requestId, 'request ID');", 'void $metadata;'],
  ]),
  ...of('lambda/aws/pause-flip.ts', 'test/aws/wire.test.ts', [
    ["required(answer.Version, 'Version');", 'void answer;'],
  ]),
  ...of('cli/pause-seen.ts', 'test/cli/pause-seen.test.ts', [
    ['if (reading.value.is === wanted) return reading;', 'return reading;'],
  ]),
  ...of('cli/tags-seen.ts', 'test/cli/tags-seen.test.ts', [
    ['if (isShown(reading.value, shows)) return written;', 'return written;'],
  ]),
  ...of('lambda/aws/pause-switch.ts', 'test/aws/pause-switch.test.ts', [
    [
      "if (isNamed(error, 'ParameterNotFound')) return { ok: true, value: { is: 'absent' } };",
      "if (error instanceof Error && error.name.includes('NotFound')) return { ok: true, value: { is: 'absent' } };",
    ],
    [
      "if (isNamed(error, 'ParameterNotFound')) return { ok: true, value: { is: 'absent' } };",
      "return { ok: true, value: { is: 'absent' } };",
    ],
  ]),
  ...of('lambda/act/unfinished.ts', 'test/reap/interrupted.test.ts', [
    ['const DAYS_BACK = 2 * DAYS_TRIED;', 'const DAYS_BACK = 6;'],
    [
      'if (outcome === undefined) {\n',
      "if (outcome === undefined) {\n      return { is: 'finished', record: { is: 'deleted' } as never };\n",
    ],
    ['if (!written.ok) failures.push(written.why);\n    else if', 'if'],
  ]),
  ...of('lambda/records/outcome.ts', 'test/records/outcome.test.ts', [
    ["return state === undefined || (state === 'spared') === (spared !== undefined);", 'return true;'],
  ]),
  ...of('lambda/act/unfinished.ts', 'test/reap/companions.test.ts', [
    ['record.companions.filter(isPending), facts', 'record.companions, facts'],
  ]),
  ...of('lambda/collect/seen-removals.ts', 'test/collect/seen-removals.test.ts', [
    [
      'return listed.ok ? { ok: true, value: [...seen, ...listed.value] } : listed;',
      'return { ok: true, value: [...seen, ...(listed.ok ? listed.value : [])] };',
    ],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/quarantine.test.ts', [
    [
      "return marked.ok ? { arn, name, did: 'quarantined', ...step } : couldNot(marked.why);",
      "return { arn, name, did: 'quarantined', ...step };",
    ],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/notice.test.ts', [
    [
      'const marked = await markCompanions(candidate, world);\n    if (marked.ok) news',
      'const marked = { ok: true as const, why: "" };\n    if (marked.ok) news',
    ],
    ['    if (world.deadline.remainingMs() < NEEDED_MS) {', '    if (false) {'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/restart.test.ts', [
    ['if (!removed.ok) return couldNot(removed.why);', ''],
    ['const again = await world.read.loadBalancers.tagsOf(arn);', 'const again = reading;'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/veto.test.ts', [
    ['quarantineWrite(candidate, reading.value.tags, world', 'quarantineWrite(candidate, candidate.orphan.tags, world'],
  ]),
  ...of('lambda/act/quarantine.ts', 'test/sweep/several.test.ts', [
    ['const enough = world.deadline.remainingMs() >= NEEDED_MS;', 'const enough = true;'],
  ]),
  ...of('lambda/act/release.ts', 'test/sweep/release.test.ts', [
    ['const enough = world.deadline.remainingMs() >= NEEDED_MS;', 'const enough = true;'],
    ["return now.ok && now.value.is === 'gone' ? gone : couldNot(groups.why);", 'return gone;'],
  ]),
  ...of('lambda/tell/tell.ts', 'test/tell/tell.test.ts', [
    [
      'if (!subscriptions.ok) return done([subscriptions.why]);',
      "if (!subscriptions.ok) Object.assign(subscriptions, { value: [{ protocol: 'email', gets: 'all' }] });",
    ],
    [
      '    if (!published.ok) {\n      failures.push(published.why);\n      continue;\n    }',
      '    if (!published.ok) failures.push(published.why);',
    ],
    [
      'const heard = entries.map((entry) => newsOf.get(entry)).filter((one) => one !== undefined);',
      'const heard = [...newsOf.values()];',
    ],
    ['news.filter(isWrittenDownUnheard)', 'news'],
  ]),
  ...of('lambda/tell/write-down.ts', 'test/tell/write-down.test.ts', [
    [
      "    case 'quarantined':\n    case 'deleted':\n    case 'left-behind':",
      "    case 'quarantined':\n      return true;\n    case 'deleted':\n    case 'left-behind':",
    ],
    [
      'noticeWrite(candidate, reading.value.tags, heardAt, now(), settings)',
      'noticeWrite(candidate, candidate.orphan.tags, heardAt, now(), settings)',
    ],
    ['keysToRelease(reading.value.tags)', '[...reading.value.tags.keys()]'],
  ]),
  ...of('lambda/aws/users/availability.ts', 'test/aws/users/verified-access.test.ts', [
    ['!(without.includes(region) ||', '!(without.length > 0 ||'],
  ]),
  ...of('lambda/aws/users/endpoint-services.ts', 'test/aws/users/endpoint-services.test.ts', [
    ['arns === undefined && (gateways === undefined || gateways.length === 0)', "arns?.includes('')"],
  ]),
  ...of('lambda/aws/users/network-interfaces.ts', 'test/aws/users/network-interfaces.test.ts', [
    ['answer.RequesterManaged !== false', 'answer.RequesterManaged === true'],
  ]),
  ...of('lambda/aws/users/verified-access.ts', 'test/aws/users/verified-access.test.ts', [
    ["isUnknownAction(error) && !isOffered('verified-access', place)", 'isUnknownAction(error)'],
    ["endpoint.Status?.Code === 'deleted'", "endpoint.Status?.Code !== 'active'"],
  ]),
  ...of('lambda/aws/cluster-deletions.ts', 'test/aws/cluster-deletions.test.ts', [
    ['|| about.data.errorCode !== undefined) return undefined;', ') return undefined;'],
    ['if (proof.data.recipientAccountId !== account || proof.data.awsRegion !== region) return undefined;', ''],
  ]),
  ...of('lambda/aws/config-history.ts', 'test/aws/config-cluster-deletions.test.ts', [
    ['!(deletedAtMs > sinceMs)', 'deletedAtMs <= sinceMs'],
    ["items[end]?.configurationItemStatus !== 'ResourceDeleted' || ", ''],
    ['item.accountId === account && item.awsRegion === region;', 'item.awsRegion === region;'],
    ['item.accountId === account && item.awsRegion === region;', 'item.accountId === account;'],
  ]),
  ...of('lambda/aws/deleter.ts', 'test/aws/deleter.test.ts', [
    ['      failure = { error };\n', '      throw error;\n'],
    ["relation: 'after', toMiddleware: 'retryMiddleware'", "relation: 'before', toMiddleware: 'retryMiddleware'"],
  ]),
  ...of('lambda/aws/tag-removals.ts', 'test/aws/tag-removals.test.ts', [
    [
      'if (pagesRead === MOST_PAGES && page.NextToken !== undefined) {',
      'if (pagesRead === MOST_PAGES) return found;\n          if (false) {',
    ],
  ]),
  ...of('lambda/aws/users/call-budget.ts', 'test/aws/users/route-53.test.ts', [
    ['if (!(calls <= most))', 'if (!(calls <= most * 2))'],
  ]),
  ...of('lambda/aws/users/route-53.ts', 'test/aws/users/route-53.test.ts', [
    ["if (required(page.IsTruncated, 'IsTruncated')) required(page.NextMarker, 'NextMarker');", ''],
    [
      "if (!required(answer.IsTruncated, 'IsTruncated')) return found;",
      'if (answer.IsTruncated !== true) return found;',
    ],
    ["hasName(error, 'NoSuchHostedZone')", "error instanceof Error && error.name.includes('HostedZone')"],
  ]),
  ...of('lambda/aws/users/traffic-policies.ts', 'test/aws/users/route-53.test.ts', [
    ["hasName(error, 'NoSuchTrafficPolicyInstance')", "error instanceof Error && error.name.includes('TrafficPolicy')"],
  ]),
  ...of('lambda/aws/users/ecs-services.ts', 'test/aws/users/ecs-services.test.ts', [
    ['if (services.length + missing !== arns.length) {', 'if (false) {'],
    ["if (reason !== 'MISSING')", "if (reason === '')"],
    ["hasName(error, 'ClusterNotFoundException')", "error instanceof Error && error.name.includes('NotFound')"],
  ]),
  ...of('lambda/aws/clusters.ts', 'test/aws/clusters.test.ts', [
    ['return { ...unreadable(LIST, error), seen: names };', 'return { ok: true, value: names };'],
    ["{ include: ['all'] }", '{}'],
    ["hasName(error, 'ResourceNotFoundException')", "error instanceof Error && error.name.includes('NotFound')"],
  ]),
  ...of('lambda/aws/describe-target-groups.ts', 'test/aws/describer.test.ts', [
    [
      "return isNamed(error, NONE) ? { ok: true, value: 'gone' }",
      "return error instanceof Error ? { ok: true, value: 'gone' }",
    ],
  ]),
  ...of('lambda/aws/traffic-series.ts', 'test/aws/traffic.test.ts', [
    ['if (lost.length > 0) return missing(', 'if (lost.length > 9) return missing('],
    ["if (read.is === 'missing') return undefined;", "if (read.is === 'missing') continue;"],
    [
      "if (bytes.is === 'missing') return bytes;",
      "if (bytes.is === 'missing') return { ...newFlows, is: 'measured' } as never;",
    ],
  ]),
  ...of('lambda/aws/load-balancer-tags.ts', 'test/aws/load-balancer-tags.test.ts', [
    [
      'if (description?.Tags === undefined) return incomplete(CALL, `the answer has no tags for ${arn}`);',
      "if (description?.Tags === undefined) return { ok: true, value: { is: 'present', tags: new Map() } };",
    ],
  ]),
  ...of('lambda/aws/parse-load-balancer.ts', 'test/aws/load-balancers.test.ts', [
    [
      'loadBalancerArns: [...required(answer.LoadBalancerArns, `LoadBalancerArns${of}`)],',
      'loadBalancerArns: [...(answer.LoadBalancerArns ?? [])],',
    ],
  ]),
  ...of('lambda/aws/s3-snapshots.ts', 'test/aws/s3-snapshots.test.ts', [
    ["required(answer.ETag, 'ETag');", ''],
    ['if (!/^\\d{4}-\\d{2}-\\d{2}$/.test(day)) return incomplete(LIST, `${JSON.stringify(day)} is not a day`);', ''],
    ['if (found !== count) throw new IncompleteAnswerError(`${found} keys came of ${count}`);', ''],
  ]),
  ...of('lambda/aws/users/cloudfront-lists.ts', 'test/aws/users/cloudfront.test.ts', [
    ["if (mayLack && hasName(error, 'UnsupportedOperation')) return [];", 'if (mayLack) return [];'],
    ['if (items.length < announced) {', 'if (items.length < 0) {'],
    [
      'if (isTruncated && (next === undefined || next === marker)) {',
      'if (isTruncated && next !== undefined && next === marker) {',
    ],
  ]),
  ...of('lambda/aws/users/cloudfront-origins.ts', 'test/aws/users/cloudfront.test.ts', [
    ['if (listed === undefined && !isShared) {', "if (listed === undefined && id === '') {"],
  ]),
  ...of('lambda/core/judge/host-templates.ts', 'test/core/judge/host-templates.test.ts', [
    ['return hostname.length - end.length >= at && hostname.endsWith(end);', 'return false;'],
  ]),
  ...of('lambda/aws/foreign-answers.ts', 'test/aws/proxy.test.ts', [
    ['if (status !== undefined) throw new PageInsteadOfAnswer(status);', ''],
  ]),
  ...of('lambda/aws/sns-notifier.ts', 'test/aws/sns-notifier.test.ts', [
    ["required(answer.MessageId, 'MessageId');", ''],
  ]),
  ...of('lambda/aws/sns-subscriptions.ts', 'test/aws/sns-subscriptions.test.ts', [
    [
      'if (subscription.SubscriptionArn?.startsWith(`${topicArn}:`) === true) confirmed.push(subscription);',
      'confirmed.push(subscription);',
    ],
    ['if (found !== arn) throw new IncompleteAnswerError(`the answer is about ${found}, not ${arn}`);', ''],
  ]),
  ...of('lambda/core/report/listeners.ts', 'test/core/report/listeners.test.ts', [
    ["if (gets !== 'all') return gets === 'some' ? 'has a filter policy' : 'belongs to another account';", ''],
    ['return READ_BY_PEOPLE.includes(protocol) ?', "return protocol !== '' ?"],
  ]),
  ...of('lambda/aws/tag-writer.ts', 'test/aws/tag-writer.test.ts', [
    [
      'const foreign = keys.find((key) => !key.startsWith(PREFIX));',
      'const foreign = keys.find((key) => key === PREFIX);',
    ],
  ]),
  ...of('lambda/aws/users/api-gateway.ts', 'test/aws/users/api-gateway.test.ts', [
    [
      'if (!part(await hasLinkVersion2(http))) return links;',
      'if (links.length > 0 || links.length === 0) return links;',
    ],
  ]),
  ...of('lambda/aws/users/api-gateway-pages.ts', 'test/aws/users/api-gateway.test.ts', [
    ["throw new IncompleteAnswerError('the answer names its own page as the next one');", 'return;'],
  ]),
  ...of('lambda/aws/users/api-gateway-rest.ts', 'test/aws/users/api-gateway.test.ts', [
    ['for (const { httpMethod } of methods) required(httpMethod, `methods for resource ${path}`);', 'void path;'],
  ]),
  ...of('lambda/aws/users/integration-targets.ts', 'test/aws/users/integration-targets.test.ts', [
    ['ofStages.flatMap((variables) => open.map((text) => filled(text, variables)));', 'ofStages.flatMap(() => open);'],
  ]),
  ...of('lambda/kube/groups.ts', 'test/kube/view.test.ts', [
    ['if (!groups.has(BUILT_IN_GROUP)) {', "if (groups.has('nothing')) {"],
  ]),
  ...of('lambda/kube/list.ts', 'test/kube/list.test.ts', [
    ['if (malformed !== undefined) {', "if (malformed === '') {"],
    [
      "if (!success) throw new RequestFailed({ is: 'unusable', what: 'it is not a list' });",
      'if (!success) return { items: [], continueToken: undefined } as unknown as Page;',
    ],
  ]),
  ...of('lambda/kube/view.ts', 'test/kube/view.test.ts', [
    [
      "if (!listing.value.some(({ namespace, name }) => namespace === 'default' && name === 'kubernetes')) {",
      'if (false) {',
    ],
  ]),
  ...of('lambda/kube/installed.ts', 'test/kube/view.test.ts', [
    ['if (!plurals.ok) return failed(', 'if (!plurals.ok) continue;\n    if (!plurals.ok) return failed('],
    [
      'const what = known.includes(version)\n',
      'if (!known.includes(version)) continue;\n    const what = known.includes(version)\n',
    ],
    [
      'if (!success || data.groupVersion !== `${group}/${version}`) {',
      'if (!success) return { ok: true, value: new Set() };\n    if (false) {',
    ],
  ]),

  ...of('lambda/act/delete.ts', 'test/reap/companions.test.ts', [
    ['begun.companions, fresh.value, world)', 'begun.companions, facts, world)'],
  ]),
  ...of('lambda/act/release.ts', 'test/sweep/release.test.ts', [
    ['reading.value.tags.get(TAG.companionOf) !== companionMark(arn)', '!reading.value.tags.has(TAG.companionOf)'],
  ]),
  ...of('lambda/core/judge/in-tree.ts', 'test/core/judge/in-tree.test.ts', [
    ['namesakes.find((namesake) => namesake.cluster === owner.cluster)?.service;', 'namesakes[0]?.service;'],
  ]),
  ...of('lambda/kube/list.ts', 'test/kube/list.test.ts', [
    ['seen.push(...pass.seen);', 'seen.splice(0, seen.length, ...pass.seen);'],
  ]),
  ...of('lambda/tell/tell.ts', 'test/sweep/notice.test.ts', [
    ['writeAllDown(heard, now(), settings', 'writeAllDown(heard, frame.at, settings'],
  ]),
  ...of('lambda/core/judge/claims.ts', 'test/core/judge/claims.test.ts', [['    .trim()\n', '']]),
  ...of('lambda/collect/last-look.ts', 'test/reap/last-look.test.ts', [
    ['    ...clusters,\n    deletions,\n', '    ...clusters,\n'],
  ]),

  ...of('infra/permissions.ts', 'test/infra/permissions.test.ts', [
    ["StringEqualsIfExists: { [`aws:RequestTag/${TAG.approval}`]: 'pending' },", ''],
    [
      'StringNotEquals: { [APPROVAL_ON_RESOURCE]: OWN_WORDS },',
      "StringEquals: { [APPROVAL_ON_RESOURCE]: ['rejected', 'Rejected'] },",
    ],
    ["  Null: { [APPROVAL_ON_RESOURCE]: 'false' },\n", ''],
    [
      "      sid: 'LeaveAnswerAlone',\n      effect: Effect.DENY,\n      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],",
      "      sid: 'LeaveAnswerAlone',\n      effect: Effect.DENY,\n      actions: ['elasticloadbalancing:AddTags'],",
    ],
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
  ...of('lambda/settings/region.ts', 'test/settings/region.test.ts', [
    [
      'return setting.region === undefined || setting.region === region;',
      "return region !== '' || setting.region === region;",
    ],
    ['if (regions.length === 1 && regions[0] === region) return [];', 'if (regions.length === 1) return [];'],
  ]),
  ...of('lambda/settings/files.ts', 'test/cli/operator-settings.test.ts', [
    ['if (doubles.length === 0) return;', 'if (doubles.length < 9) return;'],
  ]),
  ...of('lambda/settings/schema.ts', 'test/settings/settings.test.ts', [
    ['ssm:[a-z0-9-]+:\\d{12}:parameter\\/[A-Za-z0-9/_.-]+)$/;', 'ssm:[a-z0-9-]+:\\d{12}:parameter\\/.+)$/;'],
  ]),
  ...of('infra/nlb-janitor.ts', 'test/infra/regional-refusals.test.ts', [
    [
      "const unplaced = unplacedWords(settings, isKnown ? region : '');",
      "const unplaced = unplacedWords(settings, 'x').slice(9);",
    ],
  ]),
  ...of('cli/operator-settings.ts', 'test/cli/operator-settings.test.ts', [
    ['const refusals = regionRefusalsOf({ ...settings });', 'const refusals: string[] = [];'],
  ]),
  ...of('lambda/settings/regional-refusals.ts', 'test/infra/regional-refusals.test.ts', [
    [
      "const because = isOfEks ? 'an EKS cluster is in one region, and another may have one of that name' : undefined;",
      'const because = undefined;',
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

/** Rows of one file and one test. */
function of(
  file: string,
  test: string,
  rows: readonly (readonly [text: string, replacement: string])[],
): readonly Mutation[] {
  return rows.map(([text, replacement]) => ({ file, text, replacement, test }));
}
