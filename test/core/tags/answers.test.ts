/** A person's answers off the tags: what keeps, what approves, what rejects, and that a doubt is a veto or no approval. */
import { approvalOf, keepOf } from '../../../lambda/core/tags/answers.ts';
import { tagsFrom } from '../../support/builders.ts';

const NOW = new Date('2026-03-20T12:00:00Z');

describe('the keep tag', () => {
  const keep = (value: string, now = NOW) => keepOf(tagsFrom({ 'nlb-janitor/keep': value }), now);

  it.each([
    '',
    'true',
    'false',
    'until=',
    'until=soon',
    'until=2026-02-30',
    'until=2026-3-1',
    'UNTIL=2026-01-01',
    'until=2026-01-01 ',
    ' until=2026-01-01',
    'until=2026-01-01T00:00:00Z',
  ])('keeps forever when it is "%s"', (value) => {
    expect(keep(value)).toEqual({ is: 'vetoes', until: undefined });
  });

  it('keeps through the end of its day, UTC, and not a moment longer', () => {
    expect(keep('until=2026-03-20', new Date('2026-03-20T23:59:59.999Z'))).toEqual({
      is: 'vetoes',
      until: '2026-03-20',
    });
    expect(keep('until=2026-03-20', new Date('2026-03-21T00:00:00Z'))).toEqual({
      is: 'lapsed',
      day: '2026-03-20',
      until: new Date('2026-03-21T00:00:00Z'),
    });
  });

  it('keeps when the clock is unreadable', () => {
    expect(keep('until=2026-03-01', new Date(Number.NaN)).is).toBe('vetoes');
    expect(keep('until=2026-03-01').is).toBe('lapsed');
  });

  it('is absent without a tag', () => {
    expect(keepOf(tagsFrom({}), NOW)).toEqual({ is: 'absent' });
  });

  it('is absent where only a key like it is there', () => {
    expect(keepOf(tagsFrom({ keep: 'true', 'nlb-janitor/Keep': 'true' }), NOW)).toEqual({ is: 'absent' });
  });
});

describe('the approval tag', () => {
  it.each([
    ['approved', 'approved'],
    ['pending', 'pending'],
    ['rejected', 'rejected'],
    ['Rejected', 'rejected'],
    ['REJECTED', 'rejected'],
    [' Rejected', 'rejected'],
    ['rejected ', 'rejected'],
    ['Approved', 'unrecognized'],
    ['approved ', 'unrecognized'],
    [' approved', 'unrecognized'],
    ['Pending', 'unrecognized'],
    ['no', 'unrecognized'],
    ['', 'unrecognized'],
  ])('reads "%s" as %s', (value, approval) => {
    expect(approvalOf(tagsFrom({ 'nlb-janitor/approval': value }))).toBe(approval);
  });

  it('is absent without a tag', () => {
    expect(approvalOf(tagsFrom({ approval: 'approved' }))).toBe('absent');
  });
});
