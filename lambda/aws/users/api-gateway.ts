/** Nothing yet: a reader comes here. */
import type { UserReader } from './reader.ts';

export const apiGateway: UserReader = async () => ({ ok: true, value: [] });
