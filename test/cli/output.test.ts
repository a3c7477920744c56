/** Where results and progress go, and what happens when they cannot. */
import { Writable } from 'node:stream';
import { EXIT } from '../../cli/errors.ts';
import { silentJournal, terminalOutput } from '../../cli/output.ts';
import { progressJournal } from '../../cli/progress.ts';

it('tells progress in one line, fields that nobody knows left out', () => {
  const said: string[] = [];
  const journal = progressJournal((text) => void said.push(text));
  journal.note('read buckets', { all: 3, network: 0 });
  journal.note('read cluster', { cluster: 'prod', of: undefined });
  journal.note('done');
  expect(said).toEqual(['  read buckets: all 3, network 0', '  read cluster: cluster prod', '  done']);
});

it('tells what it knows in the words of whoever waits, and of many clusters that EKS was asked about once', () => {
  const said: string[] = [];
  const journal = progressJournal((text) => void said.push(text));
  journal.note('listed load balancers', { all: 12, network: 1 });
  for (const number of [1, 2, 3]) journal.note('asked EKS', { cluster: `c${number}`, number, of: 3 });
  journal.note('Services read', { cluster: 'prod', number: 1 });
  journal.note('weighing by targets and traffic', { number: 4 });
  journal.note('listed clusters', { number: 3, complete: false });
  expect(said).toEqual([
    '  Found 12 load balancers, 1 of them Network Load Balancers',
    '  Asked EKS about 3 clusters',
    '  Read cluster prod: 1 Service',
    '  Reading targets and traffic of 4 load balancers',
    '  Reading the clusters of the region; the list is not complete (3 so far)',
  ]);
});

it('tells nothing when it is to be quiet', () => {
  expect(silentJournal.note('listed load balancers', { all: 3 })).toBeUndefined();
});

/** A stream that takes the text, or fails with the code. */
function stream(code?: string) {
  const texts: string[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (code === undefined) texts.push(chunk.toString());
      done(code === undefined ? null : Object.assign(new Error(`${code}: a fault, write`), { code }));
    },
  });
  return { texts, stream: Object.assign(writable, { isTTY: false }) as never };
}

describe('a result', () => {
  it('is written, and the status stays', async () => {
    const [out, err] = [stream(), stream()];
    const output = terminalOutput(out.stream, err.stream);
    output.result('one\n');
    output.say('two');
    expect([await output.settled(EXIT.judged), out.texts, err.texts]).toEqual([0, ['one\n'], ['two\n']]);
  });

  it('that fills the disk is a failure, said once', async () => {
    const [full, err] = [stream('ENOSPC'), stream()];
    const output = terminalOutput(full.stream, err.stream);
    output.result('one\n');
    output.result('two\n');
    expect(await output.settled(EXIT.judged)).toBe(1);
    expect(err.texts).toEqual(['nlb-janitor: the result could not be written: ENOSPC: a fault, write\n']);
    expect(output.readerIsGone?.()).toBe(false);
  });

  it.each([EXIT.judged, EXIT.couldNot, EXIT.found])('that nobody reads leaves the status %i', async (status) => {
    const [gone, err] = [stream('EPIPE'), stream()];
    const output = terminalOutput(gone.stream, err.stream);
    output.result('one\n');
    expect([await output.settled(status), err.texts]).toEqual([status, []]);
    expect(output.readerIsGone?.()).toBe(true);
  });
});

it('is not ended by a stderr that nobody reads', async () => {
  const [out, gone] = [stream(), stream('EPIPE')];
  const output = terminalOutput(out.stream, gone.stream);
  output.say('one');
  output.result('two\n');
  expect([await output.settled(EXIT.judged), out.texts]).toEqual([0, ['two\n']]);
});

it('shows errors and progress on a terminal harmless, in their own lines', () => {
  const [out, err] = [stream(), stream()];
  terminalOutput(out.stream, err.stream).say('nlb-janitor: \u001b[2J\u202eprod\n  - second line');
  expect(err.texts).toEqual(['nlb-janitor: \\u{1b}[2J\\u{202e}prod\n  - second line\n']);
});
