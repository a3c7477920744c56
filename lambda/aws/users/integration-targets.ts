/**
 * What an integration of API Gateway points at, out of its URI or its target. A stage may fill in a part of it; what no
 * stage fills in points nowhere. Pure text, no calls.
 */

/** The variables of one stage, by name. */
export type StageVariables = Readonly<Record<string, string>>;

/** apigateway/latest/developerguide: aws-api-gateway-stage-variables-reference, http-api-stages.stage-variables-reference */
const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;
const VARIABLE_BEGINS = '${stageVariables.';

/** Scheme and user in front, port, path and query behind; an IPv6 address stands in brackets. */
const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?(?:\[([^\]]+)\]|([^/:?#]+))/i;

/**
 * Every load balancer ARN, listener ARN, host name and IP address that the texts name, each once. ARNs of other services,
 * such as functions and services of Cloud Map, are left out.
 * @param texts URIs and targets: `arn:aws:elasticloadbalancing:…`, `http://<host>:<port>/<path>`
 * @param stages asked only where a stage says what a text names
 */
export async function targetsIn(
  texts: readonly string[],
  stages: () => Promise<readonly StageVariables[]>,
): Promise<ReadonlySet<string>> {
  const open = texts.filter((text) => targetIn(text)?.includes(VARIABLE_BEGINS) === true);
  const ofStages = open.length === 0 ? [] : await stages();
  // SAFETY: the name of a load balancer may be in a variable.
  const filledIn = ofStages.flatMap((variables) => open.map((text) => filled(text, variables)));
  return new Set(
    [...texts, ...filledIn]
      .map(targetIn)
      .filter((target) => target !== undefined)
      .filter((target) => !target.includes(VARIABLE_BEGINS)),
  );
}

function targetIn(text: string): string | undefined {
  if (text.startsWith('arn:')) return /^arn:[^:]*:elasticloadbalancing:/.test(text) ? text : undefined;
  const [, address, name] = HOST.exec(text) ?? [];
  return address ?? name;
}

function filled(text: string, variables: StageVariables): string {
  return text.replaceAll(VARIABLE, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );
}
