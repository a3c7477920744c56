/** The hint at a region whose name is a typo. */
import { failureIn, regionHint } from '../../cli/known-regions.ts';

it.each([
  ['eu-wst-3', 'eu-west-3'],
  ['us-est-1', 'us-east-1'],
  ['eu-west3', 'eu-west-3'],
  ['eu-west-3a', 'eu-west-3'],
  ['cn-nort-1', 'cn-north-1'],
])('%s is like %s', (name, nearest) => {
  expect(regionHint(name)).toBe(`; did you mean "${nearest}"?`);
});

it.each(['eu-west-3', 'Paris', ''])('none for "%s", which is known or is like none', (name) => {
  expect(regionHint(name)).toBe('');
});

it('goes behind the failure of a region that nobody knows, and of no other', () => {
  expect(failureIn('eu-wst-3', 'no connection')).toBe(
    'eu-wst-3: no connection (eu-wst-3 is no region that this version knows; did you mean "eu-west-3"?)',
  );
  expect(failureIn('eu-west-3', 'no connection')).toBe('eu-west-3: no connection');
});
