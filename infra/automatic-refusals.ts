/**
 * What approval `automatic` needs before it can be deployed: silence deletes, so somebody must hear, and everything that
 * could save an NLB must be looked at. Looks at settings before they are parsed too, so it takes nothing about their shape for
 * granted.
 */
import { textOf } from '../lambda/settings/faults.ts';
import { DEFAULTS } from '../lambda/settings/schema.ts';
import { USER_SOURCES } from '../lambda/model/users.ts';

/** @returns one line for each fault: the key, what is wrong, and how to fix it */
export function automaticRefusalsOf(given: Readonly<Record<string, unknown>>): string[] {
  const settings: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...given };
  const { approval, emails, chat, usersOfNlb, graceDays, reminderHours } = settings;
  if (approval !== 'automatic') return [];
  const faults: string[] = [];
  // SAFETY: a delete that nobody approved needs a notice and a reminder that people hear.
  if (Array.isArray(emails) && emails.length === 0 && chat === undefined) {
    faults.push(
      'emails: is empty, and approval is "automatic", so that nobody would hear of a delete before it is made — give an address, or a chat and answer its test card, or approval "required"',
    );
  }
  const off = USER_SOURCES.filter((source) => Object(usersOfNlb)[source] === 'off');
  // SAFETY: who uses the NLB there could not save it.
  if (off.length > 0) {
    faults.push(
      `usersOfNlb: switches ${off.map((source) => textOf(source)).join(', ')} off, and approval is "automatic", which needs every source of users — switch ${off.length === 1 ? 'it' : 'them'} on, or give approval "required"`,
    );
  }
  // SAFETY: the reminder comes after the notice, and both before the delete.
  if (typeof graceDays === 'number' && typeof reminderHours === 'number' && reminderHours > graceDays * 24) {
    const window = `the ${graceDays * 24} hours of graceDays ${graceDays}`;
    const fewer = graceDays > 0 ? `give at most ${graceDays * 24}, or more graceDays` : 'give more graceDays';
    faults.push(`reminderHours: is ${reminderHours}, more than ${window}, and approval is "automatic" — ${fewer}`);
  }
  return faults;
}
