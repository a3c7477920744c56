/** The commands and links of a notice, in every partition. */
import { answersFor, consoleUrl } from '../../../lambda/core/report/answers.ts';
import { slackMessageOf } from '../../../lambda/core/report/chat.ts';
import { textOf } from '../../../lambda/core/report/email.ts';
import { DELETED, digestOf, FAILED, LEFT_BEHIND, orphanEntryOf, REFUSED, RELEASED } from '../../support/digests.ts';

it('gives each answer as a call of the AWS command line', () => {
  const aws = 'aws elbv2 add-tags --region eu-west-3 --resource-arns arn:x --tags';
  expect(answersFor('arn:x', 'eu-west-3')).toMatchObject({
    approve: `${aws} Key=nlb-janitor/approval,Value=approved`,
    reject: `${aws} Key=nlb-janitor/approval,Value=rejected`,
    keep: `${aws} Key=nlb-janitor/keep,Value=true`,
  });
});

it('never sends readers to a package name that nobody owns', () => {
  const digest = digestOf([orphanEntryOf(), DELETED, LEFT_BEHIND, RELEASED, FAILED, REFUSED]);
  const sent = textOf(digest) + JSON.stringify(slackMessageOf(digest, 'subject'));
  expect(sent).toContain('aws elbv2 add-tags');
  expect(sent).not.toMatch(/np[mx] |nlb-janitor (approve|reject|keep|release|scan|explain)/);
});

it.each([
  ['eu-west-3', 'https://eu-west-3.console.aws.amazon.com/'],
  ['cn-north-1', 'https://console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
  ['eusc-de-east-1', 'https://console.amazonaws-eusc.eu/'],
])('opens the console of %s', (region, host) => {
  expect(consoleUrl('arn:x', region)).toBe(
    `${host}ec2/home?region=${region}#LoadBalancer:loadBalancerArn=arn:x;tab=tags`,
  );
});
