/** Elastic Load Balancing v2 in the sandbox: which commands it knows, and who answers them. */
import { ElasticLoadBalancingV2ServiceException } from '@aws-sdk/client-elastic-load-balancing-v2';

import { describeListenerCertificates, describeListeners } from './elb-listeners.ts';
import {
  deleteLoadBalancer,
  describeCapacityReservation,
  describeLoadBalancerAttributes,
  describeLoadBalancers,
} from './elb-load-balancers.ts';
import { addTags, describeTags, removeTags } from './elb-tags.ts';
import {
  deleteTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroups,
  describeTargetHealth,
} from './elb-target-groups.ts';
import type { SandboxService } from './service.ts';

export const elasticLoadBalancing: SandboxService = {
  name: 'elasticloadbalancing',
  clientName: 'ElasticLoadBalancingV2Client',
  ServiceException: ElasticLoadBalancingV2ServiceException,
  accessDeniedName: 'AccessDenied',
  accessDeniedStatus: 403,
  isThrottled: true,
  commands: {
    AddTags: addTags,
    DeleteLoadBalancer: deleteLoadBalancer,
    DeleteTargetGroup: deleteTargetGroup,
    DescribeCapacityReservation: describeCapacityReservation,
    DescribeListenerCertificates: describeListenerCertificates,
    DescribeListeners: describeListeners,
    DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
    DescribeLoadBalancers: describeLoadBalancers,
    DescribeTags: describeTags,
    DescribeTargetGroupAttributes: describeTargetGroupAttributes,
    DescribeTargetGroups: describeTargetGroups,
    DescribeTargetHealth: describeTargetHealth,
    RemoveTags: removeTags,
  },
};
