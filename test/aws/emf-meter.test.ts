/** The line from which CloudWatch makes metrics: embedded metric format, one dimension, the figures that there are. */
import { emfMeter } from '../../lambda/aws/emf-meter.ts';
import { FIGURES, type Figures } from '../../lambda/model/figures.ts';

interface Emf {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
}

function lineOf(figures: Figures): Emf & Readonly<Record<string, unknown>> {
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    emfMeter('nlb-janitor-sweep').record(figures);
  } finally {
    write.mockRestore();
  }
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{[^\n]*\}\n$/);
  return JSON.parse(written[0] ?? '') as Emf & Readonly<Record<string, unknown>>;
}

it('has every figure with its unit, in one namespace by one dimension', () => {
  const all = Object.fromEntries(Object.keys(FIGURES).map((name, index) => [name, index])) as Figures;
  const line = lineOf(all);
  expect(line).toMatchObject({ ...all, service: 'nlb-janitor-sweep' });
  const [metrics, ...others] = line['_aws'].CloudWatchMetrics;
  expect(others).toEqual([]);
  expect(metrics).toMatchObject({ Namespace: 'nlb-janitor', Dimensions: [['service']] });
  expect(metrics?.Metrics.map(({ Name }) => Name)).toEqual(Object.keys(FIGURES));
  const units = new Map(metrics?.Metrics.map(({ Name, Unit }) => [Name, Unit]));
  expect([units.get('Waiting'), units.get('Duration'), units.get('SavedUsdPerMonth')]).toEqual([
    'Count',
    'Milliseconds',
    'None',
  ]);
});

it('leaves out what the run has no figure for, and says zero where it is zero', () => {
  const line = lineOf({ Deleted: 0 });
  expect(line).toMatchObject({ Deleted: 0 });
  expect(line['_aws'].CloudWatchMetrics[0]?.Metrics).toEqual([{ Name: 'Deleted', Unit: 'Count' }]);
});
