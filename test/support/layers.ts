/**
 * The layers of design.md section 7 as a table, and the checks that a source file keeps to them. Every check takes
 * sources and gives complaints in words, so that a test can also show that it complains.
 */
import { constructionsIn, identifiersIn, importsOf, membersIn, resolved, type SourceFile } from './source-code.ts';

/** First match wins. A new file that matches nothing has to be given its layer here. */
const LAYERS: readonly (readonly [RegExp, Layer])[] = [
  [/^lambda\/model\.ts$/, 'model'],
  [/^lambda\/core\/tags\.ts$/, 'tags'],
  [/^lambda\/core\/judge\//, 'judge'],
  [/^lambda\/core\//, 'core'],
  [/^lambda\/ports\.ts$/, 'ports'],
  [/^lambda\/settings(-fields)?\.ts$/, 'settings'],
  [/^lambda\/aws\//, 'aws'],
  [/^lambda\/kube\//, 'kube'],
  [/^lambda\/(run|compose)(\.ts$|-|\/)/, 'run'],
  [/^lambda\/handlers\//, 'handlers'],
  // collect, act and what they are made of.
  [/^lambda\/[a-z-]+\.ts$/, 'steps'],
  [/^cli\/demo(\.ts$|-|\/)/, 'demo'],
  [/^cli\//, 'cli'],
  [/^sandbox\//, 'sandbox'],
  [/^infra\//, 'infra'],
];

type Layer =
  | 'model'
  | 'tags'
  | 'judge'
  | 'core'
  | 'ports'
  | 'settings'
  | 'aws'
  | 'kube'
  | 'steps'
  | 'run'
  | 'handlers'
  | 'demo'
  | 'cli'
  | 'sandbox'
  | 'infra';

const CORE = ['model', 'tags', 'judge', 'core'] as const;
const BELOW_STEPS = [...CORE, 'ports', 'settings'] as const;
const BELOW_HANDLERS = [...BELOW_STEPS, 'aws', 'kube', 'steps', 'run'] as const;

/** Types count like everything else: a type from above is a wrong direction too. */
const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  model: [],
  tags: CORE,
  judge: CORE,
  core: CORE,
  ports: [...CORE, 'ports'],
  settings: ['model', 'tags', 'settings'],
  aws: ['model', 'ports', 'aws'],
  kube: ['model', 'ports', 'kube'],
  // To the outside only through the ports: that is what makes them testable without AWS.
  steps: [...BELOW_STEPS, 'steps'],
  run: BELOW_HANDLERS,
  handlers: [...BELOW_HANDLERS, 'handlers'],
  demo: [...BELOW_HANDLERS, 'cli', 'demo', 'sandbox'],
  // `main` loads the demo; no other command may reach the sandbox.
  cli: [...BELOW_HANDLERS, 'cli', 'demo'],
  sandbox: [...BELOW_HANDLERS, 'sandbox'],
  infra: ['tags', 'core', 'settings', 'infra'],
};

export function layerFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [`${file.path} has no layer: give it one in test/support/layers.ts`];
    return importsOf(file).flatMap(({ specifier }) => {
      if (specifier === undefined) return [`${file.path} imports a path that is not a literal`];
      const target = resolved(file.path, specifier);
      if (target === undefined) return [];
      const targetLayer = layerOf(target);
      const fits = targetLayer !== undefined && MAY_IMPORT[layer].includes(targetLayer);
      return fits ? [] : [`${file.path} (${layer}) imports ${target} (${targetLayer ?? 'no layer'})`];
    });
  });
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find(([pattern]) => pattern.test(path))?.[1];
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

/** `new …Client(` outside the one file that may build SDK clients. */
export function clientFaults(files: readonly SourceFile[], allowed: string): readonly string[] {
  return files
    .filter(({ path }) => path !== allowed)
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
