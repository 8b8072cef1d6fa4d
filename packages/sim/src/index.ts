export { demoAssetsFolder, demoCameras, demoRtspPaths } from "./demo/demo-cameras.ts";
export { demoName } from "./demo/demo-names.ts";
export { demoScenes } from "./demo/demo-scenes.ts";
export { type DemoFilm, type DemoManifest, readDemoManifest, sha256Of } from "./demo/manifest.ts";
export { encodeDay } from "./encode-day.ts";
export { type EncodeOptions, encodeScene } from "./encode-scene.ts";
export { type MjpegServer, type MjpegServerOptions, startMjpegServer } from "./http/mjpeg-server.ts";
export type { FrameEffects, SeenThing } from "./render/frame-renderer.ts";
export {
  type DrawOptions,
  type RenderedFrame,
  type RenderOptions,
  renderScene,
  type SceneActors,
  SceneRenderer,
} from "./render-scene.ts";
export type { Credentials } from "./rtsp/access-control.ts";
export type { RtspPathOptions } from "./rtsp/camera.ts";
export type { RtspFaults, SwitchMode } from "./rtsp/faults.ts";
export { type RtspServer, type RtspServerOptions, startRtspServer } from "./rtsp/server.ts";
export { disturbanceScenes } from "./scenes/disturbances.ts";
export { ordinaryScenes } from "./scenes/ordinary-life.ts";
export type { SceneDefinition } from "./scenes/scene.ts";
export { DAY_S, type DayPlace, type DaySlice, wholeDay } from "./scenes/whole-day.ts";
export { type ActorBox, type BoxOptions, createActorBoxes } from "./situations/boxes.ts";
export { measuredGround, type PictureSize, picturePoint, situationScene } from "./situations/drawn.ts";
export {
  type Conditions,
  PLAIN,
  type Situation,
  type SituationRow,
  situationRows,
  type TrueEvent,
} from "./situations/index.ts";
export { stagedScene } from "./staged/staged-scene.ts";
export { pictureLines, pictureZones } from "./truth/geometry.ts";
export {
  boxesByFrame,
  type LineTruth,
  type Truth,
  type TruthActor,
  type TruthBox,
  type ZoneTruth,
} from "./truth/truth.ts";
