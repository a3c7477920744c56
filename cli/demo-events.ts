/** What people, teams and clusters do on the days of the demo. Answers go the way that the command line's do. */
import { giveAnswer } from '../lambda/act/answer.ts';
import type { Answer } from '../lambda/core/plan/answer.ts';
import type { Box } from '../sandbox/box.ts';
import { deployAgain, nlbOf } from '../sandbox/made-by-controllers.ts';

interface Event {
  readonly says: string;
  readonly happens: (box: Box) => void | Promise<void>;
}

/** Who answers, as CloudTrail has it. */
const PERSON = 'arn:aws:sts::123456789012:assumed-role/platform/ada';

const NOTHING: readonly Event[] = [];

/** In their order. Each happens before the runs of that day, or sets what happens within them. */
export function eventsOf(day: number): readonly Event[] {
  return EVENTS[day] ?? NOTHING;
}

/** @param which as the person names it; a Service with two NLBs does not tell which */
function answer(
  named: string,
  what: Answer,
  controller: 'in-tree' | 'controller' = 'in-tree',
  which: string = named,
): Event {
  const until = what.is === 'keep' && what.until !== undefined ? ` --until ${what.until}` : '';
  return {
    says: `A person: npx nlb-janitor ${what.is} ${which}${until}`,
    happens: async (box) => {
      const { read, write } = box.sweepWorld();
      const target = box.account.loadBalancer(nlbOf(box, named, controller));
      const all = await read.loadBalancers.list();
      const found = all.ok ? all.value.find(({ arn }) => arn === target.arn) : undefined;
      if (found === undefined) throw new Error(`the NLB of ${named} is not there`);
      const ports = { loadBalancers: read.loadBalancers, tagWriter: write.tagWriter };
      const janitor = box.account.callerArn;
      box.account.callerArn = PERSON;
      const result = await giveAnswer(what, found, box.clock.now(), ports);
      box.account.callerArn = janitor;
      if (!result.ok) throw new Error(result.why);
    },
  };
}

const EVENTS: Readonly<Record<number, readonly Event[]>> = {
  1: [
    answer('checkout/legacy', { is: 'approve' }),
    answer('ingress/nginx', { is: 'approve' }, 'in-tree', '<the old NLB of ingress/nginx>'),
    answer('shop/preview-377', { is: 'approve' }, 'controller'),
    answer('shop/preview-412', { is: 'approve' }, 'controller'),
    answer('search/elastic', { is: 'reject' }),
    answer('jobs/intake', { is: 'keep', until: '2026-06-30' }),
    {
      says: 'Somebody deletes the DNS record smtp.example.com, which still led here',
      happens: (box) => box.account.route53.remove('smtp.example.com'),
    },
    answer('mail/smtp', { is: 'approve' }),
  ],
  6: [
    {
      says: 'Cluster edge stops answering: every request ends in a 503',
      happens: (box) => box.cluster('edge').fail({ with: 503 }),
    },
  ],
  8: [
    {
      says: 'At the very moment of its deletion somebody protects the NLB of mail/smtp',
      happens: (box) => {
        const arn = nlbOf(box, 'mail/smtp');
        box.account.onCall = ({ command, input }) => {
          if (command !== 'DeleteLoadBalancer' || !('LoadBalancerArn' in input) || input.LoadBalancerArn !== arn)
            return;
          box.account.loadBalancer(arn).deletionProtection = true;
        };
      },
    },
  ],
  9: [
    {
      says: 'Cluster edge answers again',
      happens: (box) => box.cluster('edge').recover(),
    },
    {
      says: 'Right before its deletion a team deploys shop/preview-412 again; its controller adopts the NLB',
      happens: (box) => {
        // reap asks for the pause when it begins, and again before it looks for the last time.
        let looksBeforeDelete = -1;
        box.account.onCall = ({ command }) => {
          // With this call sweep ends and wakes reap.
          if (command === 'SendMessage') looksBeforeDelete = 2;
          if (command !== 'GetParameter' || looksBeforeDelete < 0) return;
          looksBeforeDelete -= 1;
          if (looksBeforeDelete === 0) deployAgain(box, 'edge', 'shop/preview-412');
        };
      },
    },
  ],
};
