/**
 * The command line: parses arguments, loads the one command that was asked for, turns errors into exit codes. Commands
 * are imported when they are run, so that reading ones never load code that writes.
 */
import { Command, CommanderError, Option } from 'commander';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import { terminalOutput, type Output } from './output.ts';

const HELP = `
Examples:
  nlb-janitor demo
  nlb-janitor scan --region eu-west-3 --region eu-west-1
  nlb-janitor scan --output json --profile production > scan.json
  nlb-janitor scan --fail-on orphan
  nlb-janitor explain payments/api
  nlb-janitor doctor --region eu-west-3
  nlb-janitor access prod --region eu-west-3
  nlb-janitor status --region eu-west-3
  nlb-janitor confirm-gone --region eu-west-3 old-prod
  nlb-janitor keep payments/api a3f2504e04f8941d39a0c0305e82c330 --until 2026-12-31

<which> is an ARN, a name, a DNS name, or the Service as namespace/service.
Regions: --region, else those of nlb-janitor.json in this folder, else AWS_REGION,
AWS_DEFAULT_REGION or the profile. Credentials and endpoints come from the standard
AWS variables and files.
Exit status: 0 judged, 1 could not (doctor: a check failed), 2 wrong usage, 3 found
what --fail-on names.`;

/** Commands that ask AWS nothing. */
const IN_THE_SANDBOX = new Set(['demo', 'preview-messages']);

const WHICH = 'ARN, name, DNS name or namespace/service';

interface Program {
  readonly version: string;
  /** Folder of this package. */
  readonly root?: string;
}

/** The command line of a terminal. @returns the exit status, once all is written */
export async function run(args: readonly string[], about: Program): Promise<number> {
  const output = terminalOutput();
  return output.settled(await main(args, { ...about, output }));
}

