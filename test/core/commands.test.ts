/** What is printed to be pasted is one command, whatever somebody wrote into a tag. */
import { execFileSync } from 'node:child_process';
import { confirmCommand, shellWord } from '../../lambda/core/commands.ts';
import { judgeAbsentCluster } from '../../lambda/core/judge/earlier-cluster.ts';
import { aLoadBalancer, facts } from '../support/builders.ts';

it.each([
  ['old', 'nlb-janitor confirm-gone --region eu-west-3 old'],
  ['prod.k8s.example.com', 'nlb-janitor confirm-gone --region eu-west-3 prod.k8s.example.com'],
  ['--yes', "nlb-janitor confirm-gone --region eu-west-3 -- '--yes'"],
  ['=ls', "nlb-janitor confirm-gone --region eu-west-3 '=ls'"],
  ['gemüse', "nlb-janitor confirm-gone --region eu-west-3 'gemüse'"],
])('names %j as one word', (cluster, command) => {
  expect(confirmCommand(cluster, 'eu-west-3')).toBe(command);
});

it.each(['old --yes', 'old;reboot', 'old$(reboot)', "old'", 'old\nreboot', ''])('makes no command of %j', (cluster) => {
  expect(confirmCommand(cluster, 'eu-west-3')).toBeUndefined();
});

it('stands like that in the explanation of a verdict too', () => {
  const explain = (cluster: string): string => {
    const result = judgeAbsentCluster(aLoadBalancer(), cluster, facts(), []);
    return 'explanation' in result ? result.explanation : '';
  };
  expect(explain('old')).toMatch(
    /say so: nlb-janitor confirm-gone --region \S+ old, or the setting deletedClusters\.$/,
  );
  expect(explain('--yes')).toContain("-- '--yes', or the setting");
  expect(explain('old --yes')).toMatch(
    /delete its load balancers by hand: the janitor cannot be told of a name with a blank in it/,
  );
  expect(explain('old --yes')).not.toContain('confirm-gone');
});

it.each(['plain', "it's", '$(id)', '`id`', 'a"b', '-n', '', 'a b\nc', "'''"])('%j is one word of a shell', (text) => {
  expect(execFileSync('sh', ['-c', `printf '%s|' ${shellWord(text)}`], { encoding: 'utf8' })).toBe(`${text}|`);
});
