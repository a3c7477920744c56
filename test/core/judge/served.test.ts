/** Served bytes, hour by hour: which hours show that clients are answered, each beside one that does not. */
import { servedIn, servedUntil } from '../../../lambda/core/judge/served.ts';
import type { MeasuredTraffic } from '../../../lambda/model/traffic.ts';
import { aTargetGroup } from '../../support/builders.ts';

type Hour = readonly [newFlows: number, peakActiveFlows: number, bytes: number];

/** From 12:00 on. */
function hours(...all: readonly Hour[]): MeasuredTraffic {
  return {
    is: 'measured',
    from: new Date('2026-02-27T12:00:00Z'),
    newFlows: all.map(([flows]) => flows),
    peakActiveFlows: all.map(([, active]) => active),
    bytes: all.map(([, , bytes]) => bytes),
    resets: 0,
  };
}

const QUIET: Hour = [0, 0, 0];
const over = (...protocols: (string | undefined)[]) =>
  protocols.map((protocol, index) => aTargetGroup({ arn: `arn:${index}`, protocol }));
const TCP = over('TCP');

test.each<[string, Hour, Hour]>([
  ['512 bytes a flow', [10, 0, 5120], [10, 0, 5119]],
  ['bytes without a new flow', [0, 0, 1], QUIET],
  ['an active flow without a new one', [0, 1, 0], [1, 1, 60]],
  ['a figure that is none', [1, 0, Number.NaN], [1, 0, 0]],
  ['flows that are none', [Number.NaN, 0, 0], QUIET],
  ['a peak that is none', [0, Number.NaN, 0], QUIET],
])('one hour shows it: %s', (_, shows, doesNot) => {
  expect(servedIn(hours(QUIET, shows, QUIET), TCP)).toContain(' in the hour of ');
  expect(servedIn(hours(QUIET, doesNot, QUIET), TCP)).toBeUndefined();
});

it('is not hidden by the many flows of scanners in other hours', () => {
  const scan: Hour = [10_000, 3, 600_000];
  expect(servedIn(hours(scan, [2, 1, 9000], scan), TCP)).toBe(
    '2 flows and 9 kB in the hour of 2026-02-27 13:00 UTC, 4.5 kB a flow',
  );
  expect(servedIn(hours(scan, scan), TCP)).toBeUndefined();
});

describe('where UDP may be behind it, any flow shows it', () => {
  test.each([['UDP'], ['TCP_UDP'], ['QUIC'], ['TCP_QUIC'], ['SCTP'], [undefined]])('%s', (protocol) => {
    expect(servedIn(hours([1, 0, 40]), over(protocol))).toContain(' in the hour of ');
    expect(servedIn(hours([1, 0, 40]), over('TCP', protocol))).toContain(' in the hour of ');
    expect(servedIn(hours(QUIET), over(protocol))).toBeUndefined();
  });

  test.each([['TCP'], ['TLS']])('but not where there is only %s', (protocol) => {
    expect(servedIn(hours([1, 0, 40]), over(protocol))).toBeUndefined();
  });
});

it('tells the last such hour, with its figures', () => {
  expect(servedIn(hours([9, 0, 9000], [4000, 0, 720_000], QUIET), over('UDP'))).toBe(
    '4,000 flows and 720 kB in the hour of 2026-02-27 13:00 UTC, over UDP',
  );
  expect(servedIn(hours([1, 0, 9], QUIET), over('UDP', 'TCP', 'UDP', undefined))).toBe(
    '1 flow and 9 bytes in the hour of 2026-02-27 12:00 UTC, over TCP, UDP and an unknown protocol',
  );
  expect(servedIn(hours([0, 3, 12_000]), TCP)).toBe(
    '3 active and 12 kB in the hour of 2026-02-27 12:00 UTC, without a new flow',
  );
});

it('until the last hour that shows it, with the average of all that do', () => {
  const traffic = hours([1, 0, 60_000], [9, 0, 60_000], [100, 9, 6000], QUIET);
  expect(servedUntil(traffic)).toBe('served about 12 kB a flow until the hour of 2026-02-27 13:00 UTC');
  expect(servedUntil(hours(QUIET, [100, 9, 6000], [0, 1, 900]))).toBeUndefined();
});
