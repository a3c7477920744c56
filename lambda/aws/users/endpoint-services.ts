import type { UserReader } from './reader.ts';

export const endpointServices: UserReader = async () => ({ ok: true, value: [] });
