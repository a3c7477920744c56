/** The meter, loaded at the end of a run. */
import type { Meter } from '../ports/write.ts';

/** @param service as the logger calls the function */
export function meterOf(service: string): {
  readonly record: (figures: Parameters<Meter['record']>[0]) => Promise<void>;
} {
  return {
    record: async (figures) => (await import('../aws/emf-meter.ts')).emfMeter(service).record(figures),
  };
}
