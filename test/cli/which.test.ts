/** The ways in which people name a load balancer. */
import { parseWhich } from '../../cli/which.ts';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/net/a1/50dc6c495c0c9188';

it.each([
  [ARN, { is: 'arn', arn: ARN, region: 'eu-west-3' }],
  ['a3f2504e04f8941d39a0c0305e82c330', { is: 'name', name: 'a3f2504e04f8941d39a0c0305e82c330', region: undefined }],
  ['Vpn-Gateway', { is: 'name', name: 'Vpn-Gateway', region: undefined }],
  ['payments/api', { is: 'service', named: 'payments/api', region: undefined }],
  [
    'A1-50dc.elb.eu-west-3.amazonaws.com.',
    { is: 'dns-name', dnsName: 'a1-50dc.elb.eu-west-3.amazonaws.com', region: 'eu-west-3' },
  ],
  [
    'a1-50dc.elb.cn-north-1.amazonaws.com.cn',
    { is: 'dns-name', dnsName: 'a1-50dc.elb.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' },
  ],
  [
    'a1-50dc.elb.eusc-de-east-1.amazonaws.eu',
    { is: 'dns-name', dnsName: 'a1-50dc.elb.eusc-de-east-1.amazonaws.eu', region: 'eusc-de-east-1' },
  ],
  [
    'web-1.ap-southeast-10.elb.amazonaws.com',
    { is: 'dns-name', dnsName: 'web-1.ap-southeast-10.elb.amazonaws.com', region: 'ap-southeast-10' },
  ],
  [
    'internal-web-1.us-gov-west-1.elb.amazonaws.com',
    { is: 'dns-name', dnsName: 'internal-web-1.us-gov-west-1.elb.amazonaws.com', region: 'us-gov-west-1' },
  ],
])('%s', (text, which) => {
  expect(parseWhich(text)).toEqual(which);
});

it.each([
  ['a name with spaces', 'give the ARN, the name or the DNS name'],
  ['n'.repeat(33), 'give the ARN, the name or the DNS name'],
  ['', 'give the ARN, the name or the DNS name'],
  ['a/b/c', 'give the ARN, the name or the DNS name'],
  ['Payments/api', 'give the ARN, the name or the DNS name'],
  ['payments/', 'give the ARN, the name or the DNS name'],
  ['api.example.com', 'is not the DNS name of a load balancer'],
  ['arn:aws:s3:::bucket', 'is not the ARN of a load balancer'],
  ['arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/old', 'is a Classic Load Balancer'],
])('"%s" is refused', (text, words) => {
  expect(() => parseWhich(text)).toThrow(words);
});
