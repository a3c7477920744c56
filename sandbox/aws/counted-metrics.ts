/** Metrics of an account in a box that no traffic makes: what services and logs counted, by the instant. */

export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

export class CountedMetrics {
  readonly #points = new Map<string, { readonly metric: MetricName; readonly points: { at: Date; value: number }[] }>();

  add(metric: MetricName, at: Date, value: number): void {
    const key = keyOf(metric);
    const known = this.#points.get(key) ?? { metric, points: [] };
    known.points.push({ at, value });
    this.#points.set(key, known);
  }

  /** Those of a namespace and name that ever had a data point. */
  named(namespace: string | undefined, name: string | undefined): readonly MetricName[] {
    return [...this.#points.values()]
      .map(({ metric }) => metric)
      .filter((metric) => metric.namespace === namespace && metric.name === name);
  }

  /** Values from the first instant to the last, the last left out. */
  values(metric: MetricName, fromMs: number, toMs: number): readonly number[] {
    const points = this.#points.get(keyOf(metric))?.points ?? [];
    return points.filter(({ at }) => at.getTime() >= fromMs && at.getTime() < toMs).map(({ value }) => value);
  }
}

function keyOf({ namespace, name, dimensions = {} }: MetricName): string {
  return JSON.stringify([
    namespace,
    name,
    Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}
