/**
 * What the last full sweep knew, beside the records in the bucket: how large the fleet was, whose turn it is, when it last
 * looked at users outside Kubernetes, and what people were told: by the notices, and by the last summary (docs/design.md
 * section 2). Pure. What cannot be read is no state.
 */
import * as z from 'zod/mini';
import { DAY_MS, parseInstant, writeInstant } from '../core/time.ts';
import { NO_SUMMARY_YET, type SummaryMemory, type SweepState } from '../model/state.ts';
import { USER_SOURCES } from '../model/users.ts';
import { parsedJson } from '../model/parsed-json.ts';

export const STATE_KEY = 'report/state.json';

/** A sweep runs at least once a week; a fleet that is older than two days may have shrunk. */
const MOST_DAYS_OLD = 2;

const shape = z.object({
  version: z.literal(4),
  judgedAt: z.string(),
  fleet: z.int().check(z.minimum(0)),
  waiting: z.array(z.string()),
  usersReadAt: z.nullable(z.string()),
  usersRead: z.array(z.enum(USER_SOURCES)),
  told: z.array(z.unknown()),
});

const toldShape = z.object({ arn: z.string(), quarantinedAt: z.string(), cautions: z.array(z.string()) });

const summaryShape = z.object({
  summary: z.object({
    toldAt: z.nullable(z.string()),
    begunAt: z.nullable(z.string()),
    orphans: z.array(z.string()),
  }),
});

export function stateJson(
  { judgedAt, fleet, waiting, usersReadAt, usersRead, told }: SweepState,
  { toldAt, begunAt, orphans }: SummaryMemory,
): string {
  return JSON.stringify({
    version: 4,
    judgedAt: writeInstant(judgedAt),
    fleet,
    waiting,
    usersReadAt: instantOrNull(usersReadAt),
    usersRead,
    told: told.map((one) => ({ ...one, quarantinedAt: writeInstant(one.quarantinedAt) })),
    summary: { toldAt: instantOrNull(toldAt), begunAt: instantOrNull(begunAt), orphans },
  });
}

function instantOrNull(at: Date | undefined): string | null {
  return at === undefined ? null : writeInstant(at);
}

/** Undefined when it is not what `stateJson` writes. Another version is none: what it says is written anew by the next sweep. */
export function parseState(text: string): SweepState | undefined {
  const { success, data } = shape.safeParse(parsedJson(text));
  const judgedAt = success ? parseInstant(data.judgedAt) : undefined;
  if (!success || judgedAt === undefined) return undefined;
  const { fleet, waiting, usersReadAt: readAt, usersRead } = data;
  const usersReadAt = readAt === null ? undefined : parseInstant(readAt);
  // One that says nothing costs none of the others.
  const told = data.told.flatMap((given) => {
    const one = toldShape.safeParse(given);
    const quarantinedAt = one.success ? parseInstant(one.data.quarantinedAt) : undefined;
    return one.success && quarantinedAt !== undefined ? [{ ...one.data, quarantinedAt }] : [];
  });
  return { judgedAt, fleet, waiting, usersReadAt, usersRead, told };
}

/** Neither too old nor of the future: only then it says how large the fleet is. */
export function isRecent({ judgedAt }: SweepState, now: Date): boolean {
  const ageMs = now.getTime() - judgedAt.getTime();
  // SAFETY: states what must hold, so that a fleet of an unknown time sets no limit.
  return ageMs >= 0 && ageMs <= MOST_DAYS_OLD * DAY_MS;
}

/**
 * What the file says of the last summary, however old the rest of it is and whatever version wrote it: where that got
 * lost, people would get a summary too many. An instant of the future is none, or no summary would come until then.
 */
export function parseSummaryMemory(text: string, now: Date): SummaryMemory {
  const { success, data } = summaryShape.safeParse(parsedJson(text));
  if (!success) return NO_SUMMARY_YET;
  const past = (written: string | null): Date | undefined => {
    const at = written === null ? undefined : parseInstant(written);
    return at !== undefined && at.getTime() <= now.getTime() ? at : undefined;
  };
  const { toldAt, begunAt, orphans } = data.summary;
  return { toldAt: past(toldAt), begunAt: past(begunAt), orphans };
}
