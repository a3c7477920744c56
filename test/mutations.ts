/**
 * What must not survive: for each `SAFETY:` mark the change that it warns of, and the test file that must go red with it.
 * `npm run mutate` applies each and runs that file alone; test/layers.test.ts finds a mark without a row. The rows stand in
 * test/mutations/, by room.
 */
import { ACT } from './mutations/act.ts';
import { AWS } from './mutations/aws.ts';
import { CLI } from './mutations/cli.ts';
import { COLLECT } from './mutations/collect.ts';
import { CORE } from './mutations/core.ts';
import { INFRA } from './mutations/infra.ts';
import { JUDGE } from './mutations/judge.ts';
import { KUBE } from './mutations/kube.ts';
import { RECORDS } from './mutations/records.ts';
import { RUNS } from './mutations/runs.ts';
import { SETTINGS } from './mutations/settings.ts';
import { TELL } from './mutations/tell.ts';
import type { Mutation } from './mutations/rows.ts';

export type { Mutation };

export const MUTATIONS: readonly Mutation[] = [
  ...ACT,
  ...AWS,
  ...CLI,
  ...COLLECT,
  ...CORE,
  ...INFRA,
  ...JUDGE,
  ...KUBE,
  ...RECORDS,
  ...RUNS,
  ...SETTINGS,
  ...TELL,
];
