/**
 * Source files as data, for the tests that keep the layout: who imports what, which globals occur.
 * Parsed, never matched by pattern, so that neither a comment nor a line break can hide an import.
 */
import { parseSync } from '@swc/core';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

export interface SourceFile {
  /** From the root, with slashes: `lambda/core/scope.ts`. */
  readonly path: string;
  readonly code: string;
}

export interface SourceImport {
  /** As written; undefined for an `import(…)` whose path is not a literal. */
  readonly specifier: string | undefined;
  /** A whole `import type` or `export type`: nothing is loaded. */
  readonly isType: boolean;
  /** What is taken at run time; `all` for `* as x`, `export *` and `import(…)`. */
  readonly names: readonly string[] | 'all';
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Every file of these folders whose name ends so, sorted. */
export function sourceFiles(folders: readonly string[], endings: readonly string[] = ['.ts']): readonly SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        posix.join(folder, name.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .toSorted()
    .map(sourceFile);
}

export function sourceFile(path: string): SourceFile {
  return { path, code: readFileSync(join(ROOT, path), 'utf8') };
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** The project file that a relative import means; undefined for a package. */
export function resolved(importer: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(importer), specifier) : undefined;
}

/** Static and dynamic imports, re-exports and `import('…')` types, in the order of the source. */
export function importsOf({ code }: Pick<SourceFile, 'code'>): readonly SourceImport[] {
  const found: SourceImport[] = [];
  walk(parsed(code), (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (isNode(node['source'])) {
          found.push({ specifier: text(node['source']), isType: node['typeOnly'] === true, names: namesOf(node) });
        }
        break;
      case 'TsImportType':
        found.push({ specifier: text(node['argument']), isType: true, names: 'all' });
        break;
      case 'CallExpression':
        if (isNode(node['callee']) && node['callee'].type === 'Import') {
          const [first] = node['arguments'] as readonly { expression: unknown }[];
          found.push({ specifier: text(first?.expression), isType: false, names: 'all' });
        }
        break;
    }
  });
  return found;
}

/** Names used as values or types that are no property of something: `process`, `Date`, `Foo`. Locals are among them. */
export function identifiersIn({ code }: Pick<SourceFile, 'code'>): ReadonlySet<string> {
  const found = new Set<string>();
  // A property's own name carries no scope.
  walk(parsed(code), (node) => {
    if (node.type === 'Identifier' && typeof node['ctxt'] === 'number') found.add(String(node['value']));
  });
  return found;
}

/** `Date.now`, `HttpMethod.GET`: the members taken by name, or by literal index, from a plain identifier. */
export function membersIn({ code }: Pick<SourceFile, 'code'>): ReadonlySet<string> {
  const found = new Set<string>();
  walk(parsed(code), (node) => {
    if (node.type !== 'MemberExpression') return;
    const object = node['object'];
    if (!isNode(object) || object.type !== 'Identifier') return;
    const property = node['property'];
    const computed = isNode(property) && property.type === 'Computed';
    const name = computed ? text(property['expression']) : isNode(property) ? property['value'] : undefined;
    found.add(`${String(object['value'])}.${typeof name === 'string' ? name : '…'}`);
  });
  return found;
}

export interface Construction {
  /** `Date`; of `new sdk.EKSClient(…)`, `EKSClient`. */
  readonly of: string;
  readonly argumentCount: number;
}

/** Every `new …(…)`, and `Date()` called without `new`. */
export function constructionsIn({ code }: Pick<SourceFile, 'code'>): readonly Construction[] {
  const found: Construction[] = [];
  walk(parsed(code), (node) => {
    const called = node['callee'];
    if (!isNode(called)) return;
    const plainDate = node.type === 'CallExpression' && called.type === 'Identifier' && called['value'] === 'Date';
    if (node.type !== 'NewExpression' && !plainDate) return;
    const name = called.type === 'MemberExpression' && isNode(called['property']) ? called['property'] : called;
    const given = node['arguments'];
    found.push({ of: String(name['value']), argumentCount: Array.isArray(given) ? given.length : 0 });
  });
  return found;
}

function namesOf(node: Node): readonly string[] | 'all' {
  if (node.type === 'ExportAllDeclaration') return 'all';
  const specifiers = (node['specifiers'] as readonly Node[]).filter((specifier) => specifier['isTypeOnly'] !== true);
  if (specifiers.some(({ type }) => type.endsWith('NamespaceSpecifier'))) return 'all';
  return specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier') return 'default';
    const name = specifier['imported'] ?? specifier['orig'] ?? specifier['local'];
    return isNode(name) ? String(name['value']) : '';
  });
}

/** Of a string or template literal; undefined for anything else. */
function text(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node['quasis'] as readonly { cooked: string }[]).map(({ cooked }) => cooked).join('…');
}

const cache = new Map<string, Node>();

function parsed(code: string): Node {
  const known = cache.get(code);
  if (known !== undefined) return known;
  const tree = parseSync(code, { syntax: 'typescript', target: 'es2023' }) as unknown as Node;
  cache.set(code, tree);
  return tree;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
