/** Links into the runbook: its headings are there, as it names them. */
import { readFileSync } from 'node:fs';
import { anchorOf, HELP, helpAt, helpLine } from '../../../lambda/core/report/help.ts';

const HEADINGS = readFileSync('docs/runbook.md', 'utf8').match(/^#{2,3} .+$/gm);

it.each(Object.values(HELP))('the runbook has the heading %j', (heading) => {
  expect(HEADINGS?.map((line) => line.replace(/^#+ /, ''))).toContain(heading);
});

it('gives the full address where the team keeps the page, else file and heading', () => {
  const helpUrl = 'https://wiki.example.com/nlb-janitor/runbook';
  expect(helpAt(HELP.wrong, { helpUrl })).toBe(`${helpUrl}#when-something-looks-wrong`);
  expect(helpAt(HELP.wrong, { helpUrl: null })).toBe(
    'docs/runbook.md in the repository that nlb-janitor is deployed from, "When something looks wrong"',
  );
});

it('makes an anchor as GitHub does', () => {
  expect(anchorOf('Verdicts `in-use` and `leave-alone`')).toBe('verdicts-in-use-and-leave-alone');
});

it('keeps the columns of a mail where it names the file, and a link whole', () => {
  const wide = `https://wiki.example.com/${'long/'.repeat(15)}runbook`;
  expect(helpLine(HELP.wrong, { helpUrl: null }).split('\n')).toEqual([
    'docs/runbook.md in the repository that nlb-janitor is deployed from,',
    '"When something looks wrong"',
  ]);
  expect(helpLine(HELP.wrong, { helpUrl: wide })).toBe(`${wide}#when-something-looks-wrong`);
});
