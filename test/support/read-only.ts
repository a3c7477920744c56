/**
 * What a program can reach: its import graph, and the complaints about anything in it that could write. An allow-list:
 * what is not known to be harmless is a complaint.
 */
import { identifiersIn, importsOf, membersIn, resolved, type SourceFile, type SourceImport } from './source-code.ts';

/**
 * Commands, paginators, clients with `send` only, and error classes. An aggregated class (`EKS`) has a method for every
 * call.
 */
const READING = /^((paginate)?(Describe|List|Get|Lookup|Simulate)[A-Z]\w*|\w+Client|\w+Exception)$/;

/** Packages that reach nothing by themselves; with the names that may be taken, where others would write. */
const HARMLESS: ReadonlyMap<string, 'all' | readonly string[]> = new Map<string, 'all' | readonly string[]>([
  ['@aws-sdk/util-endpoints', 'all'],
  ['@aws-sdk/util-format-url', 'all'],
  ['@smithy/signature-v4', 'all'],
  // Ways to a host, for the SDK's requests.
  ['http-proxy-agent', ['HttpProxyAgent']],
  ['https-proxy-agent', ['HttpsProxyAgent']],
  ['proxy-from-env', ['getProxyForUrl']],
  ['node:http', ['Agent']],
  ['node:https', ['Agent']],
  ['@humanwhocodes/momoa', 'all'],
  ['leven', 'all'],
  ['luxon', ['DateTime', 'IANAZone']],
  ['p-map', 'all'],
  ['p-throttle', 'all'],
  ['zod/mini', 'all'],
  ['node:os', ['homedir']],
  ['node:path', 'all'],
  ['node:util', 'all'],
  ['node:timers/promises', 'all'],
  ['node:fs', ['readFileSync']],
  // No typed API of a kind: those reach every verb.
  ['@kubernetes/client-node', ['HttpMethod', 'IsomorphicFetchHttpLibrary', 'KubeConfig', 'RequestContext']],
]);

/** What reaches the network or other programs without an import. */
const REACHING = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'require', 'eval', 'Function'];

/** The project's files that are loaded when these are run, types left out; found by `read`, in the order of discovery. */
export function importGraph(entries: readonly string[], read: (path: string) => SourceFile): readonly SourceFile[] {
  const found = new Map<string, SourceFile>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    const file = read(path);
    found.set(path, file);
    for (const target of loads(file).map(({ specifier }) => specifier && resolved(path, specifier))) {
      if (target !== undefined && target !== '') visit(target);
    }
  };
  entries.forEach(visit);
  return [...found.values()];
}

export function writingFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...loads(file).flatMap((load) => importFaults(load).map((fault) => `${file.path} ${fault}`)),
    ...[...identifiersIn(file)].filter((name) => REACHING.includes(name)).map((name) => `${file.path} uses ${name}`),
    ...[...membersIn(file)]
      .filter((member) => member.startsWith('HttpMethod.') && member !== 'HttpMethod.GET')
      .map((member) => `${file.path} uses ${member}`),
  ]);
}

function importFaults({ specifier, names }: SourceImport): readonly string[] {
  if (specifier === undefined) return ['imports a path that is not a literal'];
  if (specifier.startsWith('.')) return [];
  if (/^@aws-sdk\/client-[a-z0-9-]+$/.test(specifier)) {
    if (names === 'all') return [`takes all of ${specifier}`];
    return names.filter((name) => !READING.test(name)).map((name) => `takes ${name} from ${specifier}`);
  }
  const harmless = HARMLESS.get(specifier);
  if (harmless === undefined) return [`loads ${specifier}`];
  if (harmless === 'all') return [];
  if (names === 'all') return [`takes all of ${specifier}`];
  return names.filter((name) => !harmless.includes(name)).map((name) => `takes ${name} from ${specifier}`);
}

function loads(file: SourceFile): readonly SourceImport[] {
  return importsOf(file).filter(({ isType }) => !isType);
}
