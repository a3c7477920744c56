/** The world of one run: where it runs, what it may read, what it may change, and whom it can tell. Types only. */
import type { Deadline, PauseSwitch, ReadPorts } from './read.ts';
import type { ChatChannel, Deleter, EventBus, Notifier, ReportStore, SnapshotStore, TagWriter, Wake } from './write.ts';

export interface World<Write> {
  readonly account: string;
  readonly region: string;
  /** The name that people gave the account; undefined where it has none, or none is known. Never rejects, and soon done. */
  readonly accountName: () => Promise<string | undefined>;
  /** Name of the snapshot bucket; undefined in a stack that has none. */
  readonly bucket: string | undefined;
  /** Of this run: no other has it. */
  readonly runId: string;
  readonly read: ReadPorts;
  readonly write: Write;
  readonly notifier: Notifier;
  /** Undefined without a chat. */
  readonly chat: ChatChannel | undefined;
  readonly events: EventBus;
  readonly pauseSwitch: PauseSwitch;
  readonly deadline: Deadline;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Holds nothing that deletes. */
export type SweepWorld = World<{
  readonly tagWriter: TagWriter;
  readonly wake: Wake;
  readonly report: ReportStore;
}>;

export type ReapWorld = World<{
  readonly tagWriter: TagWriter;
  readonly deleter: Deleter;
  readonly snapshots: SnapshotStore;
}>;
