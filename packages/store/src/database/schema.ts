// The tables as the query builder sees them. Times are integer milliseconds since the epoch, JSON is text, on both databases.

export interface CameraTable {
  id: string;
  config: string;
  addedAtMs: number;
  changedAtMs: number;
}

export interface AlarmTable {
  id: string;
  eventId: string;
  cameraId: string;
  scenarioId: string;
  state: string;
  verdict: string | null;
  /** 2 high, 1 normal, 0 low. */
  priorityRank: number;
  score: number;
  raisedAtMs: number;
  startedAtMs: number;
  /** End of what the alarm shows; its start while it lasts. */
  endedAtMs: number;
  body: string;
}

export interface JournalTable {
  seq: number;
  atMs: number;
  type: string;
  /** Camera or alarm that the entry tells of; the entries of an alarm are deleted with it. */
  subjectId: string;
  body: string;
}

/** Named running numbers: `journal` is the last sequence given, `alarms-raised` counts for ever. */
export interface CounterTable {
  name: string;
  value: number;
}

export interface EventTable {
  id: string;
  cameraId: string;
  scenarioId: string;
  startedAtMs: number;
  endedAtMs: number | null;
  phase: string;
  body: string;
}

export interface CountBinTable {
  cameraId: string;
  placeId: string;
  className: string;
  direction: string;
  binStartMs: number;
  value: number;
}

export interface SegmentTable {
  path: string;
  cameraId: string;
  sequence: number;
  startMs: number;
  endMs: number;
  sizeBytes: number;
  sha256: string;
  previousSha256: string;
  codec: string;
  widthPx: number;
  heightPx: number;
  gapBeforeMs: number;
  gapReason: string;
}

export interface SettingTable {
  key: string;
  value: string;
}

/** Names of classes by class id, as JSON; the id is their hash. */
export interface ClassListTable {
  id: string;
  names: string;
}

/** A minute in which a camera was analysed. */
export interface TraceMinuteTable {
  cameraId: string;
  fromMs: number;
  toMs: number;
  session: number;
  classListId: string;
  aspect: number;
  frames: number;
  times: Uint8Array;
  endedAtMs: number | null;
}

/** All tracks of a minute, `count` of them, packed (core/trajectories/minute-pack.ts); `endMs` is the `toMs` of the minute. */
export interface MinuteTracksTable {
  cameraId: string;
  minuteMs: number;
  endMs: number;
  classListId: string;
  count: number;
  pieces: Uint8Array;
  looks: Uint8Array;
}

/** One track through one minute, as kept before minutes were packed; the area is where its feet were, in steps of the picture. */
export interface TrajectoryTable {
  cameraId: string;
  minuteMs: number;
  trackId: number;
  session: number;
  thing: number;
  firstMs: number;
  lastMs: number;
  looks: number;
  classes: string;
  score: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  size: number;
  body: Uint8Array;
}

/** What a camera's analysis has learnt; `key` says of which source and masks. */
export interface CameraMemoryTable {
  cameraId: string;
  key: string;
  atMs: number;
  body: string;
}

/** Files whose rows are gone and which are still to be deleted. */
export interface RemovalTable {
  path: string;
}

/** Tables of this product; those of the account library (user, session, account, verification) are its own affair. */
export interface StoreSchema {
  camera: CameraTable;
  alarm: AlarmTable;
  journal: JournalTable;
  counter: CounterTable;
  event: EventTable;
  countBin: CountBinTable;
  segment: SegmentTable;
  classList: ClassListTable;
  traceMinute: TraceMinuteTable;
  minuteTracks: MinuteTracksTable;
  trajectory: TrajectoryTable;
  cameraMemory: CameraMemoryTable;
  setting: SettingTable;
  removal: RemovalTable;
}
