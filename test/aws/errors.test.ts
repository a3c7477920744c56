/** What each error means, and that nothing secret or longer than a line comes out. */
import { awsError, IncompleteAnswerError, unreadable } from '../../lambda/aws/errors.ts';

const CALL = { service: 'elasticloadbalancing', action: 'DescribeTags' };

function named(name: string, { message = 'm', status = 400, unparsed = false } = {}) {
  const response = unparsed ? { $response: { statusCode: status } } : {};
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status }, ...response });
}

test.each([
  ['LoadBalancerNotFoundException', 'gone'],
  ['LoadBalancerNotFound', 'gone'],
  ['TargetGroupNotFoundException', 'gone'],
  ['ResourceNotFoundException', 'gone'],
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['UnauthorizedOperation', 'denied'],
  ['UnrecognizedClientException', 'denied'],
  ['ExpiredToken', 'denied'],
  ['ExpiredTokenException', 'denied'],
  ['InvalidClientTokenId', 'denied'],
  ['CredentialsProviderError', 'denied'],
  ['ResourceInUseException', 'in-use'],
  ['OperationNotPermittedException', 'protected'],
  ['OperationNotPermitted', 'protected'],
  ['ThrottlingException', 'throttled'],
  ['Throttling', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['HealthUnavailableException', 'unreachable'],
  ['TimeoutError', 'unreachable'],
  ['ValidationError', 'other'],
  ['NotFound', 'other'],
  ['constructor', 'other'],
] as const)('%s is %s', (name, kind) => {
  expect(awsError(CALL, named(name)).kind).toBe(kind);
});

test('an error without a known name goes by status and socket code', () => {
  expect(awsError(CALL, named('Unknown', { status: 502 })).kind).toBe('unreachable');
  expect(awsError(CALL, named('Unknown', { status: 429 })).kind).toBe('throttled');
  expect(awsError(CALL, named('Unknown', { status: 404 })).kind).toBe('other');
  expect(awsError(CALL, Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })).kind).toBe('unreachable');
  expect(awsError(CALL, new TypeError('a bug')).kind).toBe('other');
  expect(awsError(CALL, 'a string')).toEqual({
    kind: 'other',
    message: 'elasticloadbalancing DescribeTags: Error: a string',
  });
});

test.each([
  ['AccessDenied', 'denied'],
  ['LoadBalancerNotFoundException', 'incomplete'],
  ['ThrottlingException', 'unreachable'],
  ['ValidationError', 'unreachable'],
])('%s makes a reading %s', (name, cause) => {
  expect(unreadable(CALL, named(name))).toMatchObject({ ok: false, cause });
});

test('an incomplete answer makes a reading incomplete, in its own words', () => {
  expect(unreadable(CALL, new IncompleteAnswerError('the answer has no Tags'))).toEqual({
    ok: false,
    cause: 'incomplete',
    why: 'elasticloadbalancing DescribeTags: the answer has no Tags',
  });
});

test('tells a person what to do', () => {
  expect(awsError(CALL, named('AccessDenied')).message).toBe(
    'elasticloadbalancing DescribeTags: AccessDenied: m: add elasticloadbalancing:DescribeTags to the role',
  );
  expect(awsError(CALL, named('ExpiredToken')).message).toContain('renew them');
});

test.each([
  ['Could not load credentials from any providers', 'log in to the profile, or give it some, or name another with'],
  ['The SSO session token associated with profile=p was not found or is invalid.', 'log in to it again'],
])('without credentials says what to do about the profile: %s', (message, advice) => {
  expect(awsError(CALL, named('CredentialsProviderError', { message })).message).toContain(advice);
});

test('an endpoint that does not know the service is no proxy', () => {
  const answer = (type: string) =>
    Object.assign(named('Error', { unparsed: true }), { $response: { headers: { 'x-amzn-errortype': type } } });
  expect(awsError(CALL, answer('UnknownService'))).toEqual({
    kind: 'other',
    message:
      'elasticloadbalancing DescribeTags: UnknownService: the endpoint that answered does not know this service: check AWS_ENDPOINT_URL',
  });
  // Nothing else is read out of an answer that cannot be parsed.
  expect(awsError(CALL, answer('LoadBalancerNotFound'))).toMatchObject({
    kind: 'other',
    message: expect.stringContaining('a proxy may stand in between') as string,
  });
});

