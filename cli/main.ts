/**
 * The command line: parses arguments, loads the one command that was asked for, turns errors into exit codes. Commands
 * are imported when they are run, so that reading ones never load code that writes.
 */
import { Command, CommanderError } from 'commander';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { terminalOutput, type Output } from './output.ts';
import { addReadingCommands } from './reading-commands.ts';
import { addWritingCommands } from './writing-commands.ts';

const HELP = `
Examples:
  npx nlb-janitor demo
  npx nlb-janitor scan --region eu-west-3 --region eu-west-1
  npx nlb-janitor scan --output json --profile production > scan.json
  npx nlb-janitor scan --fail-on orphan
  npx nlb-janitor explain payments/api
  npx nlb-janitor doctor --region eu-west-3
  npx nlb-janitor access prod --region eu-west-3
  npx nlb-janitor status --region eu-west-3
  npx nlb-janitor confirm-gone --region eu-west-3 old-prod
  npx nlb-janitor keep payments/api a3f2504e04f8941d39a0c0305e82c330 --until 2030-12-31

<which> is an ARN, a name, a DNS name, or the Service as namespace/service.
Regions: --region, else those of nlb-janitor.json in this folder, else AWS_REGION,
AWS_DEFAULT_REGION or the profile. Credentials and endpoints come from the standard
AWS variables and files.
Exit status: 0 judged, 1 could not (doctor: a check failed), 2 wrong usage, 3 found
what --fail-on names.`;

/** Commands that ask AWS nothing. */
const IN_THE_SANDBOX = new Set(['demo', 'preview-messages']);

interface About {
  readonly version: string;
  /** Folder of this package. */
  readonly root?: string;
}

/** The command line of a terminal. @returns the exit status, once all is written */
export async function run(args: readonly string[], about: About): Promise<number> {
  const output = terminalOutput();
  return output.settled(await main(args, { ...about, output }));
}

/** @returns the exit status */
export async function main(
  args: readonly string[],
  { version, root = '.', output }: About & { readonly output: Output },
): Promise<number> {
  let status: number = EXIT.judged;
  const program = new Command('nlb-janitor')
    .description('Finds the Network Load Balancers that Kubernetes left behind on AWS.')
    .version(version, '-V, --version')
    .addHelpText('after', HELP)
    .showHelpAfterError('(npx nlb-janitor --help lists what there is)')
    .configureOutput({ writeOut: (text) => output.result(text), writeErr: (text) => output.say(text.trimEnd()) })
    .exitOverride()
    .hook('preAction', async (_program, command) => {
      if (IN_THE_SANDBOX.has(command.name())) return;
      const [{ requireProfile }, { requireRegionNames }] = await Promise.all([
        import('./profile.ts'),
        import('./regions.ts'),
      ]);
      // Also where a command does not come to ask for them.
      const { region: asked = [], profile } = command.opts<{ region?: readonly string[]; profile?: string }>();
      requireRegionNames(asked);
      requireProfile(profile);
    });

  program
    .command('demo')
    .description('lives through ten days of an account in a box: no AWS, no cluster, nothing to break')
    .option('--days', 'everything that happens, day by day, instead of four acts')
    .action(async (options) => {
      const { demo } = await import('./demo.ts');
      status = await demo(options, output);
    });

  program
    .command('preview-messages')
    .description('writes every kind of message, as mail and for Slack, into a folder to look at: no AWS, no network')
    .option('-o, --output <folder>', 'new or empty folder, or one with an earlier preview', 'nlb-janitor-messages')
    .action(async (options) => {
      const { previewMessages } = await import('./preview-messages.ts');
      status = await previewMessages(options, output);
    });

  const commands = { program, output, root, ends: (given: number) => void (status = given) };
  addReadingCommands(commands);
  addWritingCommands(commands);
  program.commands.forEach(namedInItsErrors);

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    return statusOf(error, output);
  }
  return status;
}

/** What is wrong with an option says to which command it was given, and where the options of that one are listed. */
function namedInItsErrors(command: Command): void {
  const called = `nlb-janitor ${command.name()}`;
  command
    .showHelpAfterError(`(npx ${called} --help lists its options)`)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, `error: ${called}: `)) });
}

function statusOf(error: unknown, output: Output): number {
  // Commander has printed its own message; help that was asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.judged : EXIT.wrongUsage;
  if (error instanceof UsageError) {
    output.say(`nlb-janitor: ${error.message}`);
    return EXIT.wrongUsage;
  }
  if (error instanceof CouldNotError) {
    output.say(`nlb-janitor: ${error.message}`);
    return EXIT.couldNot;
  }
  output.say(`nlb-janitor: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.couldNot;
}
