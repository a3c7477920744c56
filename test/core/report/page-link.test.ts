/** The link to the page of all load balancers, in every form of message. */
import { slackMessageOf } from '../../../lambda/core/report/chat.ts';
import { textOf } from '../../../lambda/core/report/email.ts';
import { pageLines, pageLink, pageUrlOf } from '../../../lambda/core/report/page-link.ts';
import { digestOf } from '../../support/digests.ts';

const URL = pageUrlOf('snapshots', 'eu-west-3') ?? '';

it.each([
  [
    'eu-west-3',
    'https://eu-west-3.console.aws.amazon.com/s3/object/snapshots?region=eu-west-3&prefix=report/latest.html',
  ],
  ['cn-north-1', 'https://console.amazonaws.cn/s3/object/snapshots?region=cn-north-1&prefix=report/latest.html'],
  [
    'us-gov-west-1',
    'https://console.amazonaws-us-gov.com/s3/object/snapshots?region=us-gov-west-1&prefix=report/latest.html',
  ],
])('leads to the console of the partition of %s', (region, url) => {
  expect(pageUrlOf('snapshots', region)).toBe(url);
});

it('is none without a bucket, and in what an earlier version published', () => {
  expect(pageUrlOf(undefined, 'eu-west-3')).toBeUndefined();
  for (const digest of [{}, { pageUrl: null }, { pageUrl: '!here' }, { pageUrl: 'https://a b' }])
    expect([...pageLines(digest), ...pageLink(digest)]).toEqual([]);
});

it('is whole in a mail and in Slack, and not in those without it', () => {
  const linked = digestOf([], { pageUrl: URL });
  expect(textOf(linked)).toContain(`Page of all load balancers:\n${URL}\n`);
  expect(JSON.stringify(slackMessageOf(linked, 'title').blocks)).toContain(
    `<${URL.replaceAll('&', '&amp;')}|Page of all load balancers>`,
  );
  expect(textOf(digestOf([]))).not.toContain('Page of all');
  expect(JSON.stringify(slackMessageOf(digestOf([]), 'title').blocks)).not.toContain('Page of all');
});
