// The cameras of the site: what is stored, what the fleet runs, and what a person may see of them.
import {
  AppError,
  type CameraConfig,
  type CameraCreate,
  type CameraHealth,
  type CameraPatch,
  type CameraSource,
  type CameraView,
  cameraConfigSchema,
  type ScenarioMoved,
  type Slots,
} from "@vigie/contracts";
import type { Clock, FileSystem, Records } from "@vigie/core";
import type { Fleet } from "@vigie/engine";
import { holdsSlot, requireSlot, slotHolders } from "../scenarios/analysis-slots.ts";
import { moveScenario } from "../scenarios/move-scenario.ts";
import { dependsOnSite, sceneInForce } from "../scenarios/scene-in-force.ts";
import { withoutUserInfo } from "../secrets/redaction.ts";
import type { SecretBox } from "../secrets/secret-box.ts";
import { readSiteSettings } from "../site-settings.ts";
import { idFromName } from "./camera-id.ts";
import { requireSameVersion, versionOf } from "./camera-version.ts";
import { openedSource, sealedSource, shownSource, splitUserInfo } from "./source-secrets.ts";
import { removeUnusedVideos, VIDEO_FOLDER } from "./unused-videos.ts";

/** Setting: JSON list of the ids of demo cameras; its presence says that cameras were once configured. */
export const DEMO_CAMERAS_SETTING = "demo.cameras";

export interface CameraBook {
  list(): Promise<CameraView[]>;
  /** All cameras, each scene with the site's arm mode and holidays. */
  inForce(): Promise<CameraView[]>;
  /** Errors: `camera.not-found`. */
  view(id: string): Promise<CameraView>;
  /** Errors: `camera.exists`, `source.outside`, `source.not-found`, `slots.all-used`. */
  create(camera: CameraCreate): Promise<CameraView>;
  /** The whole change is taken or refused. Errors: `camera.not-found`, those of `requireSameVersion`, `source.*`, `slots.all-used`. */
  change(id: string, patch: CameraPatch, ifMatch?: string): Promise<CameraView>;
  /** Changes what is drawn from what it is at that moment. Errors: `camera.not-found`, and what `make` throws. */
  changeScene(id: string, make: (scene: CameraConfig["scene"]) => CameraConfig["scene"]): Promise<CameraView>;
  remove(id: string): Promise<void>;
  /** The scenario and its drawing go to the other camera. Errors: `camera.not-found`, `scenario.not-found`, `scenario.same-camera`, `slots.all-used`. */
  moveScenario(fromId: string, scenarioId: string, toId: string): Promise<ScenarioMoved>;
  slots(): Promise<Slots>;
  /** Gives the fleet anew whatever depends on the site's arm mode or holidays. */
  applySite(): Promise<void>;
  /** Every camera as the fleet needs it: passwords readable, file paths absolute. */
  forFleet(): Promise<CameraConfig[]>;
  /** One source from a person, made ready for the fleet. Errors: `source.outside`, `source.not-found`. */
  sourceForFleet(source: CameraSource): Promise<CameraSource>;
  /** Deletes uploaded videos that have waited a day for a camera; returns how many. */
  tidyVideos(): Promise<number>;
  demoIds(): Promise<ReadonlySet<string>>;
  /** Stores the demo cameras and remembers which they are. */
  addDemo(cameras: readonly CameraConfig[]): Promise<void>;
  /** True when a camera is there or ever was. */
  everConfigured(): Promise<boolean>;
}

export interface CameraBookDeps {
  records: Records;
  files: FileSystem;
  clock: Clock;
  fleet: Fleet;
  secrets: SecretBox;
  /** Hears of a camera whose stored password cannot be read: it runs without one until it is entered again. */
  onUnreadable(cameraId: string, cause: unknown): void;
}

