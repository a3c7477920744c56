/**
 * `node sandbox/serve.ts`: the demo's account in a box as an AWS endpoint and Kubernetes APIs on this machine, so that
 * any AWS SDK, and `nlb-janitor scan`, can be pointed at it. Runs until Ctrl-C; reaches nothing outside this machine.
 */
import { once } from 'node:events';

import { sweep } from '../lambda/sweep.ts';
import { parseSettings } from '../lambda/settings/settings.ts';
import { endpointEnvironment, startHttpEndpoint } from './aws/http-endpoint.ts';
import { Box } from './box.ts';
import { buildDemoWorld } from './demo-world.ts';

const box = new Box({ startAt: new Date() });
await buildDemoWorld(box, new Date());
// So that there is something to approve: the first sweep has been, and people were told.
// A minute ago: waiting for a cluster that does not answer moves the box's clock on.
box.clock.set(new Date(Date.now() - 60_000));
box.account.subscribe({ protocol: 'email', endpoint: 'platform@example.com', confirmed: true });
const settings = parseSettings({ regions: [box.account.region] }, 'sandbox');
box.account.janitor.deploy(settings);
await sweep({ is: 'everything' }, box.sweepWorld(), settings);
// Whoever asks has only the real time, and the clusters check the dates of their tokens.
box.clock.followRealTime();
const endpoint = await startHttpEndpoint([box.account]);

const lines = Object.entries(endpointEnvironment(endpoint, box.account.region)).map(
  ([name, value]) => `export ${name}=${value}`,
);
// A profile or a session token of the shell would go before the keys, or with them.
console.log(
  [
    'unset AWS_PROFILE AWS_SESSION_TOKEN',
    // All of it is on this machine: no proxy of the shell would find it.
    'export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1',
    ...lines,
    `export NLB_JANITOR_BUCKET=${box.account.bucket.name}`,
  ].join('\n'),
);
// The region is named, since a settings file in the folder would go before the variable.
console.error(
  `\nPaste these lines into another shell, then:\n  npx nlb-janitor scan --region ${box.account.region}\n  npx nlb-janitor approve checkout/legacy\n  npx nlb-janitor status\nNo function runs here: nothing is acknowledged or deleted. Ctrl-C ends it.`,
);

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await endpoint.close();
await box.close();
