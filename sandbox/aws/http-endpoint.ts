/**
 * An HTTP server on 127.0.0.1 that answers unmodified AWS SDK clients and the AWS command line: whoever sets
 * AWS_ENDPOINT_URL to it talks to accounts in a box. It takes only the sandbox's own access key, so that a shell with
 * real credentials gets an error and no pretended answer; it does not check signatures.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Account } from '../account.ts';
import { SANDBOX_CREDENTIALS } from '../credentials.ts';
import { answer } from './answer.ts';
import { restJson } from './json.ts';
import type { WireAnswer, WireError, WireRequest } from './wire.ts';
import { GLOBAL_SERVICES, wireService, type WireService } from './wire-services.ts';

export interface HttpEndpoint {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the server on a free port, or on the one given. One account for each region; the signature's scope tells which.
 */
export async function startHttpEndpoint(accounts: readonly Account[], port = 0): Promise<HttpEndpoint> {
  const byRegion = new Map(accounts.map((account) => [account.region, account]));
  const server = createServer((request, response) => {
    void respond(byRegion, request, response);
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      return closed.promise;
    },
  };
}

/** What a process needs in its environment to talk to the endpoint. */
export function endpointEnvironment({ url }: Pick<HttpEndpoint, 'url'>, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
  };
}

async function respond(
  accounts: ReadonlyMap<string, Account>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let sent: WireAnswer;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    sent = await answered(accounts, {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    });
  } catch {
    // The client went away in the middle of its request.
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(sent.status, { ...sent.headers, 'content-length': Buffer.byteLength(sent.body) });
  outgoing.end(sent.body);
}

async function answered(accounts: ReadonlyMap<string, Account>, request: WireRequest): Promise<WireAnswer> {
  const scope = scopeOf(request);
  const service = scope === undefined ? undefined : wireService(scope.service, request);
  if (scope === undefined || service === undefined) {
    const what = scope === undefined ? 'the request is not signed' : `there is no service ${scope.service}`;
    // Nobody knows what an unknown service speaks; SDKs of all protocols show the status and some read the body.
    return restJson().error({ code: 'UnknownService', status: 400, message: `sandbox: ${what}` });
  }
  const { protocol } = service;
  const refused = (code: string, status: number, message: string): WireAnswer =>
    protocol.error({ code, status, message });

  if (scope.accessKeyId !== SANDBOX_CREDENTIALS.accessKeyId) {
    return refused('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
  }
  // What is global is in the first account: there is one of it, whatever region the signature names.
  const [first] = accounts.values();
  const account = GLOBAL_SERVICES.has(scope.service) ? first : accounts.get(scope.region);
  if (account === undefined) {
    return refused(
      'OptInRequired',
      403,
      `The AWS Access Key Id needs a subscription for the service in ${scope.region}`,
    );
  }
  const wanted = protocol.operationName(request, service.operations);
  const operation = service.operations.find(({ name }) => name === wanted);
  if (operation === undefined) {
    const what = wanted ?? `${request.method} ${request.path}`;
    return refused('InvalidAction', 400, `sandbox: ${scope.service} cannot answer ${what}`);
  }
  return answerOf(service, operation, account, request);
}

async function answerOf(
  { clientName, protocol }: WireService,
  operation: WireService['operations'][number],
  account: Account,
  request: WireRequest,
): Promise<WireAnswer> {
  try {
    const input = protocol.input(request, operation);
    return protocol.answer(operation, await answer(account, clientName, operation.name, input));
  } catch (error) {
    return protocol.error(wireError(error));
  }
}

/** `AWS4-HMAC-SHA256 Credential=<key>/<day>/<region>/<service>/aws4_request, …` */
function scopeOf({ headers }: WireRequest) {
  const parts = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(String(headers['authorization']));
  const [, accessKeyId, region, service] = parts ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** The service's own errors go out as AWS sends them; anything else is the sandbox's "I cannot answer this". */
function wireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { code: 'ValidationError', status: 400, message: String(error) };
  const { message } = error;
  const status: unknown = Reflect.get(Object(Reflect.get(error, '$metadata')), 'httpStatusCode');
  if (typeof status !== 'number') return { code: 'ValidationError', status: 400, message };
  const code: unknown = Reflect.get(error, 'Code');
  return { code: typeof code === 'string' ? code : error.name, status, message };
}
