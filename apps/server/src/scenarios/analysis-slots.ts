// Few analysis slots over many cameras: who holds them, and who may take one more.
import { AppError, type CameraConfig } from "@vigie/contracts";

/** A camera holds a slot while it is switched on and its analysis too. */
export function holdsSlot({ enabled, analysis }: Pick<CameraConfig, "enabled" | "analysis">): boolean {
  return enabled && analysis.enabled;
}

export function slotHolders(cameras: readonly CameraConfig[]): CameraConfig[] {
  return cameras.filter(holdsSlot);
}

/** `cameras`: all of them as they would be. Errors: `slots.all-used`. */
export function requireSlot(cameras: readonly CameraConfig[], cameraId: string, limit: number | null): void {
  if (limit === null) return;
  const holders = slotHolders(cameras);
  if (holders.length <= limit || !holders.some((camera) => camera.id === cameraId)) return;
  const others = holders.filter((camera) => camera.id !== cameraId);
  throw new AppError({
    code: "slots.all-used",
    kind: "conflict",
    message: `${limit === 1 ? "The only analysis slot is" : `All ${limit} analysis slots are`} in use, by ${named(others)}: switch the analysis of one of them off, or move its last scenario to another camera.`,
    details: { limit, used: others.map((camera) => camera.id) },
  });
}

/** Errors: `slots.in-use` when fewer slots are wanted than are held. */
export function requireEnoughSlots(cameras: readonly CameraConfig[], limit: number | null): void {
  const holders = slotHolders(cameras);
  if (limit === null || holders.length <= limit) return;
  throw new AppError({
    code: "slots.in-use",
    kind: "conflict",
    message: `${holders.length} cameras are analysed now, more than ${limit}: ${named(holders)}; switch the analysis of some off first.`,
    details: { limit, used: holders.map((camera) => camera.id) },
  });
}

const MOST_NAMED = 6;

function named(cameras: readonly CameraConfig[]): string {
  const names = cameras.map((camera) => `"${camera.name}"`);
  if (names.length <= MOST_NAMED) return names.join(", ");
  return `${names.slice(0, MOST_NAMED - 1).join(", ")} and ${names.length - MOST_NAMED + 1} more`;
}
