/** Mutations of lambda/collect. */
import { of, type Mutation } from './rows.ts';

export const COLLECT: readonly Mutation[] = [
  ...of('lambda/collect/successors.ts', 'test/collect/inspections.test.ts', [
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
  ...of('lambda/collect/collect.ts', 'test/collect/collect.test.ts', [
    [
      '  const fleet = await readFleet(read, only);\n',
      "  await read.clusters.describe('prod');\n  const fleet = await readFleet(read, only);\n",
    ],
    ['{ ...first, ...(await readAllClusters(read, named)) }', 'first'],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/last-look.test.ts', [
    ['async () => readAllClusters(read, await readClusters(read, namedClusters(alone))));', 'async () => facts);'],
    ['    now,\n    loadBalancers,\n', '    now,\n'],
  ]),
  ...of('lambda/collect/users-of-leftovers.ts', 'test/reap/companions.test.ts', [
    ['const now: Facts = { ...facts, ...clusters };', 'const now: Facts = { ...facts };'],
  ]),
  ...of('lambda/collect/ripe.ts', 'test/reap/unreadable.test.ts', [
    ['if (!fleet.ok) return true;', 'if (!fleet.ok) return false;'],
    ['if (reading?.ok === false) return true;', ''],
  ]),
  ...of('lambda/collect/collect.ts', 'test/narrow.test.ts', [
    ['if (!listed.isWholeFleet && needsWholeFleet(listed)) return', 'if (false) return'],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/users.test.ts', [
    [
      "const look: LookOutside = by === 'automatic' ? { is: 'all' } : { is: 'again', earlier: facts.inspections };",
      "const look: LookOutside = { is: 'again', earlier: facts.inspections };",
    ],
    [
      '{ ...round.inspections.value, ...round.outside.value }',
      '{ ...round.outside.value, ...round.inspections.value }',
    ],
  ]),
  ...of('lambda/collect/second-round.ts', 'test/reap/slow-look.test.ts', [
    [
      'const areViewsOld = readAts.some((readAt) => isOld(readAt, ASK_AGAIN_AFTER_MS.views));',
      'const areViewsOld = false;',
    ],
    [
      'isOld(first.outside.askedAt, ASK_AGAIN_AFTER_MS.outsideUsers) ? await ask.outside() : first.outside;',
      'first.outside;',
    ],
    ['if (!isOld(first.inspections.askedAt, ASK_AGAIN_AFTER_MS.target)) return', 'if (clock()) return'],
  ]),
  ...of('lambda/collect/inspected-again.ts', 'test/collect/inspected-again.test.ts', [
    ['...without(before.health, own), ', '...before.health, '],
    [
      'if (!before.ok || !again.ok) return before.ok ? again : before;',
      'if (!again.ok) return before;\n  if (!before.ok) return again;',
    ],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/slow-look.test.ts', [
    ['      ...round.clusters.value,\n', ''],
    [
      '  const outside = await askOutside();\n',
      '  const { views } = await readAllClusters(read, { clusters: new Map(), views: new Map() });\n  const outside = await askOutside();\n  read = { ...read, kubernetes: { view: async ({ name }) => views.get(name) } };\n',
    ],
  ]),
  ...of('lambda/act/last-word.ts', 'test/reap/slow-look.test.ts', [
    ['at === undefined || !(now.getTime() - at.getTime() <= mostMs)', 'false'],
    ['at: askedAt?.target, mostMs', 'at: now, mostMs'],
    ['at: askedAt?.outsideUsers, mostMs', 'at: now, mostMs'],
    ['at: askedAt?.witnesses, mostMs', 'at: now, mostMs'],
  ]),
  ...of('lambda/collect/seen-removals.ts', 'test/collect/seen-removals.test.ts', [
    [
      'return listed.ok ? { ok: true, value: [...seen, ...listed.value] } : listed;',
      'return { ok: true, value: [...seen, ...(listed.ok ? listed.value : [])] };',
    ],
  ]),
  ...of('lambda/collect/last-look.ts', 'test/reap/last-look.test.ts', [
    ['    ...clusters.value,\n    deletions,\n', '    ...clusters.value,\n'],
  ]),
];
