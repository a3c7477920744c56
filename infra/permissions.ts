/**
 * Everything that the functions may do to the account, as one list of statements for each function. IAM repeats in them
 * what the code decides (docs/design.md section 8, rule 12), so that a bug cannot reach further. They must never grant a
 * write on `*`, a write of `keep`, or `approval` as anything but `pending`. Instants are beyond IAM: the code compares them.
 */
export { reapStatements } from './reap-permissions.ts';
export { slackStatements } from './slack-permissions.ts';
export { sweepStatements } from './sweep-permissions.ts';
