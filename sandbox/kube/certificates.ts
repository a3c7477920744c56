/**
 * Certificates for the local Kubernetes API, fresh for each process: a CA as EKS has one per cluster, and a server
 * certificate for 127.0.0.1 that it signed. No key ever touches the disk.
 */
import { generate } from 'selfsigned';

export interface ServerIdentity {
  /** PEM of the server's private key. */
  readonly key: string;
  /** PEM of the server's certificate, followed by the CA's. */
  readonly certificateChain: string;
  /** Base64 of the CA's PEM, as DescribeCluster gives it. */
  readonly certificateAuthority: string;
}

const COMMON = { keyType: 'ec', algorithm: 'sha256' } as const;

/** A server identity under a CA of its own; two calls give two CAs that do not trust each other. */
export async function createServerIdentity(): Promise<ServerIdentity> {
  // TLS goes by real time, unlike everything else in the sandbox.
  const ca = await generate([{ name: 'commonName', value: 'kubernetes' }], {
    ...COMMON,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'kube-apiserver' }], {
    ...COMMON,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return {
    key: server.private,
    certificateChain: `${server.cert.trim()}\n${ca.cert}`,
    certificateAuthority: Buffer.from(ca.cert).toString('base64'),
  };
}

let shared: Promise<ServerIdentity> | undefined;

/** One identity for all clusters of the process: making keys is the slowest part of starting one. */
export function sharedServerIdentity(): Promise<ServerIdentity> {
  shared ??= createServerIdentity();
  return shared;
}
