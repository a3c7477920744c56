/** Everything that a notice must name about an NLB, line by line as the e-mail has it. */
import { consoleUrl } from '../../../lambda/core/report/answers.ts';
import {
  digestOfEntries,
  orphanEntry,
  type DigestFrame,
  type OrphanEntry,
} from '../../../lambda/core/report/digest.ts';
import { textOf } from '../../../lambda/core/report/text.ts';
import { candidateOf } from '../../../lambda/core/companions.ts';
import {
  ACCOUNT,
  companionsOf,
  aLoadBalancer,
  facts,
  NOW,
  REGION,
  verdictOn,
  flowsOf,
} from '../../support/builders.ts';

const FRAME: DigestFrame = {
  account: ACCOUNT,
  region: REGION,
  at: NOW,
  mode: 'delete',
  approval: 'required',
  graceDays: 7,
};
const L = aLoadBalancer();

function anOrphan(): OrphanEntry {
  const companions = companionsOf(L, { flows: new Map([[L.arn, flowsOf(3)]]) });
  const verdict = verdictOn(facts({ companions }));
  if (verdict.is !== 'orphan') throw new Error('no orphan');
  const candidate = candidateOf(verdict, companions, FRAME);
  if (!candidate.ok) throw new Error(candidate.why);
  return orphanEntry(candidate.value, NOW, undefined, FRAME);
}

describe('the e-mail', () => {
  const text = textOf(digestOfEntries([anOrphan()], FRAME));

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
    ['how to approve', `clone:  npx nlb-janitor approve ${L.arn}`],
    ['how to reject', `clone:  npx nlb-janitor reject ${L.arn}`],
    ['how to keep', `clone:  npx nlb-janitor keep ${L.arn}`],
    [
      'the same without anything installed',
      `aws elbv2 add-tags --region ${REGION} --resource-arns ${L.arn} --tags Key=nlb-janitor/approval,Value=approved`,
    ],
    ['console link', `Console:  ${consoleUrl(L.arn, REGION)}`],
    ['account and region', `Account ${ACCOUNT}, ${REGION}`],
    ['what happens without an answer', 'Nothing is deleted unless you approve it.'],
  ])('names the %s', (_what, line) => {
    expect(text).toContain(line);
  });
});
