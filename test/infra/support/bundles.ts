/**
 * The three functions as `cdk deploy` would upload them: bundled once by the CDK, with the environment that the template
 * gives them, and a way to invoke one in a process of its own as Lambda does.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { JanitorStack } from '../../../infra/janitor-stack.ts';
import { parseSettings } from '../../../lambda/settings/settings.ts';

// npx, with which the CDK bundles, would keep a cache of code in the temporary folder.
process.env['NODE_DISABLE_COMPILE_CACHE'] = '1';

export type FunctionName = 'sweep' | 'reap' | 'slack';

export interface Bundles {
  readonly files: Readonly<Record<FunctionName, string>>;
  /** With references as CloudFormation would resolve them. @throws for a reference that `resolved` does not name */
  environmentOf(name: FunctionName, resolved: Readonly<Record<string, string>>): Record<string, string>;
  remove(): void;
}

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Code: { readonly S3Key: string };
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
}

/** Synthesizes the real handlers; takes some seconds. */
export function bundleFunctions(given: Readonly<Record<string, unknown>>): Bundles {
  const outdir = mkdtempSync(join(tmpdir(), 'nlb-janitor-bundles-'));
  const remove = (): void => rmSync(outdir, { recursive: true, force: true });
  try {
    return { ...bundlesIn(outdir, given), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function bundlesIn(outdir: string, given: Readonly<Record<string, unknown>>): Omit<Bundles, 'remove'> {
  const settings = parseSettings({ regions: ['eu-west-3'], ...given }, 'test');
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new JanitorStack(app, 'Janitor', { env: { region: 'eu-west-3' }, settings, root: process.cwd() });
  const template = app.synth().getStackByName(stack.stackName).template as Template;
  const functions = new Map(
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => Properties as FunctionProperties)
      .map((properties) => [properties.FunctionName.replace('nlb-janitor-', ''), properties]),
  );
  const propertiesOf = (name: FunctionName): FunctionProperties => {
    const found = functions.get(name);
    if (found === undefined) throw new Error(`the template has no function ${name}`);
    return found;
  };
  const fileOf = (name: FunctionName): string =>
    join(outdir, `asset.${propertiesOf(name).Code.S3Key.replace('.zip', '')}`, 'index.js');
  return {
    files: { sweep: fileOf('sweep'), reap: fileOf('reap'), slack: fileOf('slack') },
    environmentOf: (name, resolved) =>
      Object.fromEntries(
        Object.entries(propertiesOf(name).Environment.Variables).map(([key, value]) => [key, textOf(value, resolved)]),
      ),
  };
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
}

function textOf(value: unknown, resolved: Readonly<Record<string, string>>): string {
  if (typeof value === 'string') return value;
  const [[intrinsic, inner] = []] = Object.entries(Object(value) as Record<string, unknown>);
  if (intrinsic === 'Fn::Join' && Array.isArray(inner)) {
    const [separator, parts] = inner as [string, unknown[]];
    return parts.map((part) => textOf(part, resolved)).join(separator);
  }
  const id = String(intrinsic === 'Fn::GetAtt' && Array.isArray(inner) ? inner[0] : inner);
  const found = Object.entries(resolved).find(([start]) => id.startsWith(start));
  if (found === undefined) throw new Error(`cannot resolve ${JSON.stringify(value)}`);
  return found[1];
}

export interface Invocation {
  readonly status: number;
  /** What the handler gave back. */
  readonly result: unknown;
  /** The message of the error that it threw. */
  readonly error: string | undefined;
  /** What it wrote into its log, line by line. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** What it posted with fetch; the answer was 200. */
  readonly posts: readonly { readonly url: string; readonly body: string }[];
}

const RESULT_MARK = '=result=';
const POST_MARK = '=post=';
/**
 * Loads a bundle and calls its handler, as the Lambda runtime does. Arguments: file, event, function ARN. What it would
 * fetch stays here: the SDK does not use fetch, and Slack's webhooks are https.
 */
const RUNTIME = `
  globalThis.fetch = async (url, { body }) => {
    console.log('${POST_MARK}' + JSON.stringify({ url, body }));
    return new Response('ok');
  };
  const [file, event, invokedFunctionArn] = process.argv.slice(1);
  const context = { invokedFunctionArn, awsRequestId: 'r', getRemainingTimeInMillis: () => 900_000 };
  const { handler } = require(file);
  handler(JSON.parse(event), context).then(
    (result) => console.log('${RESULT_MARK}' + JSON.stringify({ result })),
    (error) => {
      console.log('${RESULT_MARK}' + JSON.stringify({ error: error.name + ': ' + error.message }));
      process.exitCode = 1;
    },
  );
`;

export function invoke(
  file: string,
  event: unknown,
  functionArn: string,
  environment: Readonly<Record<string, string>>,
): Promise<Invocation> {
  const { promise, resolve } = Promise.withResolvers<Invocation>();
  // As Lambda sets them for the logging configuration of the template.
  const env = { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'INFO', ...environment };
  const args = ['--eval', RUNTIME, file, JSON.stringify(event), functionArn];
  execFile(process.execPath, args, { env, maxBuffer: 2 ** 24 }, (failure, stdout, stderr) => {
    const lines = stdout.split('\n').filter((line) => line !== '');
    const last = lines.at(-1) ?? '';
    const answer = last.startsWith(RESULT_MARK) ? JSON.parse(last.slice(RESULT_MARK.length)) : { error: stderr };
    resolve({
      status: failure === null ? 0 : Number(failure.code),
      result: answer.result,
      error: answer.error,
      // Warnings go to stderr; Lambda keeps both in one log.
      log: [...lines, ...stderr.split('\n')].filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)),
      posts: lines.filter((line) => line.startsWith(POST_MARK)).map((line) => JSON.parse(line.slice(POST_MARK.length))),
    });
  });
  return promise;
}
