/** Everything that a notice must name about an NLB, line by line as the e-mail has it. */
import { consoleUrl } from '../../../lambda/core/report/answers.ts';
import { digestOf, type DigestFrame } from '../../../lambda/core/report/digest.ts';
import { entryOf } from '../../../lambda/core/report/news-entries.ts';
import { textOf } from '../../../lambda/core/report/email.ts';
import type { Entry } from '../../../lambda/core/report/entries.ts';
import {
  ACCOUNT,
  aLoadBalancer,
  facts,
  flowsOf,
  inspectionsOf,
  inTreeTags,
  NOW,
  REGION,
} from '../../support/builders.ts';
import { aCandidate } from '../../support/news.ts';

const FRAME: DigestFrame = {
  accountName: 'prod-account',
  helpUrl: undefined,
  reminderHours: 24,
  ownerTagKeys: ['team'],
  bucket: 'snapshots',
  account: ACCOUNT,
  region: REGION,
  at: NOW,
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
};
const L = aLoadBalancer();
const ADD_TAG = `aws elbv2 add-tags --region ${REGION} --resource-arns ${L.arn} --tags`;

function anOrphan(): Entry {
  const inspections = inspectionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) });
  const candidate = aCandidate(facts({ inspections, tagged: inTreeTags({ team: 'payments-team' }) }), FRAME);
  return entryOf({ is: 'quarantined', candidate, restartedBecause: undefined }, FRAME);
}

describe('the e-mail', () => {
  const text = textOf(digestOf([anOrphan()], FRAME));

  test.each([
    ['Service and cluster', '* payments/api in cluster prod'],
    ['account and region', `Account prod-account (${ACCOUNT}), ${REGION}, 2026-03-01 10:05 UTC`],
    ['why', '  Why       Service payments/api is not in cluster prod'],
    [
      'what happens, and when',
      'Nothing, unless somebody approves it. Once approved it is deleted, not before 2026-03-08 10:05 UTC.',
    ],
    ['monthly cost', '  Cost      about USD 26.62 a month'],
    ['cautions', '  Caution   Traffic: 3 new flows in 7 days'],
    ['what to do', '  To do     Look into the caution, then approve, keep or reject it'],
    ['owner, whom it is for', '  For       payments-team (tag team), who owns it'],
    ['name', `  Name      ${L.name}`],
    ['ARN', `  ARN       ${L.arn}`],
    ['DNS name', `  DNS name  ${L.dnsName}`],
    ['evidence', '  Evidence  - tags: kubernetes.io/cluster/prod = owned'],
    ['what goes with it', '  Goes too  target group k8s-payments-api-b244acfeb0'],
    ['reason and since when', '  Found     2026-03-01 10:05 UTC: service-gone (in-tree)'],
    ['console link', `  Console   ${consoleUrl(L.arn, REGION)}`],
    ['how to keep', `  ${ADD_TAG} Key=nlb-janitor/keep,Value=true`],
    ['how to keep it for a while', 'For a while only: Value=until=YYYY-MM-DD, the last day, in place of Value=true.'],
    [
      'what keeping does',
      'Keep: the load balancer of payments/api in cluster prod stays, orphan or not, and nobody is asked',
    ],
    [
      'what rejecting does',
      'Reject: the load balancer of payments/api in cluster prod is no orphan. It stays, and nobody is asked',
    ],
    ['how to reject', `  ${ADD_TAG} Key=nlb-janitor/approval,Value=rejected`],
    [
      'what approving does',
      'Approve: DELETES the load balancer of payments/api in cluster prod, not before 2026-03-08 10:05 UTC.',
    ],
    ['how to approve', `  ${ADD_TAG} Key=nlb-janitor/approval,Value=approved`],
  ])('names the %s', (_what, line) => {
    expect(unwrapped(text)).toContain(unwrapped(line));
  });

  test('names them in the order in which a person needs them', () => {
    const labels = [...text.matchAll(/^(?: {2})?(\*|[A-Z][A-Za-z]*(?: [a-z]+)?:?) /gm)].map(([, label]) => label);
    const wanted = [
      '*',
      'For',
      'Why',
      'Then',
      'Cost',
      'Caution',
      'To do',
      '*',
      'Name',
      'ARN',
      'Keep:',
      'Reject:',
      'Approve:',
    ];
    expect(labels.filter((label) => wanted.includes(label ?? ''))).toEqual(wanted);
  });
});

function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