export function createCameraBook(deps: CameraBookDeps): CameraBook {
  const { records, files, clock, fleet, secrets } = deps;
  const inTurn = createTurn();
  const sinceMs = clock.nowMs();
  const demoIds = async (): Promise<Set<string>> => {
    const text = await records.settings.get(DEMO_CAMERAS_SETTING);
    return new Set(text === null ? [] : (JSON.parse(text) as string[]));
  };
  const stored = async (id: string): Promise<CameraConfig> => {
    const camera = await records.cameras.get(id);
    if (camera) return camera;
    throw new AppError({ code: "camera.not-found", kind: "not-found", message: `There is no camera "${id}".` });
  };
  const toView = (camera: CameraConfig, demo: ReadonlySet<string>, health: readonly CameraHealth[]): CameraView => ({
    ...camera,
    ...shownSource(camera.source),
    version: versionOf(camera),
    demo: demo.has(camera.id),
    health: shownHealth(health.find((item) => item.cameraId === camera.id) ?? unknownHealth(camera.id, sinceMs)),
  });
  const opened = (camera: CameraConfig): CameraSource => {
    try {
      return openedSource(camera.source, secrets, camera.id);
    } catch (cause) {
      deps.onUnreadable(camera.id, cause);
      return shownSource(camera.source).source;
    }
  };
  const toFleet = async (camera: CameraConfig): Promise<CameraConfig> => ({
    ...camera,
    source: absoluteSource(opened(camera), files),
    scene: sceneInForce(camera.scene, await readSiteSettings(records)),
  });
  /** Errors: `slots.all-used` when this camera, as it would be, takes a slot that it did not hold. */
  const requireFreeSlot = async (after: CameraConfig, others: readonly CameraConfig[]): Promise<void> => {
    const { analysisSlots } = await readSiteSettings(records);
    requireSlot([...others.filter((camera) => camera.id !== after.id), after], after.id, analysisSlots);
  };
  const viewOf = async (camera: CameraConfig) => toView(camera, await demoIds(), fleet.health());
  const rememberConfigured = async (): Promise<void> => {
    if ((await records.settings.get(DEMO_CAMERAS_SETTING)) === null)
      await records.settings.set(DEMO_CAMERAS_SETTING, "[]");
  };

  return {
    async list() {
      const [cameras, demo] = await Promise.all([records.cameras.list(), demoIds()]);
      const health = fleet.health();
      return cameras.map((camera) => toView(camera, demo, health));
    },
    async inForce() {
      const [views, site] = await Promise.all([this.list(), readSiteSettings(records)]);
      return views.map((view) => ({ ...view, scene: sceneInForce(view.scene, site) }));
    },
    async view(id) {
      return viewOf(await stored(id));
    },
    create: (input) =>
      inTurn(async () => {
        const others = await records.cameras.list();
        const taken = new Set(others.map((camera) => camera.id));
        const id = input.id ?? idFromName(input.name, taken);
        const camera = cameraConfigSchema.parse({ ...input, id });
        await checkFile(camera.source, files);
        if (!taken.has(id)) await requireFreeSlot(camera, others);
        const sealed = { ...camera, source: sealedSource(camera.source, null, secrets, id) };
        await records.cameras.insert(sealed, clock.nowMs());
        await rememberConfigured();
        await fleet.put(await toFleet(sealed));
        return viewOf(sealed);
      }),
    change: (id, patch, ifMatch) =>
      inTurn(async () => {
        const before = await stored(id);
        requireSameVersion(before, patch, ifMatch);
        const { source, ...rest } = patch;
        const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const after = cameraConfigSchema.parse({ ...before, ...given, ...(source ? { source } : {}) });
        if (source && !sameFile(after.source, before.source)) await checkFile(after.source, files);
        if (holdsSlot(after) && !holdsSlot(before)) await requireFreeSlot(after, await records.cameras.list());
        const sealed = source ? { ...after, source: sealedSource(after.source, before.source, secrets, id) } : after;
        await records.cameras.update(sealed, clock.nowMs());
        await fleet.put(await toFleet(sealed));
        return viewOf(sealed);
      }),
    changeScene: (id, make) =>
      inTurn(async () => {
        const before = await stored(id);
        const after = cameraConfigSchema.parse({ ...before, scene: make(before.scene) });
        await records.cameras.update(after, clock.nowMs());
        await fleet.put(await toFleet(after));
        return viewOf(after);
      }),
    remove: (id) =>
      inTurn(async () => {
        await stored(id);
        await fleet.remove(id);
        await records.cameras.remove(id, clock.nowMs());
      }),
    moveScenario: (fromId, scenarioId, toId) =>
      inTurn(async () => {
        if (fromId === toId) throw sameCamera(fromId);
        const [from, to] = [await stored(fromId), await stored(toId)];
        const moved = moveScenario(from, scenarioId, to);
        const { analysisSlots } = await readSiteSettings(records);
        const sourceAnalysisOff = analysisSlots !== null && holdsSlot(from) && moved.from.scenarios.length === 0;
        const fromAfter = {
          ...from,
          scene: moved.from,
          analysis: { ...from.analysis, enabled: from.analysis.enabled && !sourceAnalysisOff },
        };
        const toAfter = cameraConfigSchema.parse({
          ...to,
          scene: moved.to,
          analysis: { ...to.analysis, enabled: true },
        });
        const others = (await records.cameras.list()).filter((camera) => camera.id !== fromId);
        await requireFreeSlot(toAfter, [...others, fromAfter]);
        // Where it goes to first: after a crash in between it stands on both, never on neither.
        for (const camera of [toAfter, fromAfter]) await records.cameras.update(camera, clock.nowMs());
        for (const camera of [fromAfter, toAfter]) await fleet.put(await toFleet(camera));
        return { fromCameraId: fromId, toCameraId: toId, scenarioId: moved.scenarioId, sourceAnalysisOff };
      }),
    async slots() {
      const { analysisSlots } = await readSiteSettings(records);
      return { limit: analysisSlots, used: slotHolders(await records.cameras.list()).map((camera) => camera.id) };
    },
    applySite: () =>
      inTurn(async () => {
        for (const camera of await records.cameras.list())
          if (camera.enabled && dependsOnSite(camera.scene)) await fleet.put(await toFleet(camera));
      }),
    async forFleet() {
      return Promise.all((await records.cameras.list()).map(toFleet));
    },
    async sourceForFleet(source) {
      await checkFile(source, files);
      return absoluteSource(splitUserInfo(source), files);
    },
    tidyVideos: () => inTurn(() => removeUnusedVideos(records, files, clock.nowMs())),
    demoIds,
    async addDemo(cameras) {
      await records.settings.set(DEMO_CAMERAS_SETTING, JSON.stringify(cameras.map((camera) => camera.id)));
      for (const camera of cameras) await records.cameras.insert(camera, clock.nowMs());
    },
    async everConfigured() {
      if ((await records.settings.get(DEMO_CAMERAS_SETTING)) !== null) return true;
      return (await records.cameras.list()).length > 0;
    },
  };
}

