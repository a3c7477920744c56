/** Mutations of cli. */
import { of, type Mutation } from './rows.ts';

export const CLI: readonly Mutation[] = [
  ...of('cli/pause-seen.ts', 'test/cli/pause-seen.test.ts', [
    ['if (reading.value.is === wanted) return reading;', 'return reading;'],
  ]),
  ...of('cli/tags-seen.ts', 'test/cli/tags-seen.test.ts', [
    ['if (isShown(reading.value, shows)) return written;', 'return written;'],
  ]),
  ...of('cli/remove-tags.ts', 'test/cli/uninstall.test.ts', [
    [
      'const reading = await reader.tagsOf(arn);',
      "const reading = { ok: true as const, value: { is: 'present' as const, tags: (targets.find((one) => one.arn === arn) as Tagged).tags } };",
    ],
  ]),
  ...of('cli/operator-settings.ts', 'test/cli/operator-settings.test.ts', [
    ['const refusals = regionRefusalsOf({ ...settings });', 'const refusals: string[] = [];'],
  ]),
];
