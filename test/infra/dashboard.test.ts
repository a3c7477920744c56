/** The dashboard shows figures that runs write, and stands only where they do. */
import { FIGURES } from '../../lambda/model/figures.ts';
import { templateWith } from './support/templates.ts';

function bodyWith(given: Readonly<Record<string, unknown>>): string {
  const [dashboard, ...others] = Object.values(templateWith(given).findResources('AWS::CloudWatch::Dashboard'));
  expect(others).toEqual([]);
  expect(dashboard?.['Properties'].DashboardName).toEqual('nlb-janitor-eu-west-3');
  const parts = dashboard?.['Properties'].DashboardBody['Fn::Join'][1] as readonly unknown[];
  return parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}

interface Body {
  readonly widgets: readonly { readonly properties: { readonly metrics: readonly (readonly unknown[])[] } }[];
}

/** Name and function of each figure that is shown. */
function figuresIn(body: string): readonly (readonly [string, string])[] {
  const { widgets } = JSON.parse(body) as Body;
  return widgets
    .flatMap(({ properties }) => properties.metrics)
    .filter(([namespace]) => namespace === 'nlb-janitor')
    .map(([, name, dimension, value]) => {
      expect(dimension).toBe('service');
      return [String(name), String(value)] as const;
    });
}

test('shows every figure, of the function that writes it', () => {
  const shown = figuresIn(bodyWith({}));
  expect(new Set(shown.map(([name]) => name))).toEqual(new Set(Object.keys(FIGURES)));
  const of = (name: string): ReadonlySet<string> => new Set(shown.filter(([one]) => one === name).map(([, by]) => by));
  expect(of('Waiting')).toEqual(new Set(['nlb-janitor-sweep']));
  expect(of('Deleted')).toEqual(new Set(['nlb-janitor-reap']));
  expect(of('AwsCalls')).toEqual(new Set(['nlb-janitor-sweep', 'nlb-janitor-reap']));
});

test.each(['report', 'quarantine'])('shows nothing of reap in mode %s, where there is none', (mode) => {
  expect(new Set(figuresIn(bodyWith({ mode })).map(([, by]) => by))).toEqual(new Set(['nlb-janitor-sweep']));
});

test('is not there where the figures are off', () => {
  templateWith({ metrics: 'off' }).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
});

test('no alarm looks at a figure', () => {
  const alarms = JSON.stringify(templateWith({}).findResources('AWS::CloudWatch::Alarm'));
  expect(Object.keys(FIGURES).filter((name) => alarms.includes(`"MetricName":"${name}"`))).toEqual([]);
});
