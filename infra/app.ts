/**
 * The CDK app: `cdk deploy --all` makes one stack for each region of cdk.json. Nothing may import this file, since it
 * runs.
 */
import { App } from 'aws-cdk-lib';
import { SettingsError } from '../lambda/settings/settings.ts';
import { addStacks, settingsIn } from './stacks.ts';

try {
  const app = new App();
  addStacks(app, settingsIn(app));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  // Without this exit the CDK would write an empty assembly and call it a success.
  console.error(error.message);
  process.exit(1);
}
