/** What several commands take alike, and what each is given. */
import { Option, type Command } from 'commander';
import type { Output } from './output.ts';

/** A program that commands are added to. */
export interface Program {
  readonly program: Command;
  readonly output: Output;
  /** Folder of this package. */
  readonly root: string;
  /** Called with the exit status, once the command is done. */
  readonly ends: (status: number) => void;
}

/** Help for the argument `<which>`. */
export const WHICH = 'ARN, name, DNS name or namespace/service';

/** Regions and profile. */
export function inRegions(command: Command): Command {
  return command.addOption(regions()).option('-p, --profile <name>', 'profile of your AWS configuration');
}

/** What a command needs to judge as the functions do. */
export function judging(command: Command): Command {
  return inRegions(command).addOption(settingsFile()).option('-q, --quiet', 'no progress on stderr');
}

export function settingsFile(): Option {
  return new Option(
    '--settings <file>',
    'file with the settings (default: nlb-janitor.json or cdk.json, where there is one)',
  );
}

export function snapshotBucket(): Option {
  return new Option(
    '-b, --bucket <name>',
    'snapshot bucket with what was deleted (default: that of the settings or of the stack)',
  );
}

/** @param formats the first one by default */
export function outputFormat(...formats: readonly [string, ...string[]]): Option {
  return new Option('-o, --output <format>', 'how to print').choices(formats).default(formats[0]);
}

function regions(): Option {
  return new Option('-r, --region <region>', 'AWS region; repeat it for several')
    .default([] as string[], 'those of nlb-janitor.json, or that of the environment')
    .argParser((value: string, before: string[]) => [...before, value]);
}
