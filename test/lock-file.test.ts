/**
 * The lock file as `npm ci` wants it on every platform: npm 11 refuses one that names a package without an entry for it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test('has an entry for every optional package, those of other platforms too', () => {
  const lock = JSON.parse(readFileSync(resolve('package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const entries = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)));
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !entries.has(name))
      .map((name) => `${path} → ${name}`),
  );
  expect(entries.size).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});
