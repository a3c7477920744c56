/**
 * What the page allows a browser: its own style and script, known by their hashes, and nothing else from anywhere. The core
 * knows no SHA-256: a test makes them anew and says what must stand here.
 */
export const STYLE_HASH = 'sha256-8rfBrn35rfSRuHRuXu9UlXH820kfHFn4WBMBzKpoiGg=';
export const SCRIPT_HASH = 'sha256-qm3zRdCN/YMHTufFJnVzXLX87nLMOe0pxhbI8niV1HI=';

export const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;
