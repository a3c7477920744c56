/**
 * What the page allows a browser: its own style and script, known by their hashes, and nothing else from anywhere. The core
 * knows no SHA-256: a test makes them anew and says what must stand here.
 */
export const STYLE_HASH = 'sha256-Qu3HQ5c8RuKNOXucC5+MgVhfaQJ9Y7Fv7/XCNwv29ns=';
export const SCRIPT_HASH = 'sha256-qm3zRdCN/YMHTufFJnVzXLX87nLMOe0pxhbI8niV1HI=';

export const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
