/** Nothing yet: a reader comes here. */
import type { UserReader } from './reader.ts';

export const ecsServices: UserReader = async () => ({ ok: true, value: [] });
