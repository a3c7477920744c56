/** What a subscription may filter by: of every NLB in the message, plain, once each. */
import fc from 'fast-check';
import { attributesOf } from '../../../lambda/core/report/attributes.ts';
import { messagesOf } from '../../../lambda/core/report/messages.ts';
import { DELETED, digestOf, orphanEntryOf, REFUSED } from '../../support/digests.ts';
import { hostileText, poisoned, RAW } from '../../support/hostile.ts';

const OWNED = orphanEntryOf({ service: 'mail/smtp', owners: [{ tag: 'team', value: 'mail-team' }] });

it('has the values of all NLBs, without doubles', () => {
  expect(attributesOf(digestOf([OWNED, DELETED, DELETED, REFUSED], { accountName: 'prod-account' }))).toEqual({
    kind: ['orphan', 'deleted', 'refused'],
    account: ['123456789012', 'prod-account'],
    region: ['eu-west-3'],
    cluster: ['prod'],
    namespace: ['mail', 'payments'],
    service: ['mail/smtp', 'payments/api'],
    owner: ['mail-team'],
  });
});

it('leaves out what nobody knows', () => {
  const unknown = orphanEntryOf({ service: null, cluster: null });
  expect(Object.keys(attributesOf(digestOf([unknown])))).toEqual(['kind', 'account', 'region']);
});

it('holds nothing that SNS refuses, whatever was written', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const values = Object.values(attributesOf(poisoned(digestOf([OWNED, DELETED]), `${text}\uffff`))).flat();
      expect(values.filter((value) => value.trim() === '' || RAW.test(value) || /[\n\uffff]/.test(value))).toEqual([]);
    }),
  );
});

const owned = (number: number) =>
  Array.from({ length: 20 }, (_, index) => {
    const owners = Array.from({ length: number }, (_none, tag) => ({
      tag: `t${tag}`,
      value: `${index}-${tag}`.padEnd(250, 'x'),
    }));
    return orphanEntryOf({ arn: `arn:${index}`, evidence: [], explanation: 'x', owners });
  });

it.each([
  [1, true],
  [4, false],
])('of 20 NLBs with %i long owners each, stays below what SNS takes: %s', (number, hasAttributes) => {
  const messages = messagesOf(digestOf(owned(number)));
  expect(messages.every(({ attributes }) => (attributes !== undefined) === hasAttributes)).toBe(true);
});
