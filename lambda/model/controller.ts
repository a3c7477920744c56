/** What tells the AWS Load Balancer Controller from others who call Elastic Load Balancing. */

/** Begins its user agent: `elbv2.k8s.aws/v2.13.0 aws-sdk-go-v2/…` (its pkg/aws/endpoints, pkg/version). */
export const CONTROLLER_AGENT = 'elbv2.k8s.aws';
