/** Hosts and ARNs out of the URIs of integrations. */
import { targetsIn, type StageVariables } from '../../../lambda/aws/users/integration-targets.ts';

const LISTENER = 'arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:listener/net/edge/50dc/0467';

async function targets(text: string, stages: readonly StageVariables[] = []): Promise<readonly string[]> {
  return [...(await targetsIn([text], async () => stages))];
}

test.each([
  [LISTENER, [LISTENER]],
  ['arn:aws:lambda:eu-west-3:123456789012:function:f', []],
  ['http://edge.example.com', ['edge.example.com']],
  ['https://edge.example.com:8443/a/{proxy}?b=c#d', ['edge.example.com']],
  ['HTTP://Edge.Example.com/', ['Edge.Example.com']],
  ['https://user:secret@edge.example.com/', ['edge.example.com']],
  ['edge.example.com', ['edge.example.com']],
  ['edge.example.com:80/path', ['edge.example.com']],
  ['http://10.0.1.2:80/', ['10.0.1.2']],
  ['http://[2001:db8::1]:80/', ['2001:db8::1']],
  ['', []],
])('%s names %j', async (text, expected) => {
  expect(await targets(text)).toEqual(expected);
});

test.each<[string, StageVariables, string]>([
  ['http://${stageVariables.host}/x', { host: 'edge.example.com' }, 'edge.example.com'],
  ['http://${stageVariables.url}', { url: 'edge.example.com:8080/x' }, 'edge.example.com'],
  ['http://${stageVariables.name}.example.com/x', { name: 'edge' }, 'edge.example.com'],
  ['http://${stageVariables.a}.${stageVariables.b}/x', { a: 'edge', b: 'example.com' }, 'edge.example.com'],
  ['${stageVariables.listener}', { listener: LISTENER }, LISTENER],
])('%s names what a stage fills in', async (text, variables, expected) => {
  expect(await targets(text, [{}, variables])).toEqual([expected]);
});

test.each([
  ['no stage sets', '${stageVariables.host}', []],
  ['a stage lacks', '${stageVariables.host}', [{ other: 'x' }]],
  ['every object has by the name', '${stageVariables.constructor}', [{}]],
])('what %s points nowhere', async (_what, uri, stages) => {
  expect(await targets(uri, stages)).toEqual([]);
});

test('names each target once, and asks for the stages once', async () => {
  let asked = 0;
  const uri = 'http://${stageVariables.host}/';
  const found = await targetsIn([uri, uri, 'http://a.example.com/x', 'http://a.example.com/y'], async () => {
    asked += 1;
    return [{ host: 'b.example.com' }];
  });
  expect([...found]).toEqual(['a.example.com', 'b.example.com']);
  expect(asked).toBe(1);
});
