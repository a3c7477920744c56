/**
 * The rooms of docs/design.md section 7 as a table, and the checks that a source file keeps to them. Every check takes
 * sources and gives complaints in words, so that a test can also show that it complains.
 */
import { constructionsIn, identifiersIn, importsOf, membersIn, resolved, type SourceFile } from './source-code.ts';

/** First match wins. A new file that matches nothing has to be given its room here. */
const ROOMS: readonly (readonly [RegExp, Room])[] = [
  [/^lambda\/model\//, 'model'],
  [/^lambda\/ports\//, 'ports'],
  [/^lambda\/core\/time\.ts$/, 'time'],
  [/^lambda\/core\/tags\//, 'tags'],
  [/^lambda\/core\//, 'core'],
  [/^lambda\/settings\//, 'settings'],
  [/^lambda\/records\//, 'records'],
  [/^lambda\/collect\//, 'collect'],
  [/^lambda\/act\//, 'act'],
  [/^lambda\/tell\//, 'tell'],
  [/^lambda\/(sweep|reap)\.ts$/, 'stories'],
  [/^lambda\/aws\//, 'aws'],
  [/^lambda\/kube\//, 'kube'],
  [/^lambda\/compose\//, 'compose'],
  [/^lambda\/handlers\//, 'handlers'],
  [/^cli\/(demo|preview-messages)(\.ts$|-|\/)/, 'demo'],
  [/^cli\//, 'cli'],
  [/^sandbox\//, 'sandbox'],
  [/^infra\//, 'infra'],
];

type Room =
  | 'model'
  | 'ports'
  | 'time'
  | 'tags'
  | 'core'
  | 'settings'
  | 'records'
  | 'collect'
  | 'act'
  | 'tell'
  | 'stories'
  | 'aws'
  | 'kube'
  | 'compose'
  | 'handlers'
  | 'demo'
  | 'cli'
  | 'sandbox'
  | 'infra';

const CORE = ['model', 'time', 'tags', 'core'] as const;
const STEPS = [...CORE, 'ports', 'settings', 'records', 'collect', 'act', 'tell'] as const;
const LAMBDA = [...STEPS, 'stories', 'aws', 'kube', 'compose'] as const;

/** What each may import beside itself. Types count like everything else: a type from above is a wrong direction too. */
const MAY_IMPORT: Readonly<Record<Room, readonly Room[]>> = {
  model: [],
  ports: ['model'],
  time: [],
  tags: ['model', 'time'],
  core: CORE,
  settings: ['model', 'time'],
  records: [...CORE, 'ports'],
  // To the outside only through the ports: that is what makes the steps testable without AWS.
  collect: [...CORE, 'ports', 'settings'],
  act: [...CORE, 'ports', 'collect', 'records'],
  tell: [...CORE, 'ports', 'records'],
  stories: STEPS,
  aws: ['model', 'ports'],
  kube: ['model', 'ports'],
  compose: [...STEPS, 'aws', 'kube'],
  handlers: [...STEPS, 'stories', 'compose'],
  demo: [...LAMBDA, 'cli', 'sandbox'],
  // `main` loads the demo and the preview; no other command may reach the sandbox.
  cli: [...LAMBDA, 'demo'],
  sandbox: LAMBDA,
  infra: ['model', 'time', 'tags', 'core', 'settings'],
};

export function layerFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === undefined) return [`${file.path} has no room: give it one in test/support/layers.ts`];
    return importsOf(file).flatMap(({ specifier }) => {
      if (specifier === undefined) return [`${file.path} imports a path that is not a literal`];
      const target = resolved(file.path, specifier);
      if (target === undefined) return [];
      const targetRoom = roomOf(target);
      const fits = targetRoom !== undefined && (targetRoom === room || MAY_IMPORT[room].includes(targetRoom));
      return fits ? [] : [`${file.path} (${room}) imports ${target} (${targetRoom ?? 'no room'})`];
    });
  });
}

function roomOf(path: string): Room | undefined {
  return ROOMS.find(([pattern]) => pattern.test(path))?.[1];
}

/** What gives another answer on another day or machine. */
const IMPURE_NAMES = [
  'process',
  'console',
  'performance',
  'globalThis',
  'require',
  'fetch',
  'crypto',
  'Intl',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
];
const IMPURE_MEMBERS = ['Date.now', 'Date.…', 'Math.random', 'Math.…'];

/** Faults of files that must be pure: packages, Node's modules, clock, randomness, environment, timers, console. */
export function purityFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...importsOf(file)
      .filter(({ specifier }) => specifier === undefined || !specifier.startsWith('.'))
      .map(({ specifier }) => `${file.path} imports ${specifier ?? 'a path that is not a literal'}`),
    ...[...identifiersIn(file)]
      .filter((name) => IMPURE_NAMES.includes(name))
      .map((name) => `${file.path} uses ${name}`),
    ...[...membersIn(file)]
      .filter((member) => IMPURE_MEMBERS.includes(member))
      .map((member) => `${file.path} uses ${member}`),
    ...constructionsIn(file)
      .filter((construction) => construction.of === 'Date' && construction.argumentCount === 0)
      .map(() => `${file.path} uses new Date() without an argument`),
  ]);
}

/** `new …Client(` outside the files that may build SDK clients. */
export function clientFaults(files: readonly SourceFile[], ...allowed: readonly string[]): readonly string[] {
  return files
    .filter(({ path }) => !allowed.includes(path))
    .flatMap((file) =>
      constructionsIn(file)
        .filter(({ of }) => of.endsWith('Client'))
        .map(({ of }) => `${file.path} builds a ${of}`),
    );
}

/** Run-time imports of a package outside the one file that may have it. */
export function packageFaults(files: readonly SourceFile[], name: string, allowed: string): readonly string[] {
  return files
    .filter(({ path }) => path !== allowed)
    .flatMap((file) =>
      importsOf(file)
        .filter(
          ({ specifier, isType }) => !isType && (specifier === name || specifier?.startsWith(`${name}/`) === true),
        )
        .map(() => `${file.path} loads ${name}`),
    );
}

/** Files that do not open with a comment; a line for the shell may stand before it. */
export function openingFaults(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path, code }) => {
      const opening = code.replace(/^#!.*\n/, '').trimStart();
      return !(path.endsWith('.yaml') ? opening.startsWith('#') : /^\/(\*|\/)/.test(opening));
    })
    .map(({ path }) => `${path} does not open with a comment that says what it does`);
}

/** Files that comments cite, by path or by name, and that are not there. Addresses on the web are not looked at. */
export function citationFaults(files: readonly SourceFile[], paths: readonly string[]): readonly string[] {
  return files.flatMap(({ path, code }) => {
    const comments = [...code.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g)].map(([comment]) => comment);
    const cited = comments.flatMap((comment) =>
      [...comment.matchAll(/(?<![\w./@:-])[\w./-]+\.(?:md|ts|yaml)\b/g)].map(([name]) => name.replace(/^\.*\//, '')),
    );
    return [...new Set(cited)]
      .filter((name) => !paths.some((known) => known === name || known.endsWith(`/${name}`)))
      .map((name) => `${path} cites ${name}, which is not there`);
  });
}