function sameCamera(id: string): AppError {
  return new AppError({
    code: "scenario.same-camera",
    kind: "invalid",
    message: `The scenario is on camera "${id}" already; name another camera.`,
  });
}

/** Changes happen one after the other: two people who change different fields both keep theirs. */
function createTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
}

/** What is known of a camera that nobody has looked at yet. */
function unknownHealth(cameraId: string, sinceMs: number): CameraHealth {
  return {
    cameraId,
    state: "unknown",
    reason: "The camera has not been looked at yet.",
    code: null,
    sinceMs,
    recording: false,
    analysing: false,
    detector: null,
    notWatching: [],
    video: null,
    sourceFps: 0,
    decodedFps: 0,
    analysedFps: 0,
    droppedFrames: 0,
    lastFrameAtMs: null,
  };
}

/** Health as it may leave the server: an address in the reason loses its user and password. */
export function shownHealth(health: CameraHealth): CameraHealth {
  return { ...health, reason: withoutUserInfo(health.reason) };
}

async function checkFile(source: CameraSource, files: FileSystem): Promise<void> {
  if (source.kind !== "file") return;
  const parts = source.path.split("/");
  if (
    parts[0] !== VIDEO_FOLDER ||
    parts.length < 2 ||
    parts.some((part) => part === ".." || part === "" || part === ".")
  ) {
    throw new AppError({
      code: "source.outside",
      kind: "invalid",
      message: `The video "${source.path}" cannot be used; upload it first and give the path of the answer (${VIDEO_FOLDER}/...).`,
    });
  }
  const found = await files.stat(source.path);
  if (found && !found.isFolder) return;
  throw new AppError({
    code: "source.not-found",
    kind: "not-found",
    message: `There is no video "${source.path}"; upload it first.`,
  });
}

function sameFile(a: CameraSource, b: CameraSource): boolean {
  return a.kind === "file" && b.kind === "file" && a.path === b.path;
}

/** Paths of people lie in the video folder; demo scenes bring their own absolute path. */
function absoluteSource(source: CameraSource, files: FileSystem): CameraSource {
  if (source.kind !== "file" || !source.path.startsWith(`${VIDEO_FOLDER}/`)) return source;
  return { ...source, path: files.absolute(source.path) };
}
