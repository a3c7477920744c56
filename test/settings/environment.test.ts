/** The settings on their way through the environment and back. */
import {
  SETTINGS_VARIABLE,
  settingsFromEnvironment,
  settingsToEnvironment,
} from '../../lambda/settings/environment.ts';
import { parseSettings, SettingsError } from '../../lambda/settings/settings.ts';
import { EVERYTHING, LEAST } from '../support/settings.ts';

const WHERE = 'cdk.json, context "nlb-janitor"';

describe('the environment', () => {
  it.each([
    ['the least', LEAST],
    ['everything', EVERYTHING],
  ])('gives back %s as it was', (_what, given) => {
    const settings = parseSettings(given, WHERE);
    expect(settingsFromEnvironment(settingsToEnvironment(settings))).toEqual(settings);
  });

  it('holds nothing but the one variable', () => {
    expect(Object.keys(settingsToEnvironment(parseSettings(LEAST, WHERE)))).toEqual([SETTINGS_VARIABLE]);
  });

  it.each([
    ['is absent', undefined, 'is missing'],
    ['is blank', '', 'is missing'],
    ['is not JSON', '{', 'is not JSON'],
    ['is no object', '7', 'settings are missing'],
    ['has a fault', '{"regions":["eu-west-3"],"graceDays":"7"}', 'graceDays: is "7"'],
  ])('is a SettingsError that names the variable when it %s', (_what, value, words) => {
    const read = () => settingsFromEnvironment({ [SETTINGS_VARIABLE]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(`environment variable ${SETTINGS_VARIABLE}: 1 fault(s)`);
    expect(read).toThrow(words);
  });
});
