/** The checks on a terminal and as JSON: nothing that others wrote moves the cursor. */
import { failure, ok, warning } from '../../../lambda/core/doctor/check.ts';
import { renderDoctor, renderDoctorJson } from '../../../cli/render/doctor.ts';
import { plain, type Paint } from '../../../cli/render/layout.ts';

const AT = new Date('2026-03-01T10:05:00Z');
const HOSTILE = 'a\u001B[2J\u202Eb\nc';
const report = (...checks: ReturnType<typeof ok>[]) => ({ account: '1', region: 'eu-west-3', at: AT, checks });

test('puts what is to be done first, whatever the order of the checks', () => {
  const checks = [ok({ id: 'a', title: 'A' }, 'well'), warning({ id: 'b', title: 'B' }, 'lost', 'find it')];
  const more = failure({ id: 'c', title: 'C' }, 'broken', 'mend it', ['mend --now']);
  expect(renderDoctor([report(...checks, more)], plain)).toBe(`Account 1, eu-west-3, 2026-03-01 10:05 UTC

FAILURE      C: broken
             → mend it:
               mend --now

WARNING      B: lost
             → find it

ok           A: well

1 failure, 1 warning, 0 not checked, 1 ok. Mend first: C.
`);
});

test('colours the state alone', () => {
  const paint: Paint = (style, text) => `<${style}>${text}</${style}>`;
  expect(renderDoctor([report(ok({ id: 'a', title: 'A' }, 'well'))], paint)).toContain(
    '<green>ok           </green>A: well',
  );
});

test('shows nothing raw', () => {
  const check = failure({ id: 'a', title: HOSTILE }, HOSTILE, HOSTILE, [HOSTILE]);
  const table = renderDoctor([report(check)], plain);
  for (const raw of ['\u001B', '\u202E']) expect(table).not.toContain(raw);
  expect(table).toContain('a\\u{1b}[2J\\u{202e}b c');
  const json = renderDoctorJson([report(check)]);
  for (const raw of ['\u001B', '\u202E']) expect(json).not.toContain(raw);
  expect(JSON.parse(json).reports[0].checks[0].title).toBe(HOSTILE);
});

test('writes the JSON of the contract, with commands as part of what is to be done', () => {
  const checks = [
    ok({ id: 'a', title: 'A' }, 'well'),
    failure({ id: 'b', title: 'B' }, 'broken', 'mend it', ['x', 'y']),
  ];
  expect(JSON.parse(renderDoctorJson([{ ...report(...checks), account: undefined }]))).toEqual({
    version: 1,
    reports: [
      {
        account: null,
        region: 'eu-west-3',
        at: '2026-03-01T10:05:00Z',
        checks: [
          { id: 'a', state: 'ok', title: 'A', found: 'well', todo: null },
          { id: 'b', state: 'failure', title: 'B', found: 'broken', todo: 'mend it\nx\ny' },
        ],
      },
    ],
  });
});
