/** The commands that only read. Each is imported when it is run, so that none of them ever loads code that writes. */
import { Option } from 'commander';
import {
  inRegions,
  judging,
  outputFormat,
  settingsFile,
  snapshotBucket,
  WHICH,
  type Program,
} from './command-options.ts';

export function addReadingCommands({ program, output, root, ends }: Program): void {
  judging(
    program
      .command('scan')
      .description(
        'judges every Network Load Balancer of a real account; writes nothing (result on stdout, progress on stderr)',
      ),
  )
    .addOption(outputFormat('table', 'json', 'markdown', 'html'))
    .addOption(new Option('--fail-on <verdict...>', 'exit with 3 when one is found').choices(['unknown', 'orphan']))
    .action(async (options) => {
      const { scan } = await import('./scan.ts');
      ends(await scan(options, output));
    });

  judging(
    program
      .command('explain')
      .argument('<which>', WHICH)
      .description('shows every signal for one load balancer, also why it is not an orphan; writes nothing'),
  ).action(async (which: string, options) => {
    const { explain } = await import('./explain.ts');
    ends(await explain(which, options, output));
  });

  judging(
    program
      .command('doctor')
      .description(
        'checks an account and region, before and after the deployment, and says what to fix; writes nothing without --test-message',
      ),
  )
    .addOption(outputFormat('table', 'json'))
    .option('--test-message', 'sends a test message to the topic, and a test card with a button to the chat')
    .action(async ({ testMessage, ...options }) => {
      // Apart from the rest, which loads nothing that can write.
      const send = testMessage === true ? (await import('./doctor-test-message.ts')).sendTestMessage : undefined;
      const { doctor } = await import('./doctor.ts');
      ends(await doctor(options, output, send));
    });

  judging(
    program
      .command('access')
      .argument('<cluster>', 'name of the EKS cluster')
      .option('--by <way>', 'group or view-policy (default: what clusterAccess says, else group)')
      .option('--role-arn <arn...>', 'these roles or users, instead of those of the janitor')
      .option('--for-me', 'whoever you are to AWS, to scan by hand')
      .addOption(outputFormat('text', 'json'))
      .description('prints how to let the janitor read a cluster, and how to take that back; writes nothing'),
  ).action(async (cluster: string, options) => {
    const { access } = await import('./access.ts');
    ends(await access(cluster, options, output, root));
  });

  judging(
    program
      .command('status')
      .description('what is pending: quarantined, answered, due when, deleted; judges nothing, writes nothing'),
  )
    .addOption(snapshotBucket())
    .addOption(outputFormat('table', 'json', 'markdown'))
    .action(async (options) => {
      const commands = await import('./status.ts');
      ends(await commands.status(options, output));
    });

  inRegions(program.command('history').description('what was deleted, from the snapshot bucket; writes nothing'))
    .addOption(snapshotBucket())
    .addOption(settingsFile())
    .option('-d, --days <number>', 'how many days back, from today, UTC', '30')
    .addOption(outputFormat('table', 'json'))
    .action(async (options) => {
      const { history } = await import('./history.ts');
      ends(await history(options, output));
    });
}
