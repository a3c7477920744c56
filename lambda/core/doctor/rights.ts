/** What IAM says of the rights, without a call of their own: denied reads make verdicts unknown, denied writes fail runs. */
import type { SimulatedAction, SimulatedRights } from '../../model/doctor.ts';
import { count, listed } from '../words.ts';
import { failure, notChecked, ok, type Check } from './check.ts';

const LOOK =
  'look at the policies of the role, at permissions boundaries and service control policies: docs/permissions.md';

export function rightsChecks(rights: readonly SimulatedRights[]): readonly Check[] {
  return rights.map(rightsCheck);
}

function rightsCheck({ principalArn, simulation }: SimulatedRights): Check {
  const name = principalArn.split('/').at(-1) ?? principalArn;
  const about = { id: `rights-${name}`, title: `Rights of ${name}` };
  if (!simulation.ok) return notChecked(about, simulation.why, LOOK);
  const denied = simulation.value.filter(({ decision }) => decision !== 'allowed');
  if (denied.length === 0) {
    const writes = simulation.value.filter(({ resourceArn }) => resourceArn !== undefined).length;
    const reads = count(simulation.value.length - writes, 'read');
    // What the other side says is not in the simulation.
    const found =
      writes === 0
        ? `IAM allows all ${reads}`
        : `IAM allows all ${reads} and ${count(writes, 'write')}; policies of bucket, topic and keys are not simulated`;
    return ok(about, found);
  }
  return failure(about, listed(denied.map(inWords), denied.length), LOOK);
}

function inWords({ action: name, resourceArn, decision }: SimulatedAction): string {
  const action = resourceArn === undefined ? name : `${name} on ${resourceArn}`;
  switch (decision) {
    case 'allowed':
      return `${action} is allowed`;
    case 'no-policy':
      return `no policy allows ${action}`;
    case 'denied':
      return `a policy denies ${action}`;
    case 'organization':
      return `a service control policy denies ${action}`;
    case 'boundary':
      return `the permissions boundary does not allow ${action}`;
  }
}
