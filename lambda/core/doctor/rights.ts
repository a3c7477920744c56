/** What IAM says of the rights to read, without a call of their own: denied rights make verdicts unknown. */
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
    return ok(
      about,
      `IAM allows all ${count(simulation.value.length, 'read')}; rights that depend on tags cannot be simulated`,
    );
  }
  return failure(about, listed(denied.map(inWords), denied.length), LOOK);
}

function inWords({ action, decision }: SimulatedAction): string {
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
