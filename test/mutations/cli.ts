/** Mutations of cli. */
import { of, type Mutation } from './rows.ts';

export const CLI: readonly Mutation[] = [
  ...of('cli/pause-seen.ts', 'test/cli/pause-seen.test.ts', [
    ['if (reading.value.is === wanted) return reading;', 'return reading;'],
  ]),
  ...of('cli/tags-seen.ts', 'test/cli/tags-seen.test.ts', [
    ['if (isShown(reading.value, shows)) return written;', 'return written;'],
  ]),
  ...of('cli/operator-settings.ts', 'test/cli/operator-settings.test.ts', [
    ['const refusals = regionRefusalsOf({ ...settings });', 'const refusals: string[] = [];'],
  ]),
];
