// What is said when a scenario was stored: that it watches only where nothing that is known now speaks against it.
import type { CameraView, Scenario } from "@vigie/contracts";
import type { TFunction } from "i18next";
import { armModeName } from "../../app/i18n/arm-mode-text.ts";

interface Circumstances {
  camera: Pick<CameraView, "enabled" | "health">;
  /** It waits for a model that has learnt its concept. */
  waits: boolean;
  /** Classes and groups that the camera's detector sees; empty while that is not known. */
  seen: readonly string[];
  /** The site's mode now; undefined while that is not known. */
  armMode: string | undefined;
  nowMs: number;
}

/** One sentence, with the first thing that keeps it from watching now. */
export function savedText(
  scenario: Scenario,
  { camera, waits, seen, armMode, nowMs }: Circumstances,
  t: TFunction,
  language: string,
): string {
  const name = scenario.name ?? scenario.id;
  const { armModes, schedule } = scenario;
  const classes = "classes" in scenario && Array.isArray(scenario.classes) ? scenario.classes.map(String) : [];
  if (scenario.until !== undefined && Date.parse(scenario.until) <= nowMs) return t("scenarios.savedOver", { name });
  if (waits) return t("scenarios.savedWaits", { name });
  if (seen.length > 0 && classes.some((one) => !seen.includes(one))) return t("scenarios.savedUnseen", { name });
  if (!camera.enabled || !camera.health.analysing || camera.health.state === "blind")
    return t("scenarios.savedNoPicture", { name });
  if (armModes && armMode !== undefined && !armModes.includes(armMode)) {
    const modes = new Intl.ListFormat(language).format(armModes.map((mode) => armModeName(mode, language)));
    return t("scenarios.savedMode", { name, modes });
  }
  return t(schedule ? "scenarios.savedCalendar" : "scenarios.saved", { name });
}
