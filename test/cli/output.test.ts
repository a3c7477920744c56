/** Progress for people. */
import { progressJournal, silentJournal, terminalOutput } from '../../cli/output.ts';

it('tells progress in one line, fields that nobody knows left out', () => {
  const said: string[] = [];
  const journal = progressJournal({ say: (text) => void said.push(text) });
  journal.note('listed load balancers', { all: 3, network: 0 });
  journal.note('read cluster', { cluster: 'prod', of: undefined });
  journal.note('done');
  expect(said).toEqual(['  listed load balancers: all 3, network 0', '  read cluster: cluster prod', '  done']);
});

it('tells nothing when it is to be quiet', () => {
  expect(silentJournal.note('listed load balancers', { all: 3 })).toBeUndefined();
});

it('shows errors and progress on a terminal harmless, in their own lines', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  terminalOutput().say('nlb-janitor: \u001b[2J\u202eprod\n  - second line');
  expect(write.mock.calls).toEqual([['nlb-janitor: \\u{1b}[2J\\u{202e}prod\n  - second line\n']]);
  write.mockRestore();
});