test.each([
  ['no answer at all', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'HTTPS_PROXY and NO_PROXY'],
  ['an answer that cannot be parsed', named('SyntaxError', { status: 200, unparsed: true }), 'HTTP 200: a proxy may'],
  ['an error without a name', named('Unknown', { status: 403 }), 'HTTP 403: a proxy may stand in between'],
  ["a proxy's own status", named('Error', { status: 407 }), 'HTTP 407: a proxy may stand in between'],
])('%s may be the work of a proxy', (_title, error, words) => {
  expect(awsError(CALL, error).message).toContain(words);
});

test.each([
  ['an error that AWS names', named('ValidationError')],
  ['a right that is missing', named('AccessDenied', { status: 403 })],
  ['an error of the program', named('SyntaxError')],
])('%s is not', (_title, error) => {
  expect(awsError(CALL, error).message).not.toContain('proxy');
});

const REFUSED =
  'User: arn:aws:sts::123456789012:assumed-role/reap/run is not authorized to perform: elasticloadbalancing:DescribeTags on resource: arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/x/0123456789abcdef';

test.each([
  ['with an explicit deny in a service control policy', 'a service control policy denies it'],
  [
    'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/x',
    'a service control policy denies it',
  ],
  ['with an explicit deny in an identity-based policy', 'an identity-based policy denies it'],
  ['with an explicit deny in a permissions boundary', 'a permissions boundary denies it'],
  ['with an explicit deny in a VPC endpoint policy', 'a VPC endpoint policy denies it'],
  [
    'because no service control policy allows the elasticloadbalancing:DescribeTags action',
    'no service control policy allows it',
  ],
  [
    'because no permissions boundary allows the elasticloadbalancing:DescribeTags action',
    'no permissions boundary allows it',
  ],
])('says which policy is in the way, since a right for the role would not help: %s', (end, said) => {
  const { message } = awsError(CALL, named('AccessDenied', { message: `${REFUSED} ${end}` }));
  expect(message).toContain(`${end}: ${said}`);
  expect(message).toMatch(/: ask its owner$/);
  expect(message).not.toContain('to the role');
});

test('says so also where the message is cut before it', () => {
  const message = `${REFUSED}${'x'.repeat(400)} with an explicit deny in a service control policy`;
  expect(awsError(CALL, named('AccessDenied', { message })).message).toMatch(
    /…: a service control policy denies it, whatever else allows it: ask its owner$/,
  );
});

test.each(['because no identity-based policy allows the elasticloadbalancing:DescribeTags action', 'for a reason'])(
  'asks for a right of the role where that is what is missing: %s',
  (end) => {
    expect(awsError(CALL, named('AccessDenied', { message: `${REFUSED} ${end}` })).message).toMatch(
      /: add elasticloadbalancing:DescribeTags to the role$/,
    );
  },
);

test('is one line without keys, tokens and signatures', () => {
  const message =
    'The signature of ASIAIOSFODNN7EXAMPLE does not match ?X-Amz-Security-Token=FwoGZXIvYXdz&X-Amz-Signature=abc123&x=1\n' +
    'The Canonical String for this request should have been x-amz-security-token:FwoGZXIvYXdz';
  const said = awsError(CALL, named('SignatureDoesNotMatch', { message })).message;
  expect(said).toContain('<access key> does not match ?X-Amz-Security-Token=<secret>&X-Amz-Signature=<secret>&x=1');
  expect(said).not.toMatch(/FwoGZXIvYXdz|abc123|ASIA|\n/);
});

test('cuts what is too long to read', () => {
  expect(awsError(CALL, named('ValidationError', { message: 'x'.repeat(5000) })).message.length).toBeLessThan(500);
});
