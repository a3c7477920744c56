/**
 * The CDK app: `cdk deploy --all` makes one stack for each region of the settings. Nothing may import this file, since
 * it runs.
 */
import { App } from 'aws-cdk-lib';
import { settingsFileIn } from '../lambda/settings/files.ts';
import { SettingsError } from '../lambda/settings/settings.ts';
import { addStacks, settingsIn } from './stacks.ts';

try {
  const app = new App();
  // The CDK runs this in the folder of its cdk.json.
  addStacks(app, settingsIn(app, settingsFileIn(process.cwd())));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  // Without this exit the CDK would write an empty assembly and call it a success.
  console.error(error.message);
  process.exit(1);
}
