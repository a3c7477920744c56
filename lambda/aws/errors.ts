/**
 * What an SDK error means to the janitor, and how to say it to a person in one line. It must never turn a failure into an
 * answer: only `gone` says something about the resource, and only where AWS named that very fault.
 */
import type { Unreadable, UnreadableCause } from '../model/reading.ts';
import { adviceFor, policyInTheWay } from './denied.ts';
import { IN_BETWEEN } from './foreign-answers.ts';

/** An API call, by its IAM action: `{ service: 'elasticloadbalancing', action: 'DescribeTags' }`. */
export interface AwsCall {
  readonly service: string;
  readonly action: string;
}

/**
 * - `gone`: AWS says that the resource does not exist.
 * - `denied`: the caller lacks a right, or has no valid credentials.
 * - `in-use` / `protected`: AWS refuses to delete it (ResourceInUse / OperationNotPermitted).
 * - `throttled`, `unreachable`: no usable answer, to the end of the retries.
 */
export type AwsErrorKind = 'gone' | 'denied' | 'in-use' | 'protected' | 'throttled' | 'unreachable' | 'other';

interface AwsError {
  readonly kind: AwsErrorKind;
  /** One line, no secrets, begins with service and action. */
  readonly message: string;
}

/** An answer came, but something that AWS always sends was not in it. */
export class IncompleteAnswerError extends Error {
  override readonly name = 'IncompleteAnswerError';
}

// ELBv2 errors carry the suffix Exception in `name` when the SDK knows them, the bare wire code when it does not.
const KINDS: Readonly<Record<string, AwsErrorKind>> = {
  LoadBalancerNotFound: 'gone',
  // What the SDK calls it of the Classic API.
  AccessPointNotFound: 'gone',
  TargetGroupNotFound: 'gone',
  ListenerNotFound: 'gone',
  RuleNotFound: 'gone',
  ResourceNotFound: 'gone',
  AccessDenied: 'denied',
  AuthFailure: 'denied',
  AuthorizationError: 'denied',
  CredentialsProviderError: 'denied',
  ExpiredToken: 'denied',
  IncompleteSignature: 'denied',
  InvalidClientTokenId: 'denied',
  InvalidSignature: 'denied',
  KMSAccessDenied: 'denied',
  MissingAuthenticationToken: 'denied',
  NotAuthorized: 'denied',
  OptInRequired: 'denied',
  RequestExpired: 'denied',
  SignatureDoesNotMatch: 'denied',
  TokenProviderError: 'denied',
  UnauthorizedOperation: 'denied',
  UnrecognizedClient: 'denied',
  ResourceInUse: 'in-use',
  OperationNotPermitted: 'protected',
  KMSThrottling: 'throttled',
  RequestLimitExceeded: 'throttled',
  SlowDown: 'throttled',
  Throttled: 'throttled',
  Throttling: 'throttled',
  TooManyRequests: 'throttled',
  HangingCallError: 'unreachable',
  HealthUnavailable: 'unreachable',
  RequestTimeout: 'unreachable',
  ServiceUnavailable: 'unreachable',
  TimeoutError: 'unreachable',
};

const CAUSES: Readonly<Record<AwsErrorKind, UnreadableCause>> = {
  denied: 'denied',
  gone: 'incomplete',
  'in-use': 'unreachable',
  protected: 'unreachable',
  throttled: 'unreachable',
  unreachable: 'unreachable',
  other: 'unreachable',
};

const UNKNOWN_SERVICE = 'UnknownService';
const NO_CONNECTION =
  'no connection: check the name of the region, the network, and AWS_ENDPOINT_URL, HTTPS_PROXY and NO_PROXY where they are set';
const MAX_MESSAGE_LENGTH = 400;
const HTTP_PROXY_AUTHENTICATION = 407;

/** Classifies an error by its name; errors that AWS did not name are `unreachable` (no answer, 5xx) or `other`. */
export function awsError(call: AwsCall, error: unknown): AwsError {
  const { name, text, policy, status, code, isParsed } = described(error);
  const kind = kindOf(name, status, code);
  const advice = isForeign(name, status, isParsed)
    ? `: HTTP ${status}: ${IN_BETWEEN}`
    : kind === 'denied'
      ? `: ${adviceFor(call, name, { text, policy })}`
      : kind === 'unreachable' && code !== undefined
        ? `: ${NO_CONNECTION}`
        : '';
  return { kind, message: `${call.service} ${call.action}: ${name}: ${text}${advice}` };
}

/** AWS names its errors and writes what can be parsed: anything else may come from somebody in between. */
function isForeign(name: string, status: number | undefined, isParsed: boolean): boolean {
  if (status === undefined) return false;
  return !isParsed || status === HTTP_PROXY_AUTHENTICATION || /^Unknown(Error)?$/.test(name);
}

/** The reading that a failed call leaves behind. */
export function unreadable(call: AwsCall, error: unknown): Unreadable {
  if (error instanceof IncompleteAnswerError) return incomplete(call, error.message);
  const { kind, message } = awsError(call, error);
  return { ok: false, cause: CAUSES[kind], why: message };
}

/** The reading of an answer in which something is missing. */
export function incomplete(call: AwsCall, what: string): Unreadable {
  return { ok: false, cause: 'incomplete', why: `${call.service} ${call.action}: ${what}` };
}

function kindOf(name: string, status: number | undefined, code: string | undefined): AwsErrorKind {
  const bare = name.endsWith('Exception') ? name.slice(0, -'Exception'.length) : name;
  const named = Object.hasOwn(KINDS, bare) ? KINDS[bare] : undefined;
  if (named !== undefined) return named;
  if (status === 429) return 'throttled';
  const noAnswer = code !== undefined && /^E[A-Z_]+$/.test(code);
  return noAnswer || (status !== undefined && status >= 500) ? 'unreachable' : 'other';
}

function described(error: unknown) {
  if (!(error instanceof Error))
    return { name: 'Error', text: oneLine(String(error)), policy: undefined, isParsed: true };
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  const code = field(error, 'code');
  if (isUnknownService(error)) {
    const text = 'the endpoint that answered does not know this service: check AWS_ENDPOINT_URL';
    return { name: UNKNOWN_SERVICE, text, policy: undefined, isParsed: true };
  }
  return {
    name: error.name,
    text: oneLine(error.message),
    // Of the whole message: this stands at its end.
    policy: policyInTheWay(error.message),
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    // The SDK says whose fault it is of every error that it could parse, and keeps the response of the others too.
    isParsed: field(error, '$response') === undefined || field(error, '$fault') !== undefined,
  };
}

/** A sandbox says so in a form that the clients of some services cannot parse. */
function isUnknownService(error: Error): boolean {
  return field(field(field(error, '$response'), 'headers'), 'x-amzn-errortype') === UNKNOWN_SERVICE;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The first line only: signature errors go on with the canonical request, session token and all. */
function oneLine(text: string): string {
  const [first = ''] = text.trim().split(/[\r\n]/);
  const masked = first
    .replaceAll(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, '<access key>')
    .replaceAll(/(X-Amz-(?:Security-Token|Signature|Credential)[=:])[^\s&]+/gi, '$1<secret>');
  return masked.length > MAX_MESSAGE_LENGTH ? `${masked.slice(0, MAX_MESSAGE_LENGTH)}…` : masked;
}

/** Whether AWS gave the error exactly this name, as the SDK writes it: no other error may pass for it. */
export function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
