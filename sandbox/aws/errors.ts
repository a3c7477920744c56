/**
 * AWS's errors as the SDK throws them: the service's own classes, names, status codes and messages, so that retries and
 * `instanceof` behave as they do against AWS.
 */
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';

import type { Account } from '../account.ts';
import type { FaultKind, SandboxCall } from './call-log.ts';
import type { SandboxService, ServiceExceptionClass } from './service.ts';

/** An error that the SDK has no class for: the service's base class with AWS's name. */
export function unmodelled(Base: ServiceExceptionClass, name: string, status: number, message: string): Error {
  return new Base({
    name,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
    message,
  });
}

/** The error that a fault set by a test stands for. */
export function faultError(service: SandboxService, account: Account, call: SandboxCall, kind: FaultKind): Error {
  switch (kind) {
    case 'throttled':
      return throttled(service);
    case 'denied': {
      const action = `${service.name}:${call.command}`;
      const message = `User: ${account.callerArn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
      return unmodelled(service.ServiceException, service.accessDeniedName, service.accessDeniedStatus, message);
    }
    case 'server-error':
      return unmodelled(service.ServiceException, 'InternalFailure', 500, 'The request processing has failed.');
    default:
      return kind;
  }
}

export function throttled(service: SandboxService): Error {
  return unmodelled(service.ServiceException, 'ThrottlingException', 400, 'Rate exceeded');
}

type ElbErrorClass = new (options: ConstructorParameters<typeof elb.LoadBalancerNotFoundException>[0]) => Error;

/** ELBv2 speaks XML: the SDK keeps the wire code, without the suffix Exception, in `Code`. */
function elbError(Class: ElbErrorClass, message: string): Error {
  const error = new Class({ message, $metadata: { httpStatusCode: 400 } });
  return Object.assign(error, { Code: error.name.replace(/Exception$/, '') });
}

export const loadBalancerNotFound = (arns: readonly string[]) =>
  elbError(elb.LoadBalancerNotFoundException, `Load balancers '[${arns.join(', ')}]' not found`);

export const targetGroupNotFound = (arns: readonly string[]) =>
  elbError(elb.TargetGroupNotFoundException, `Target groups '${arns.join(', ')}' not found`);

export const listenerNotFound = (arns: readonly string[]) =>
  elbError(elb.ListenerNotFoundException, `Listeners '${arns.join(', ')}' not found`);

export const deletionProtected = (arn: string) =>
  elbError(
    elb.OperationNotPermittedException,
    `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
  );

export const usedByAnotherService = (arn: string) =>
  elbError(
    elb.ResourceInUseException,
    `Load balancer '${arn}' cannot be deleted because it is currently associated with another service`,
  );

export const targetGroupInUse = (arn: string) =>
  elbError(elb.ResourceInUseException, `Target group '${arn}' is currently in use by a listener or a rule`);

export const tooManyTags = (arn: string) =>
  elbError(elb.TooManyTagsException, `The maximum number of tags (50) for '${arn}' has been reached`);

export const duplicateTagKeys = () => elbError(elb.DuplicateTagKeysException, 'A tag key was specified more than once');

export const elbValidationError = (message: string) =>
  Object.assign(unmodelled(elb.ElasticLoadBalancingV2ServiceException, 'ValidationError', 400, message), {
    Code: 'ValidationError',
  });
