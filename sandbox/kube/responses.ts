/** Puts answers on the wire, healthy ones and broken ones. Everything returns the bytes of body that were sent. */
import type { ServerResponse } from 'node:http';
import { statusBody } from './answers.ts';
import type { Fault } from './faults.ts';

/** A whole JSON answer. */
export function send(
  response: ServerResponse,
  status: number,
  json: string,
  headers: Readonly<Record<string, string>> = {},
): number {
  const bytes = Buffer.byteLength(json);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes, ...headers });
  response.end(json);
  return bytes;
}

/** The answer that a fault makes of what would have been `healthyBody`. */
export function sendFault(response: ServerResponse, fault: Fault, healthyBody: string): number {
  if (typeof fault.with === 'number') {
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    return send(response, fault.with, JSON.stringify(statusBody(fault.with, 'a fault that was switched on')), headers);
  }
  const half = healthyBody.slice(0, Math.floor(healthyBody.length / 2));
  switch (fault.with) {
    case 'hang':
      return 0;
    case 'hang in body':
      return sendHalf(response, healthyBody, half);
    case 'truncated':
      return send(response, 200, half);
    case 'not a list':
      return send(response, 200, JSON.stringify(statusBody(500, 'not a list')));
    case 'token lost':
      // What has no such field comes as it is.
      return send(response, 200, healthyBody.replace(/"continue":"[^"]*",/, ''));
    case 'reset':
      response.socket?.destroy();
      return 0;
    case 'reset in body': {
      const bytes = sendHalf(response, healthyBody, half);
      // Let the half reach the reader first, or this would be a plain reset.
      setImmediate(() => response.socket?.destroy());
      return bytes;
    }
    case 'expired':
      return send(response, 410, JSON.stringify(statusBody(410, 'The provided continue parameter is too old')));
  }
}

function sendHalf(response: ServerResponse, whole: string, half: string): number {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
  response.write(half);
  return Buffer.byteLength(half);
}
