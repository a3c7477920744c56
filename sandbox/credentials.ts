/**
 * The only credentials that exist in the sandbox: its AWS clients sign with them, its clusters know them. Good for
 * nothing anywhere else.
 */
export const SANDBOX_CREDENTIALS = { accessKeyId: 'SANDBOXACCESSKEYID', secretAccessKey: 'sandbox-secret' } as const;
