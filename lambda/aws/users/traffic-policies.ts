/**
 * Where a traffic policy of Route 53 sends clients: the zone's list holds only that a policy stands behind a name, and the
 * end points are in the policy's document. Two calls for each such record.
 */
import { GetTrafficPolicyCommand, GetTrafficPolicyInstanceCommand } from '@aws-sdk/client-route-53';
import type { Route53Client } from '@aws-sdk/client-route-53';
import * as z from 'zod/mini';

import type { Reading } from '../../model/reading.ts';
import { hasName, IncompleteAnswerError } from '../errors.ts';
import { reading, required, wholeReading } from '../reading.ts';
import type { CallBudget } from './call-budget.ts';
import { hostsIn } from './record-values.ts';
import { parsedJson } from '../../model/parsed-json.ts';

const GET_INSTANCE = { service: 'route53', action: 'GetTrafficPolicyInstance' } as const;
const GET_POLICY = { service: 'route53', action: 'GetTrafficPolicy' } as const;

/** Route53/latest/APIReference/api-policies-traffic-policy-document-format.html */
const document = z.object({ Endpoints: z.record(z.string(), z.object({ Value: z.string() })) });

/**
 * DNS names and addresses of every end point, whatever its rules; none of an instance that is gone. Unreadable for a
 * document that is not of the form that Route 53 documents. Never rejects.
 */
export function policyEndpoints(
  instanceId: string,
  client: Route53Client,
  budget: CallBudget,
): Promise<Reading<readonly string[]>> {
  return wholeReading(async (part) => {
    const version = part(await reading(GET_INSTANCE, () => policyOf(instanceId, client, budget)));
    if (version === undefined) return [];
    return part(
      await reading(GET_POLICY, async () => {
        budget.spend();
        const { TrafficPolicy: policy } = await client.send(new GetTrafficPolicyCommand(version));
        return endpointsIn(required(policy?.Document, `Document for traffic policy ${version.Id}`), version.Id);
      }),
    );
  });
}

interface PolicyVersion {
  readonly Id: string;
  readonly Version: number;
}

/** Undefined when the instance is gone. */
async function policyOf(
  instanceId: string,
  client: Route53Client,
  budget: CallBudget,
): Promise<PolicyVersion | undefined> {
  try {
    budget.spend();
    const answer = await client.send(new GetTrafficPolicyInstanceCommand({ Id: instanceId }));
    const { TrafficPolicyId, TrafficPolicyVersion } = required(answer.TrafficPolicyInstance, 'TrafficPolicyInstance');
    return {
      Id: required(TrafficPolicyId, `TrafficPolicyId for instance ${instanceId}`),
      Version: required(TrafficPolicyVersion, `TrafficPolicyVersion for instance ${instanceId}`),
    };
  } catch (error) {
    // SAFETY: by this name alone Route 53 says that the instance, and its record with it, went since it was listed.
    if (hasName(error, 'NoSuchTrafficPolicyInstance')) return undefined;
    throw error;
  }
}

function endpointsIn(text: string, policy: string): readonly string[] {
  const { success, data } = document.safeParse(parsedJson(text));
  if (!success) throw new IncompleteAnswerError(`the document of traffic policy ${policy} has no readable Endpoints`);
  return Object.values(data.Endpoints).flatMap(({ Value }) => hostsIn(Value));
}
