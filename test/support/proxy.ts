/** A proxy on loopback that opens tunnels (CONNECT) and passes plain requests on, and records what it was asked. */
import { createServer, request as sendRequest, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly url: string;
  readonly host: string;
  /** `CONNECT <host>:<port>` or `<method> <url>`, in order. */
  readonly asked: readonly string[];
  /** How many were made to it. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** @param refusal the status with which every request is refused, and the page that goes with it */
export async function startProxy(refusal?: { readonly status: number; readonly page: string }): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (refusal !== undefined) refuse(response, refusal);
    else {
      const { method, headers } = incoming;
      const onward = sendRequest(incoming.url ?? '', { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
    }
  });
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  server.on('connect', (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    socket.on('error', () => {});
    if (refusal !== undefined) {
      const { status, page } = refusal;
      socket.end(
        `HTTP/1.1 ${status} No\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page}`,
      );
      return;
    }
    const [host = '', port] = (incoming.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: ServerResponse, { status, page }: { readonly status: number; readonly page: string }): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(page);
}
