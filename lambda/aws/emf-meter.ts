/**
 * Writes the figures of a run as one line of CloudWatch's embedded metric format, from which CloudWatch makes metrics. It
 * goes past Lambda's console straight to the log, a line of its own beside those of the logger.
 */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

import { FIGURES, METRICS_NAMESPACE, type FigureName } from '../model/figures.ts';
import type { Meter } from '../ports/write.ts';

const UNITS = {
  count: MetricUnit.Count,
  milliseconds: MetricUnit.Milliseconds,
  usd: MetricUnit.NoUnit,
} as const satisfies Readonly<Record<(typeof FIGURES)[FigureName], string>>;

/** @param service the one dimension: every value of every other would be a metric more to pay for */
export function emfMeter(service: string): Meter {
  return {
    record: (figures) => {
      const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
      for (const [name, kind] of Object.entries(FIGURES) as [FigureName, (typeof FIGURES)[FigureName]][]) {
        const value = figures[name];
        if (value !== undefined) metrics.addMetric(name, UNITS[kind], value);
      }
      metrics.publishStoredMetrics();
    },
  };
}
