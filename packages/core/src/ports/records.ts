// What is remembered: the store's promises. Every method that returns has committed; SQLite and PostgreSQL behave alike.
import type { Alarm, CameraConfig, JournalChange, JournalEntry, SceneEvent, Verdict } from "@vigie/contracts";
import type { TrajectoryRecords } from "./trajectories.ts";
import type { RecordedSegment } from "./video.ts";

export interface CameraRecords {
  list(): Promise<CameraConfig[]>;
  get(id: string): Promise<CameraConfig | null>;
  /** Secrets are sealed by the caller before they come here. Writes a `camera` journal entry in the same transaction. Errors: `camera.exists`. */
  insert(camera: CameraConfig, atMs: number): Promise<void>;
  /** Errors: `camera.not-found`. */
  update(camera: CameraConfig, atMs: number): Promise<void>;
  remove(id: string, atMs: number): Promise<void>;
}

export interface AlarmFilter {
  states?: readonly Alarm["state"][];
  cameraId?: string;
  scenarioId?: string;
  verdict?: Verdict | "none";
  fromMs?: number;
  toMs?: number;
  /** Newest first by default; `queue` is priority, then score, then age. */
  order?: "newest" | "queue";
  limit: number;
  /** Opaque, from the page before. */
  after?: string;
}

export interface AlarmRecords {
  /**
   * Stores the alarm unless its eventId is already there; journal entry in the same transaction. Acknowledged means durable:
   * it survives kill -9 and power loss. Returns false when it was already there.
   */
  raise(alarm: Alarm): Promise<boolean>;
  get(id: string): Promise<Alarm | null>;
  findByEvent(eventId: string): Promise<Alarm | null>;
  list(filter: AlarmFilter): Promise<{ alarms: Alarm[]; next: string | null }>;
  /** Reads, changes and writes in one transaction with its journal entry. `change` returns null to leave it. Errors: `alarm.not-found`. */
  change(id: string, atMs: number, change: (alarm: Alarm) => Alarm | null): Promise<Alarm>;
  /** Alarms ever raised since the store was created, also when since deleted. */
  totalRaised(): Promise<number>;
  countByState(): Promise<Record<Alarm["state"], number>>;
}

export interface Journal {
  append(change: JournalChange, atMs: number): Promise<JournalEntry>;
  /** Entries with seq > after, in order. */
  read(after: number, limit: number): Promise<JournalEntry[]>;
  lastSeq(): Promise<number>;
  /** Called after each commit, in order, with everything that this process appended. */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}

export interface EventRecords {
  /** Every scenario event, alarm or record; a second delivery of the same id and phase updates the end and changes nothing else. */
  put(events: readonly SceneEvent[]): Promise<void>;
  list(filter: {
    cameraId?: string;
    scenarioId?: string;
    fromMs?: number;
    toMs?: number;
    limit: number;
    after?: string;
  }): Promise<{
    events: SceneEvent[];
    next: string | null;
  }>;
}

/** Crossings and occupancy without any picture or track: counters per time bin. */
export interface CountBin {
  cameraId: string;
  /** Line or zone id. */
  placeId: string;
  className: string;
  direction: "forward" | "backward" | "inside";
  /** Start of a 15-minute bin. */
  binStartMs: number;
  /** Crossings in the bin, or the largest number inside at once. */
  value: number;
}

export interface CountRecords {
  /** Adds crossings; for `inside` keeps the maximum. */
  add(bins: readonly CountBin[]): Promise<void>;
  list(filter: { cameraId: string; fromMs: number; toMs: number }): Promise<CountBin[]>;
}

/** Events of one kind of thing in one quarter of an hour. */
export interface EventFigure {
  cameraId: string;
  scenarioId: string;
  kind: string;
  /** First class of the event; empty for events about the picture. */
  className: string;
  quarterMs: number;
  events: number;
}

/** Sums in which nobody can be found. */
export interface FigureRecords {
  events(filter: { fromMs: number; toMs: number; cameraId?: string; scenarioId?: string }): Promise<EventFigure[]>;
  /** Scores of a scenario's events, newest first. */
  scores(filter: {
    cameraId: string;
    scenarioId: string;
    fromMs: number;
    toMs: number;
    limit: number;
  }): Promise<number[]>;
  counts(filter: { fromMs: number; toMs: number; cameraId?: string; placeId?: string }): Promise<CountBin[]>;
}

export interface SegmentRecords {
  /** Idempotent by path. */
  insert(segment: RecordedSegment): Promise<void>;
  list(cameraId: string, fromMs: number, toMs: number): Promise<RecordedSegment[]>;
  last(cameraId: string): Promise<RecordedSegment | null>;
  /** The recording with this number; the newest when a repaired chain has given the number twice. */
  find(cameraId: string, sequence: number): Promise<RecordedSegment | null>;
  /** Oldest first, all cameras. */
  olderThan(endMs: number, limit: number): Promise<RecordedSegment[]>;
  totalBytes(): Promise<number>;
  remove(path: string): Promise<void>;
  has(path: string): Promise<boolean>;
}

/** What a camera's analysis has learnt, written down. */
export interface StoredMemory {
  cameraId: string;
  /** Of which source and masks: memory with another key says nothing. */
  key: string;
  /** Clock: frame time of the newest picture that it was learnt from. */
  atMs: number;
  body: string;
}

export interface MemoryRecords {
  /** Keeps the newest of each camera; nothing of a camera that does not exist (any more). */
  put(memory: StoredMemory): Promise<void>;
  get(cameraId: string): Promise<StoredMemory | null>;
  dropBefore(beforeMs: number): Promise<void>;
}

export interface SettingRecords {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

export interface Records {
  readonly dialect: "sqlite" | "postgres";
  readonly cameras: CameraRecords;
  readonly alarms: AlarmRecords;
  readonly journal: Journal;
  readonly events: EventRecords;
  readonly counts: CountRecords;
  readonly segments: SegmentRecords;
  readonly trajectories: TrajectoryRecords;
  readonly figures: FigureRecords;
  readonly memories: MemoryRecords;
  readonly settings: SettingRecords;
  /** Answers within the limit or throws `store.unavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
