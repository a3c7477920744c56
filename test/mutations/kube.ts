/** Mutations of lambda/kube. */
import { of, type Mutation } from './rows.ts';

export const KUBE: readonly Mutation[] = [
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
  ...of('lambda/kube/list.ts', 'test/kube/list.test.ts', [
    ['seen.push(...pass.seen);', 'seen.splice(0, seen.length, ...pass.seen);'],
  ]),
];
