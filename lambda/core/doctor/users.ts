/** Whether each source of users outside Kubernetes answers: one that does not makes every suspect `unreadable`. */
import { USER_SOURCES, type UserReading, type UserSource } from '../../model/users.ts';
import { sourceName } from '../judge/users/references.ts';
import { count } from '../words.ts';
import { failure, notChecked, ok, warning, type Check } from './check.ts';

export function userChecks(users: ReadonlyMap<UserSource, UserReading>): readonly Check[] {
  return USER_SOURCES.map((source) => userCheck(source, users.get(source)));
}

function userCheck(source: UserSource, reading: UserReading | undefined): Check {
  const about = { id: `users-${source}`, title: `Users: ${sourceName(source)}` };
  if (reading === undefined || reading.is === 'not-due') return notChecked(about, 'it was not asked');
  if (reading.is === 'off') {
    return warning(
      about,
      'it is switched off: an NLB that only this source uses is taken for an orphan, with a caution',
      `take "${source}" out of "usersOfNlb", unless nothing of it is used here`,
    );
  }
  const { answer } = reading;
  if (answer.ok) return ok(about, `${count(answer.value.length, 'reference')} read`);
  return failure(
    about,
    `${answer.why}; while it is so, no orphan is found`,
    answer.cause === 'denied'
      ? 'allow it: docs/permissions.md#the-rights-of-a-source'
      : 'ask again; if it can never be read here, switch it off in "usersOfNlb"',
  );
}
