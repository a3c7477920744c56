/** One verdict for each NLB: what is judged at all, and what is never judged. */
import { judge, judgeOtherType } from '../../../lambda/core/judge/judge.ts';
import {
  aLoadBalancer,
  aService,
  arnOf,
  controllerTags,
  facts,
  GONE,
  inTreeTags,
  inWords,
  OTHER_UID,
  SETTINGS,
  unreadable,
  verdictOn,
  withServices,
  type FactsPart,
} from '../../support/builders.ts';

const L = aLoadBalancer();
const on = (part: FactsPart) => verdictOn(facts(part));

describe('the judge', () => {
  it('calls the plain default an orphan, so that every test below differs by one fact', () => {
    expect(inWords(on({}))).toBe('orphan: service-gone');
  });

  it('calls one an orphan with its owner and its tags, never without', () => {
    expect(on({})).toMatchObject({
      loadBalancer: L,
      owner: { is: 'service', cluster: 'prod', service: { namespace: 'payments', name: 'api' } },
      tags: new Map(Object.entries(inTreeTags())),
    });
  });

  it.each(['provisioning', 'active_impaired', 'failed', 'unrecognized'] as const)(
    'leaves alone an NLB that is %s',
    (state) => {
      expect(inWords(on({ loadBalancer: aLoadBalancer({ state }) }))).toBe('leave-alone: not-active');
    },
  );

  it('calls an NLB unreadable whose tags failed, and one whose tags nobody read', () => {
    const failed = on({ tags: new Map([[L.arn, unreadable('tags: Throttling')]]) });
    expect([inWords(failed), failed.explanation]).toEqual(['unknown: unreadable', 'Tags: Throttling.']);
    const unasked = on({ tags: new Map() });
    expect([inWords(unasked), unasked.explanation]).toEqual(['unknown: unreadable', 'Its tags were not read.']);
    for (const verdict of [failed, unasked]) expect([verdict.owner, verdict.tags]).toEqual([undefined, undefined]);
  });

  it('leaves alone what no Service owns, in the words of who does, also when a person keeps it', () => {
    expect(inWords(on({ tagged: { team: 'network' } }))).toBe('leave-alone: not-kubernetes');
    expect(inWords(on({ tagged: { team: 'network', 'nlb-janitor/keep': 'x' } }))).toBe('leave-alone: kept');
  });

  it('asks the table of the controller that the tags name', () => {
    // Of another UID: the in-tree table waits for its hostname, the other one goes by tags.
    const view = withServices(aService({ uid: OTHER_UID, loadBalancerType: 'external' }));
    expect(inWords(on({ view }))).toBe('unknown: migration-in-flight');
    expect(inWords(on({ view, tagged: controllerTags() }))).toBe('in-use: serves-service');
  });

  it('never judges other types, nor one that is gone', () => {
    const alb = aLoadBalancer({ type: 'application', name: 'web', arn: arnOf('web', 'app') });
    const gone = aLoadBalancer({ name: 'gone', arn: arnOf('gone') });
    const given = facts({ loadBalancers: [alb, gone] });
    expect(judge({ ...given, tags: new Map(given.tags).set(gone.arn, GONE) }, SETTINGS)).toEqual([]);
    expect(judge({ ...given, tags: new Map(given.tags).set(gone.arn, unreadable('x')) }, SETTINGS)).toHaveLength(1);
  });

  it.each(['application', 'gateway', 'unrecognized'] as const)(
    'can say of one of type %s why it is not judged',
    (type) => {
      const verdict = judgeOtherType(aLoadBalancer({ type }));
      expect(inWords(verdict)).toBe('leave-alone: not-network');
      expect(verdict.explanation).toContain(`of type ${type}`);
    },
  );
});
