/**
 * The code of the functions: bundled from the sources in a clone, as it was built in an installed package.
 */
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What esbuild is told of the handlers, by the CDK in a clone and by `npm run build` for the package. */
export const HANDLER_BUNDLING = {
  // ES modules first: they shrink the bundle by a third.
  mainFields: ['module', 'main'],
  minify: true,
};

type HandlerCode =
  /** Of a clone. */
  | { readonly is: 'source'; readonly entry: string; readonly lockFile: string }
  /** Of an installed package, which holds no lock file to bundle by. */
  | { readonly is: 'built'; readonly folder: string };

/** @param root directory of this package @throws when the package is installed and holds no built code */
export function handlerCode(root: string, name: string): HandlerCode {
  const isInstalled = root.split(sep).includes('node_modules');
  if (!isInstalled) {
    return {
      is: 'source',
      entry: join(root, 'lambda', 'handlers', `${name}.ts`),
      lockFile: join(root, 'package-lock.json'),
    };
  }
  const folder = join(root, 'dist', 'handlers', name);
  if (!existsSync(join(folder, 'index.js'))) {
    throw new Error(`${folder} holds no built code: install nlb-janitor from a package that \`npm pack\` made`);
  }
  return { is: 'built', folder };
}
