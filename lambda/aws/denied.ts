/** What a person can do about a call that AWS denied, in words that name the right, the policy or the credentials. */

const NO_CREDENTIALS =
  'no AWS credentials: log in to the profile, or give it some, or name another with --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
const LOGIN_ENDED = 'the profile has no valid credentials: log in to it again';
/** As the SDK says it when no source had any; its other words say what is wrong with the one that the profile names. */
const NO_SOURCE = 'Could not load credentials from any providers';
const NO_REGION = 'the region is unknown or not enabled for this account: check its name';
const NO_KEY = 'let the role use the KMS key, in its own policy and in that of the key';
const BAD_CREDENTIALS = 'AWS does not accept the credentials: renew them';
/** IAM user guide, "Troubleshoot access denied error messages": the type of the policy, which may lie outside the role. */
const EXPLICIT_DENY = /with an explicit deny in (an? [A-Za-z -]{1,40}?(?:policy|boundary))\b/;
const NOT_ALLOWED = /because no ([A-Za-z -]{1,40}?(?:policy|boundary)) allows\b/;

/**
 * @param call by its IAM action
 * @param name of AWS's error
 * @param said its message, and what `policyInTheWay` found in it
 */
export function adviceFor(
  { service, action }: { readonly service: string; readonly action: string },
  name: string,
  { text, policy }: { readonly text: string; readonly policy: string | undefined },
): string {
  if (/^(CredentialsProvider|TokenProvider)Error$/.test(name))
    return text.startsWith(NO_SOURCE) ? NO_CREDENTIALS : LOGIN_ENDED;
  if (name.startsWith('KMS')) return NO_KEY;
  if (name.startsWith('OptInRequired')) return NO_REGION;
  if (/^(AccessDenied|AuthorizationError|UnauthorizedOperation|NotAuthorized)/.test(name))
    return policy ?? `add ${service}:${action} to the role`;
  return BAD_CREDENTIALS;
}

/** What policy is in the way; undefined where the role's own lacks the right, or AWS does not say. */
export function policyInTheWay(message: string): string | undefined {
  const denies = EXPLICIT_DENY.exec(message)?.[1];
  // A right for the role would change nothing: whoever owns the policy has to.
  if (denies !== undefined) return `${denies} denies it, whatever else allows it: ask its owner`;
  const lacks = NOT_ALLOWED.exec(message)?.[1];
  return lacks === undefined || lacks.startsWith('identity-based') ? undefined : `no ${lacks} allows it: ask its owner`;
}
