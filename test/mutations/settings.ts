/** Mutations of lambda/settings. */
import { of, type Mutation } from './rows.ts';

export const SETTINGS: readonly Mutation[] = [
  ...of('lambda/settings/deletion-hours.ts', 'test/settings/deletion-hours.test.ts', [
    ['isOn(weekday) && from <= minute && minute < to', 'isOn(weekday) && from <= minute && minute <= to'],
    ['isOn(weekday) && from <= minute && minute < to', 'isOn(weekday) && from < minute && minute < to'],
    ['minute < to && isOn(weekday - 1)', 'minute < to && isOn(weekday)'],
    ['minute < to && isOn(weekday - 1)', 'minute <= to && isOn(weekday - 1)'],
    ['offset === local.offset ? step : 1', 'offset === Number.NaN ? 1 : step'],
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
    [
      'federated-user\\/[\\w+=,.@*-]*[\\w+=,.@-][\\w+=,.@*-]*|assumed-role\\/[\\w+=,.@*-]*[\\w+=,.@-]',
      'federated-user\\/[\\w+=,.@*-]*[\\w+=,.@-][\\w+=,.@*-]*|assumed-role\\/[\\w+=,.@*-]*',
    ],
    ['ssm:[a-z0-9-]+:\\d{12}:parameter\\/[A-Za-z0-9/_.-]+)$/;', 'ssm:[a-z0-9-]+:\\d{12}:parameter\\/.+)$/;'],
  ]),
  ...of('lambda/settings/regional-refusals.ts', 'test/infra/regional-refusals.test.ts', [
    [
      "const because = isOfEks ? 'an EKS cluster is in one region, and another may have one of that name' : undefined;",
      'const because = undefined;',
    ],
  ]),
];
