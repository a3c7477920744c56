/** Mutations of lambda/aws. */
import { of, type Mutation } from './rows.ts';

export const AWS: readonly Mutation[] = [
  ...of('lambda/aws/chat-subscription.ts', 'test/aws/chat-subscription.test.ts', [
    ["(all[0] ?? 'none')", "(all[0] ?? 'all')"],
    ["return endpoint?.replace(/\\/$/, '') === AMAZON_Q;", 'return endpoint?.startsWith(AMAZON_Q) === true;'],
  ]),
  ...of('lambda/aws/load-balancers.ts', 'test/aws/load-balancers.test.ts', [
    ["hasName(error, 'InvalidAction')", "error instanceof Error && error.name.startsWith('Invalid')"],
  ]),
  ...of('lambda/aws/cluster-instances.ts', 'test/aws/cluster-instances.test.ts', [
    ["['pending', 'running', 'stopping', 'stopped']", "['pending', 'running']"],
  ]),
  ...of('lambda/aws/existing-load-balancers.ts', 'test/aws/existing-load-balancers.test.ts', [
    ['if (missing !== undefined) throw', "if (missing === '') throw"],
  ]),
  ...of('lambda/sweep.ts', 'test/sweep/summary.test.ts', [["turn.is === 'due' || areUsersDue", 'areUsersDue']]),
  ...of('lambda/aws/writing.ts', 'test/aws/wire.test.ts', [
    ["required($metadata.requestId, 'request ID');", 'void $metadata;'],
  ]),
  ...of('lambda/aws/pause-flip.ts', 'test/aws/wire.test.ts', [
    ["required(answer.Version, 'Version');", 'void answer;'],
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
  ...of('lambda/aws/janitor-stack.ts', 'test/aws/janitor-stack.test.ts', [
    [
      "if (isNoStack(error)) return { ok: true, value: { is: 'absent' } };",
      "return { ok: true, value: { is: 'absent' } };",
    ],
    ["error.name === 'ValidationError' && error.message", 'error.message'],
    ["&& error.message.endsWith('does not exist')", ''],
    ['described.length >= MOST_DESCRIBED', 'described.length > MOST_DESCRIBED'],
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
      'if (!success)\n    throw new IncompleteAnswerError(',
      'if (!success) return [];\n  if (!success)\n    throw new IncompleteAnswerError(',
    ],
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
  ...of('lambda/aws/s3-snapshots.ts', 'test/aws/s3-snapshots.test.ts', [["required(answer.ETag, 'ETag');", '']]),
  ...of('lambda/aws/s3-snapshot-reader.ts', 'test/aws/s3-snapshots.test.ts', [
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
];
