/**
 * The CDK app: `cdk deploy --all` makes one stack for each region of the settings. Nothing may import this file, since
 * it runs.
 */
import { App } from 'aws-cdk-lib';
import { cdkContextIn, settingsFileIn } from '../lambda/settings/files.ts';
import { SettingsError } from '../lambda/settings/settings.ts';
import { addStacks, settingsIn } from './stacks.ts';

try {
  const app = new App();
  // The CDK has read it too, and of two equal keys taken the last without a word.
  cdkContextIn(process.cwd());
  // The CDK runs this in the folder of its cdk.json.
  addStacks(app, settingsIn(app, settingsFileIn(process.cwd())));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  // Without this exit the CDK would write an empty assembly and call it a success.
  console.error(error.message);
  process.exit(1);
}
