/** Nothing yet: a reader comes here. */
import type { UserReader } from './reader.ts';

export const globalAccelerator: UserReader = async () => ({ ok: true, value: [] });
