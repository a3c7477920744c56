/**
 * What the page allows a browser: its own style and script, known by their hashes, and nothing else from anywhere. The core
 * knows no SHA-256: a test makes them anew and says what must stand here.
 */
export const STYLE_HASH = 'sha256-XI8BKyqJsz3YIv3FdNpLC8lAHXX2+vgFMHFqMYcOS/o=';
export const SCRIPT_HASH = 'sha256-qm3zRdCN/YMHTufFJnVzXLX87nLMOe0pxhbI8niV1HI=';

export const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
