/** What a CDK app of your own needs: the construct and its settings. The entry of the packed package. */
export { parseSettings, SettingsError, type Settings } from '../lambda/settings/settings.ts';
export { NlbJanitor, type NlbJanitorProps } from './nlb-janitor.ts';
