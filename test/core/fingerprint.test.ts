/** The digest against the published vectors of FNV-1a, and what it must tell apart. */
import { fingerprintOf } from '../../lambda/core/fingerprint.ts';

it.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('of %j is the one of the reference', (text, digest) => {
  expect(fingerprintOf(text)).toBe(digest);
});

it('always has 16 hexadecimal digits, as a tag expects', () => {
  const digests = Array.from({ length: 500 }, (_, index) => fingerprintOf(`evidence ${index}`));
  expect(digests.every((digest) => /^[0-9a-f]{16}$/.test(digest))).toBe(true);
  expect(new Set(digests).size).toBe(500);
});

it('differs by the order and by what lies outside ASCII', () => {
  expect(fingerprintOf('ab')).not.toBe(fingerprintOf('ba'));
  expect(fingerprintOf('Dienst ä')).not.toBe(fingerprintOf('Dienst a'));
});
