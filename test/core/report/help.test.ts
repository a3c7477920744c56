/** Links into the runbook: its headings are there, as it names them. */
import { readFileSync } from 'node:fs';
import { anchorOf, HELP, helpAt } from '../../../lambda/core/report/help.ts';

const HEADINGS = readFileSync('docs/runbook.md', 'utf8').match(/^#{2,3} .+$/gm);

it.each(Object.values(HELP))('the runbook has the heading %j', (heading) => {
  expect(HEADINGS?.map((line) => line.replace(/^#+ /, ''))).toContain(heading);
});

it('gives the full address where the team keeps the page, else file and heading', () => {
  const helpUrl = 'https://wiki.example.com/nlb-janitor/runbook';
  expect(helpAt(HELP.wrong, { helpUrl })).toBe(`${helpUrl}#when-something-looks-wrong`);
  expect(helpAt(HELP.wrong, { helpUrl: null })).toBe('docs/runbook.md of nlb-janitor, "When something looks wrong"');
});

it('makes an anchor as GitHub does', () => {
  expect(anchorOf('Verdicts `in-use` and `leave-alone`')).toBe('verdicts-in-use-and-leave-alone');
});
