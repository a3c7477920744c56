/**
 * How late AWS Config may capture that a resource was deleted: with daily recording up to a day (developer guide,
 * "Recording Frequency"). The time that it gives is the latest at which the deletion can have been.
 */
export const CAPTURE_LAG_MS = 86_400_000;
