/** The settings file for `doctor`: a file with faults is one more thing to tell, not the end of it. */
import { briefOf } from '../lambda/compose/settings-brief.ts';
import type { WrittenSettings } from '../lambda/model/doctor.ts';
import type { Settings } from '../lambda/settings/settings.ts';
import { UsageError } from './errors.ts';
import { operatorSettings } from './operator-settings.ts';

export interface DoctorSettings {
  readonly regions: readonly string[];
  readonly settings: Settings | undefined;
  /** Of one region. */
  readonly written: (region: string) => WrittenSettings;
}

/** @param file named by --settings; undefined looks in this folder */
export function doctorSettings(file: string | undefined): DoctorSettings {
  try {
    const { settings, regions } = operatorSettings(file);
    if (regions.length === 0) return { regions, settings: undefined, written: () => ({ is: 'none' }) };
    return {
      regions,
      settings,
      written: (region) => ({ is: 'valid', regions, brief: briefOf(settings, region) }),
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const faults = error.message.split('\n').map((line) => line.replace(/^ *- /, ''));
    return { regions: [], settings: undefined, written: () => ({ is: 'faulty', faults }) };
  }
}
