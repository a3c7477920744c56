/** Mutations of lambda/core/judge. */
import { of, type Mutation } from './rows.ts';

export const JUDGE: readonly Mutation[] = [
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
    ['mayBeOf(loadBalancer.vpcId, deletion) &&', ''],
    ['if (deletedAt === undefined) return presentCluster === undefined &&', 'if (deletedAt === undefined) return'],
    ['loadBalancer.createdAt.getTime() < earliestMs &&', '!(loadBalancer.createdAt.getTime() >= earliestMs) &&'],
    ["(recorderOf(deletion) === 'config' ? CAPTURE_LAG_MS : 0)", "(deletion.source === 'config' ? CAPTURE_LAG_MS : 0)"],
    ['!isDatedByTrail(deletion, told) &&', ''],
    ['return lagMs >= 0 && lagMs <= CAPTURE_LAG_MS;', 'return lagMs > 0 && lagMs < CAPTURE_LAG_MS;'],
    ['deletedAt.getTime() <= now.getTime() &&', ''],
    ['(presentCluster === undefined || deletedAt.getTime() < presentCluster.createdAt.getTime())', 'true'],
    [
      '(isPersonsWord(deletion) ? 2 : 0) + (vpcOf(deletion) === undefined ? 1 : 0)',
      '(vpcOf(deletion) === undefined ? 1 : 0)',
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
  ]),
  ...of('lambda/core/judge/dns-names.ts', 'test/core/judge/claims.test.ts', [
    ['    .toLowerCase()\n', ''],
    ["    .replace(/^dualstack\\./, '')", ''],
    ['return [written, ...partsFrom(/\\./g, written).map((rest) => rest.slice(1))]', 'return [written]'],
  ]),
  ...of('lambda/core/judge/dns-names.ts', 'test/core/judge/dns-names.test.ts', [["if (own === '') return false;", '']]),
  ...of('lambda/core/judge/dns-names.ts', 'test/core/judge/users/aws-services.test.ts', [
    ['return partsFrom(/\\.|\\{\\{/g, written).some((rest) => mayBecome(rest, `.${own}`));', 'return false;'],
  ]),
  ...of('lambda/core/judge/earlier-cluster.ts', 'test/core/judge/in-tree.test.ts', [
    [
      'const proof = proofOfDeletion(loadBalancer, clusterName, facts);',
      "const anyway = { name: clusterName, deletedAt: facts.now, vpcId: undefined, source: 'cloudtrail' } as const;\n  const proof = proofOfDeletion(loadBalancer, clusterName, facts) ?? anyway;",
    ],
  ]),
  ...of('lambda/core/judge/in-tree.ts', 'test/core/judge/in-tree.test.ts', [
    ['if (claimed !== undefined) return claimed;', ''],
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
  ...of('lambda/core/judge/hostname-claim.ts', 'test/core/judge/in-tree.test.ts', [
    [
      'if (holder === undefined) return undefined;',
      'if (holder === undefined || ownServiceGone(loadBalancer, owner, facts, claims) !== undefined) return undefined;',
    ],
  ]),
  ...of('lambda/core/judge/load-balancer-controller.ts', 'test/core/judge/load-balancer-controller.test.ts', [
    ['if (claimed !== undefined) return claimed;', ''],
    [
      'if (service !== undefined && isOfThisController(service)) {',
      "if (service?.type === 'LoadBalancer' && isOfThisController(service)) {",
    ],
    ["return result.is === 'unknown' ? { is: 'undecided', otherwise: result } : result;", 'return result;'],
    ['if (service !== undefined && isProven) {', 'if (service !== undefined) {'],
    ['if (!standing.youngerThanNlb || service !== undefined) {', 'if (!standing.youngerThanNlb) {'],
    ["standing.youngerThanNlb ? [{ kind: 'younger-cluster', words }] : [];", '[];'],
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
    ['if (served !== undefined) return `${served}, when', 'if (served === "") return `${served}, when'],
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
    ['return flows > 0 && amount >= LEAST_BYTES_ANSWERED * flows ?', 'return flows > 10 && amount > 0 ?'],
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
  ...of('lambda/core/judge/weigh.ts', 'test/core/judge/load-balancer-controller.test.ts', [
    [
      'isClusterGone: proof !== undefined }',
      "isClusterGone: suspicion.reason === 'cluster-gone' || suspicion.reason === 'previous-cluster' }",
    ],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/core/judge/weigh.test.ts', [
    ['if (isReplaced) {', "if (isReplaced && traffic.is !== 'none') {"],
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
    ['if (isReplaced) {', 'if (false) {'],
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
  ...of('lambda/core/judge/replaced.ts', 'test/core/judge/replaced.test.ts', [
    [
      'Number.isFinite(flows) ? Math.floor(Math.log10(Math.max(flows, 1))) : MOST_MAGNITUDE;',
      'Math.floor(Math.log10(Math.max(flows, 1)));',
    ],
  ]),
  ...of('lambda/core/judge/proof.ts', 'test/core/judge/proof.test.ts', [
    ['!isOfLaterCluster(deletion, told, loadBalancer) &&', ''],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/since-the-notice.test.ts', [
    ['cautions.push(...clientsServed(traffic));', ''],
  ]),
  ...of('lambda/core/judge/weigh.ts', 'test/reap/successor.test.ts', [
    ['...clientsAnswered(traffic, targetGroups)', ''],
  ]),
  ...of('lambda/core/judge/users/external-dns-targets.ts', 'test/core/judge/users/external-dns-targets.test.ts', [
    ['const gap = claims.sendToAddress ? gapInAddresses(loadBalancer, facts) : undefined;', 'const gap = undefined;'],
  ]),
  ...of('lambda/core/judge/users/capacity-reservation.ts', 'test/core/judge/users/capacity-reservation.test.ts', [
    [
      'if (reading === undefined) return unread(SOURCE,',
      "if (reading === undefined) return none('nothing'); else if (arn === '') return unread(SOURCE,",
    ],
    ['if (!reading.ok) return unread(SOURCE, reading.why);', "if (!reading.ok) return none('nothing');"],
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
  ...of('lambda/core/judge/dark-clusters.ts', 'test/core/plan/companions/may-go.test.ts', [
    ['return dark.name === place.taggedCluster || isNear(', 'return isNear('],
    ['if (!facts.isWholeFleet || namingCluster(', 'if (namingCluster('],
  ]),
  ...of('lambda/core/judge/host-templates.ts', 'test/core/judge/host-templates.test.ts', [
    ['return hostname.length - end.length >= at && hostname.endsWith(end);', 'return false;'],
  ]),
  ...of('lambda/core/judge/in-tree.ts', 'test/core/judge/in-tree.test.ts', [
    ['namesakes.find((namesake) => namesake.cluster === owner.cluster)?.service;', 'namesakes[0]?.service;'],
  ]),
  ...of('lambda/core/judge/dns-names.ts', 'test/core/judge/claims.test.ts', [['    .trim()\n', '']]),
];
