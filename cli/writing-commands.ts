/** The commands with which a person writes: answers, words, the kill switch. Each is imported when it is run. */
import { inRegions, settingsFile, WHICH, type Program } from './command-options.ts';

export function addWritingCommands({ program, output, ends }: Program): void {
  const answerCommand = (name: 'reject' | 'release', does: string): void => {
    inRegions(program.command(name).argument('<which...>', WHICH).description(does)).action(
      async (which: string[], options) => {
        const { answer } = await import('./flips.ts');
        ends(await answer(which, { is: name }, options, output));
      },
    );
  };
  inRegions(
    program
      .command('approve')
      .argument('<which...>', WHICH)
      .option('--again', 'in place of an approval that does not count; where approvers are named, only for one of them')
      .description('lets a quarantined NLB be deleted once its window has passed'),
  ).action(async (which: string[], { again, ...options }) => {
    const { answer } = await import('./flips.ts');
    ends(await answer(which, { is: 'approve', again }, options, output));
  });
  answerCommand('reject', 'says no: it is never quarantined again, until released');
  inRegions(
    program
      .command('keep')
      .argument('<which...>', WHICH)
      .option('--until <day>', 'last day, YYYY-MM-DD, UTC; forever without it')
      .description('vetoes everything, forever or through a day'),
  ).action(async (which: string[], { until, ...options }) => {
    const { answer } = await import('./flips.ts');
    ends(await answer(which, { is: 'keep', until }, options, output));
  });
  answerCommand(
    'release',
    'takes every tag of the janitor off, yours and the quarantine too: it is judged again, with a new notice and window',
  );

  inRegions(
    program
      .command('confirm-gone')
      .argument('<cluster>', 'as the tags of its load balancers name it')
      .option('--since <instant>', 'since when it is gone, UTC; now by default')
      .addOption(settingsFile())
      .option('-y, --yes', 'writes without asking')
      .description('says that a cluster which EKS does not know is gone: its load balancers may then be orphans'),
  ).action(async (cluster: string, options) => {
    const { confirmGone } = await import('./confirm-gone.ts');
    ends(await confirmGone(cluster, options, output));
  });

  inRegions(
    program
      .command('uninstall')
      .addOption(settingsFile())
      .option('--remove-tags', 'takes its tags off load balancers and target groups, once the stack is gone')
      .option('--all-answers', "with --remove-tags: people's keep and rejected too")
      .option('-y, --yes', 'removes without asking')
      .description('lists what a destroyed stack leaves in a region, each with the command that removes it'),
  ).action(async (options) => {
    const { uninstall } = await import('./uninstall.ts');
    ends(await uninstall(options, output));
  });

  const switchCommand = (name: 'pause' | 'resume', does: string): void => {
    inRegions(program.command(name).description(does)).action(async (options) => {
      const switches = await import('./pause.ts');
      ends(await switches[name](options, output));
    });
  };
  switchCommand('pause', 'kill switch: nothing is deleted or tagged any more in a region, until resumed');
  switchCommand('resume', 'takes the pause off again');
}
