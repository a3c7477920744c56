/**
 * Synthesized templates, shared by all suites: to load the CDK's constructs and to synthesize is most of their time. They
 * are kept under a digest of everything that they are made from, so that any change makes new ones.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type * as Synthesized from './synthesized.ts';

/** The mutations keep theirs apart: copies of the project share one node_modules. */
const KEPT = join(
  process.env['NLB_JANITOR_TEMPLATES'] ?? join(process.cwd(), 'node_modules', '.cache'),
  'nlb-janitor-templates',
);

export function templateWith(given: Readonly<Record<string, unknown>> = {}): Template {
  const digest = sourcesDigest();
  const folder = join(KEPT, digest);
  const file = join(folder, `${digestOf(JSON.stringify(given))}.json`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(KEPT)) {
      if (old !== digest) rmSync(join(KEPT, old), { recursive: true, force: true });
    }
    // Another suite may be writing the same.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(synthesized(given)));
    renameSync(unfinished, file);
  }
  return Template.fromJSON(JSON.parse(readFileSync(file, 'utf8')));
}

/** Loaded only when it is needed: most of a suite's time is in the modules behind it. */
function synthesized(given: Readonly<Record<string, unknown>>): object {
  // An `import` here would make every caller asynchronous.
  const { stackWith, removeSynthesized } = require('./synthesized.ts') as typeof Synthesized;
  try {
    return Template.fromStack(stackWith(given)).toJSON();
  } finally {
    removeSynthesized();
  }
}

let known: string | undefined;

function sourcesDigest(): string {
  known ??= digestOf(
    ['infra', 'lambda', 'test/infra/support']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .toSorted()
          .map((name) => join(folder, name)),
      )
      .concat('package-lock.json')
      .map((path) => `${path}\n${readFileSync(path, 'utf8')}`)
      .join('\n'),
  );
  return known;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
