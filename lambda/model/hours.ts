/** The hours in which something may be deleted, by the clock of some place (the setting `deletionHours`). */
export interface DeletionHours {
  /** False for an instant that is none. */
  isOpen(at: Date): boolean;
  /** The first instant from then on at which they are open, which is `at` itself where they are; invalid where there is none. */
  opensAt(at: Date): Date;
}