/** @returns the exit status */
export async function main(
  args: readonly string[],
  { version, root = '.', output }: Program & { readonly output: Output },
): Promise<number> {
  let status: number = EXIT.judged;
  const program = new Command('nlb-janitor')
    .description('Finds the Network Load Balancers that Kubernetes left behind on AWS.')
    .version(version, '-V, --version')
    .addHelpText('after', HELP)
    .showHelpAfterError('(nlb-janitor --help lists what there is)')
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

  const region = new Option('-r, --region <region>', 'AWS region; repeat it for several')
    .default([] as string[], 'those of nlb-janitor.json, or that of the environment')
    .argParser((value: string, before: string[]) => [...before, value]);
  const flipOptions = (command: Command): Command =>
    command.addOption(region).option('-p, --profile <name>', 'profile of your AWS configuration');
  const shared = (command: Command): Command =>
    flipOptions(command)
      .option('--settings <file>', 'file with the settings (default: nlb-janitor.json or cdk.json, where there is one)')
      .option('-q, --quiet', 'no progress on stderr');

  shared(
    program
      .command('scan')
      .description(
        'judges every Network Load Balancer of a real account; writes nothing (result on stdout, progress on stderr)',
      ),
  )
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['table', 'json', 'markdown']).default('table'),
    )
    .addOption(new Option('--fail-on <verdict...>', 'exit with 3 when one is found').choices(['unknown', 'orphan']))
    .action(async (options) => {
      const { scan } = await import('./scan.ts');
      status = await scan(options, output);
    });

  shared(
    program
      .command('explain')
      .argument('<which>', WHICH)
      .description('shows every signal for one load balancer, also why it is not an orphan; writes nothing'),
  ).action(async (which: string, options) => {
    const { explain } = await import('./explain.ts');
    status = await explain(which, options, output);
  });

  shared(
    program
      .command('doctor')
      .description(
        'checks an account and region, before and after the deployment, and says what to fix; writes nothing without --test-message',
      ),
  )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--test-message', 'sends a message to the topic that says it is a test')
    .action(async ({ testMessage, ...options }) => {
      // Apart from the rest, which loads nothing that can write.
      const send = testMessage === true ? (await import('./doctor-test-message.ts')).sendTestMessage : undefined;
      const { doctor } = await import('./doctor.ts');
      status = await doctor(options, output, send);
    });

  shared(
    program
      .command('access')
      .argument('<cluster>', 'name of the EKS cluster')
      .option('--by <way>', 'group or view-policy (default: what clusterAccess says, else group)')
      .option('--role-arn <arn...>', 'these roles or users, instead of those of the janitor')
      .option('--for-me', 'whoever you are to AWS, to scan by hand')
      .addOption(new Option('-o, --output <format>', 'how to print').choices(['text', 'json']).default('text'))
      .description('prints how to let the janitor read a cluster, and how to take that back; writes nothing'),
  ).action(async (cluster: string, options) => {
    const { access } = await import('./access.ts');
    status = await access(cluster, options, output, root);
  });

  shared(
    program
      .command('status')
      .description('what is pending: quarantined, answered, due when, deleted; judges nothing, writes nothing'),
  )
    .option('-b, --bucket <name>', 'snapshot bucket, for what was deleted (the stack prints it as SnapshotBucket)')
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['table', 'json', 'markdown']).default('table'),
    )
    .action(async (options) => {
      const commands = await import('./status.ts');
      status = await commands.status(options, output);
    });

  const answerCommand = (name: 'approve' | 'reject' | 'release', does: string): void => {
    flipOptions(program.command(name).argument('<which...>', WHICH).description(does)).action(
      async (which: string[], options) => {
        const { answer } = await import('./flips.ts');
        status = await answer(which, { is: name }, options, output);
      },
    );
  };
  answerCommand('approve', 'lets a quarantined NLB be deleted once its window has passed');
  answerCommand('reject', 'says no: it is never quarantined again, until released');
  flipOptions(
    program
      .command('keep')
      .argument('<which...>', WHICH)
      .option('--until <day>', 'last day, YYYY-MM-DD, UTC; forever without it')
      .description('vetoes everything, forever or through a day'),
  ).action(async (which: string[], { until, ...options }) => {
    const { answer } = await import('./flips.ts');
    status = await answer(which, { is: 'keep', until }, options, output);
  });
  answerCommand(
    'release',
    'takes every tag of the janitor off, yours and the quarantine too: it is judged again, with a new notice and window',
  );

  flipOptions(
    program
      .command('confirm-gone')
      .argument('<cluster>', 'as the tags of its load balancers name it')
      .option('--since <instant>', 'since when it is gone, UTC; now by default')
      .option('--settings <file>', 'file with the settings (default: nlb-janitor.json or cdk.json, where there is one)')
      .option('-y, --yes', 'writes without asking')
      .description('says that a cluster which EKS does not know is gone: its load balancers may then be orphans'),
  ).action(async (cluster: string, options) => {
    const { confirmGone } = await import('./confirm-gone.ts');
    status = await confirmGone(cluster, options, output);
  });

  flipOptions(
    program
      .command('uninstall')
      .option('--settings <file>', 'file with the settings (default: nlb-janitor.json or cdk.json, where there is one)')
      .option('--remove-tags', 'takes its tags off load balancers and target groups, once the stack is gone')
      .option('--all-answers', "with --remove-tags: people's keep and rejected too")
      .option('-y, --yes', 'removes without asking')
      .description('lists what a destroyed stack leaves in a region, each with the command that removes it'),
  ).action(async (options) => {
    const { uninstall } = await import('./uninstall.ts');
    status = await uninstall(options, output);
  });

  const switchCommand = (name: 'pause' | 'resume', does: string): void => {
    flipOptions(program.command(name).description(does)).action(async (options) => {
      const switches = await import('./pause.ts');
      status = await switches[name](options, output);
    });
  };
  switchCommand('pause', 'kill switch: nothing is deleted or tagged any more in a region, until resumed');
  switchCommand('resume', 'takes the pause off again');

  program
    .command('history')
    .description('what was deleted, from the snapshot bucket; writes nothing')
    .option('-b, --bucket <name>', 'snapshot bucket (the stack prints it as SnapshotBucket)')
    .option('-d, --days <number>', 'how many days back, from today, UTC', '30')
    .addOption(region)
    .option('-p, --profile <name>', 'profile of your AWS configuration')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'))
    .action(async (options) => {
      const { history } = await import('./history.ts');
      status = await history(options, output);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    return statusOf(error, output);
  }
  return status;
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
