/** How CloudTrail names the API of Network Load Balancers (docs/facts/aws.md 2.3). AddTags and RemoveTags are events of other services too. */

export const ELB_SOURCE = 'elasticloadbalancing.amazonaws.com';
/** Version 2012-06-01 is the Classic API, whose events have the same names. */
export const ELB_VERSION = '2015-12-01';
