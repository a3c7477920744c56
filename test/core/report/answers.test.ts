/** The commands and links of a notice, in every partition. */
import { answersFor, consoleUrl } from '../../../lambda/core/report/answers.ts';

it('gives each answer by nlb-janitor and by the AWS command line', () => {
  const { approve, reject, keep } = answersFor('arn:x', 'eu-west-3');
  const aws = 'aws elbv2 add-tags --region eu-west-3 --resource-arns arn:x --tags';
  expect(approve).toEqual([`${aws} Key=nlb-janitor/approval,Value=approved`, 'npx nlb-janitor approve arn:x']);
  expect(reject).toEqual([`${aws} Key=nlb-janitor/approval,Value=rejected`, 'npx nlb-janitor reject arn:x']);
  expect(keep).toEqual([`${aws} Key=nlb-janitor/keep,Value=true`, 'npx nlb-janitor keep arn:x']);
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
