export * from "./fleet.ts";
export * from "./offline/analyse-video.ts";
export type { Stage, StageTimes } from "./pipeline/stage-times.ts";
export { TILES, type TileSettings } from "./pipeline/tiles/tile-settings.ts";
export {
  askThePast,
  nothingStored,
  type PastHooks,
  type PastQuestion,
  requireAnswerable,
} from "./retro/ask-the-past.ts";
export { createFleet, type FleetOptions } from "./supervisor/supervisor.ts";
export { createInHandNote } from "./worker/in-hand.ts";
export * from "./worker/protocol.ts";
export { type WorkerDeps, WorkerHost } from "./worker/worker-host.ts";
