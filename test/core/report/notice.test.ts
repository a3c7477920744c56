/** Everything that a notice must name about an NLB, line by line as the e-mail has it. */
import { consoleUrl } from '../../../lambda/core/report/answers.ts';
import { digestOf, entryOf, type DigestFrame } from '../../../lambda/core/report/digest.ts';
import { textOf } from '../../../lambda/core/report/email.ts';
import type { Entry } from '../../../lambda/core/report/entries.ts';
import { ACCOUNT, aLoadBalancer, facts, flowsOf, inspectionsOf, NOW, REGION } from '../../support/builders.ts';
import { aCandidate } from '../../support/news.ts';

const FRAME: DigestFrame = {
  accountName: 'prod-account',
  helpUrl: undefined,
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
  const candidate = aCandidate(facts({ inspections }), FRAME);
  return entryOf({ is: 'quarantined', candidate, restartedBecause: undefined }, FRAME);
}

describe('the e-mail', () => {
  const text = textOf(digestOf([anOrphan()], FRAME));

  test.each([
    ['name', `* ${L.name}`],
    ['Service and cluster', 'Service:  payments/api in cluster prod (in-tree)'],
    ['reason and why', 'Why:      service-gone: Service payments/api is not in cluster prod'],
    ['cautions', 'Caution:  Traffic: 3 new flows in 7 days'],
    ['since when', 'Since:    2026-03-01 10:05 UTC'],
    ['DNS name', `DNS name: ${L.dnsName}`],
    ['monthly cost', 'Cost:     about USD 26.62 a month'],
    ['deadline', 'Deadline: earliest deletion 2026-03-08 10:05 UTC, once approved; without an answer never'],
    ['what goes with it', 'Goes too: target group k8s-payments-api-b244acfeb0'],
    ['how to approve', `Approve:  ${ADD_TAG} Key=nlb-janitor/approval,Value=approved`],
    ['how to reject', `Reject:   ${ADD_TAG} Key=nlb-janitor/approval,Value=rejected`],
    ['how to keep', `Keep:     ${ADD_TAG} Key=nlb-janitor/keep,Value=true`],
    ['console link', `Console:  ${consoleUrl(L.arn, REGION)}`],
    ['account and region', `Account ${ACCOUNT}, ${REGION}`],
    ['what happens without an answer', 'Nothing is deleted unless you approve it.'],
  ])('names the %s', (_what, line) => {
    expect(text).toContain(line);
  });
});
