/** Whose approval counts (docs/settings.md, `approvers`). Pure. */
import type { Principal } from '../../model/answer.ts';

/**
 * Whether one of the patterns is the session's ARN, or that of its role. `*` stands for any characters of one part, between
 * two colons or slashes; everything else is taken as it is.
 */
export function isApprover({ arn, issuerArn }: Principal, patterns: readonly string[]): boolean {
  // SAFETY: anchored at both ends: whoever names a session chooses its last part.
  const forms = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(literal).join('[^:/]*')}$`));
  return [arn, issuerArn].some((name) => name !== undefined && forms.some((form) => form.test(name)));
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
