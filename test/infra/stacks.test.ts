import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NlbJanitor } from '../../infra/nlb-janitor.ts';
import { refusalsOf } from '../../infra/refusals.ts';
import { settingsIn } from '../../infra/stacks.ts';
import { settingsIn as settingsInFile } from '../../lambda/settings/files.ts';
import { parseSettings, SettingsError } from '../../lambda/settings/settings.ts';
import { FILLED_IN } from './support/sample-settings.ts';
import { appWith, removeSynthesized, stackWith, stacksWith } from './support/synthesized.ts';

afterAll(removeSynthesized);

const faultsOf = (given: unknown): readonly string[] => {
  try {
    settingsIn(appWith({ 'nlb-janitor': given }));
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
};

test('makes one stack for each region', () => {
  const stacks = stacksWith({ regions: ['eu-west-3', 'us-east-1'] });
  expect(stacks.map(({ stackName, region }) => [stackName, region])).toEqual([
    ['nlb-janitor-eu-west-3', 'eu-west-3'],
    ['nlb-janitor-us-east-1', 'us-east-1'],
  ]);
});

test('ships an example that can be deployed as it is and only looks, and a cdk.json without settings', () => {
  const found = settingsInFile(join(process.cwd(), 'nlb-janitor.example.json'));
  expect(settingsIn(appWith(), found)).toEqual(parseSettings({ regions: ['eu-west-3'], mode: 'report' }, 'test'));
  // Its context would stand against everybody's nlb-janitor.json.
  const { context } = JSON.parse(readFileSync(join(process.cwd(), 'cdk.json'), 'utf8'));
  expect(context).not.toHaveProperty('nlb-janitor');
  expect(readFileSync(join(process.cwd(), '.gitignore'), 'utf8').split('\n')).toContain('nlb-janitor.json');
});

describe('a settings file', () => {
  const inFile = { given: { regions: ['us-east-1'] }, where: 'nlb-janitor.json' };

  test('is taken where there is no context', () => {
    expect(settingsIn(appWith(), inFile).regions).toEqual(['us-east-1']);
  });

  test('is named by its faults', () => {
    expect(() => settingsIn(appWith(), { ...inFile, given: {} })).toThrow(/^nlb-janitor\.json: 1 fault/);
  });

  test('is refused beside a context: nobody could say which of the two counts', () => {
    const app = appWith({ 'nlb-janitor': { regions: ['eu-west-3'] } });
    expect(() => settingsIn(app, inFile)).toThrow(
      /^nlb-janitor\.json and cdk\.json, context "nlb-janitor": .*\n.*both/,
    );
  });
});

test('lists all faults at once, each with its key and how to fix it', () => {
  const faults = faultsOf({ regions: [], approval: 'automatic', graceDay: 3, maxDeletesPerDay: '5' });
  expect(faults).toEqual([
    expect.stringMatching(/^graceDay: .*did you mean "graceDays"/),
    expect.stringMatching(/^regions: .*name at least one region/),
    expect.stringMatching(/^maxDeletesPerDay: .*whole number/),
    expect.stringMatching(/^emails: .*approval "required"/),
  ]);
});

test('says that settings are missing when there are none', () => {
  expect(faultsOf(undefined)).toEqual([expect.stringContaining('settings are missing')]);
});

test('leaves no half of an app behind when settings are wrong', () => {
  const app = appWith({ 'nlb-janitor': { regions: ['eu-west-3'], approval: 'automatic' } });
  expect(() => settingsIn(app)).toThrow(SettingsError);
  expect(app.node.children).toEqual([]);
});

describe('refuses', () => {
  const good = { regions: ['eu-west-3'], approval: 'required' };

  test('nothing of what can be deployed', () => {
    expect(refusalsOf(good)).toEqual([]);
    expect(refusalsOf({ ...good, ...FILLED_IN, snapshotBucket: 'my-old-snapshots' })).toEqual([]);
    expect(refusalsOf({ ...good, regions: ['eu-west-3', 'us-east-1'] })).toEqual([]);
  });

  describe('automatic approval', () => {
    const automatic = { ...good, approval: 'automatic', emails: ['team@shop.example'] };

    test('but not where people hear, every source is on, and the reminder fits into the window', () => {
      expect(refusalsOf(automatic)).toEqual([]);
      expect(refusalsOf({ ...automatic, usersOfNlb: { cloudfront: 'on' }, dnsRecords: 'veto' })).toEqual([]);
    });

    test.each([
      ['nobody', [], 1],
      ['somebody', ['team@shop.example'], 0],
    ])('where %s would hear', (_, emails, number) => {
      const faults = refusalsOf({ ...automatic, emails });
      expect(faults).toHaveLength(number);
      expect(faults.every((fault) => /^emails: is empty.*give an address/.test(fault))).toBe(true);
      expect(refusalsOf({ ...good, emails })).toEqual([]);
    });

    test('but not where a chat would hear', () => {
      expect(refusalsOf({ ...automatic, emails: [], chat: FILLED_IN.chat })).toEqual([]);
    });

    test('where the settings say nothing of who hears', () => {
      expect(refusalsOf({ ...good, approval: 'automatic' })).toEqual([expect.stringMatching(/^emails: is empty/)]);
    });

    test('while a source of users is off, with its name and what to do', () => {
      const usersOfNlb = { cloudfront: 'off', 'route-53': 'off', 'traffic-mirror': 'on' };
      expect(refusalsOf({ ...automatic, usersOfNlb })).toEqual([
        expect.stringMatching(/^usersOfNlb: switches .*off.*switch them on, or give approval "required"$/),
      ]);
      const [fault = ''] = refusalsOf({ ...automatic, usersOfNlb });
      expect([fault.includes('"cloudfront"'), fault.includes('"route-53"'), fault.includes('mirror')]).toEqual([
        true,
        true,
        false,
      ]);
      expect(refusalsOf({ ...automatic, approval: 'required', usersOfNlb })).toEqual([]);
    });

    test.each([
      [{ graceDays: 1, reminderHours: 24 }, []],
      [{ graceDays: 1, reminderHours: 25 }, ['more than the 24 hours of graceDays 1', 'give at most 24']],
      [{ graceDays: 1 }, []],
      [{ graceDays: 0 }, ['is 24, more than the 0 hours of graceDays 0', 'give more graceDays']],
      [{ reminderHours: 168 }, []],
      [{ reminderHours: 169 }, ['give at most 168, or more graceDays']],
    ])('with a reminder before the notice: %j', (part, said) => {
      const faults = refusalsOf({ ...automatic, ...part });
      expect(faults).toHaveLength(Math.min(1, said.length));
      for (const words of said) expect(faults[0]).toContain(words);
      expect(refusalsOf({ ...automatic, ...part, approval: 'required' })).toEqual([]);
    });
  });

  test('a schedule whose last run is over when it is deployed', () => {
    const ended = { ...good, schedule: 'cron(0 6 1 3 ? 2026)' };
    expect(refusalsOf(ended, new Date('2026-03-01T05:59:00Z'))).toEqual([]);
    expect(refusalsOf(ended, new Date('2026-03-01T06:00:00Z'))).toEqual([
      'schedule: is "cron(0 6 1 3 ? 2026)" — its last run is over; give rate(1 hour)',
    ]);
  });

  test('a veto by records that nobody reads', () => {
    const off = { 'route-53': 'off' };
    expect(refusalsOf({ ...good, dnsRecords: 'veto', usersOfNlb: off })).toEqual([
      expect.stringMatching(/^dnsRecords: is "veto".*"route-53" off/),
    ]);
    expect(refusalsOf({ ...good, dnsRecords: 'caution', usersOfNlb: off })).toEqual([]);
    expect(refusalsOf({ ...good, dnsRecords: 'veto', usersOfNlb: {} })).toEqual([]);
  });

  test('one VPC for two regions', () => {
    const network = FILLED_IN.network;
    expect(refusalsOf({ ...good, regions: ['eu-west-3', 'us-east-1'], network })).toEqual([
      expect.stringMatching(/^network: /),
    ]);
  });

  test('one bucket for two regions', () => {
    const snapshotBucket = 'my-old-snapshots';
    expect(refusalsOf({ ...good, regions: ['eu-west-3', 'us-east-1'], snapshotBucket })).toEqual([
      expect.stringMatching(/^snapshotBucket: /),
    ]);
  });

  test('two entries for one cluster', () => {
    const clusterAccess = ['group', 'view-policy'].map((by) => ({ cluster: 'prod', by }));
    expect(refusalsOf({ ...good, clusterAccess })).toEqual([
      expect.stringMatching(/^clusterAccess: names "prod" twice/),
    ]);
  });

  test('more settings than fit into the environment of a function', () => {
    const deletedClusters = Array.from({ length: 60 }, (_, index) => ({
      name: `cluster-${index}`,
      deletedAt: '2026-02-01T00:00:00Z',
    }));
    expect(refusalsOf({ ...good, deletedClusters: deletedClusters.slice(0, 30) })).toEqual([]);
    expect(refusalsOf({ ...good, deletedClusters })).toEqual([expect.stringMatching(/^settings: are \d+ bytes/)]);
  });

  test('malformed settings without a crash: another message is for those', () => {
    expect(
      refusalsOf({ regions: 5, network: null, clusterAccess: [null, 7, { cluster: {} }, { cluster: {} }] }),
    ).toEqual([]);
  });
});

test('refuses automatic approval in an app of your own too', () => {
  const settings = parseSettings({ regions: ['eu-west-3'], approval: 'automatic' }, 'test');
  expect(() => new NlbJanitor(stackWith({ mode: 'report' }), 'Second', { settings })).toThrow(
    /emails: is empty, and approval is "automatic"/,
  );
});
