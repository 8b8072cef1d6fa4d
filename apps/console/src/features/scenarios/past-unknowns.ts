// What an answer from the stored past does not know of, so that its figures are not believed too much.
import type { Scene } from "@vigie/contracts";
import { asksForCloserLook } from "@vigie/contracts/places";
import type { TFunction } from "i18next";
import { armModeName } from "../../app/i18n/arm-mode-text.ts";
import { aboutStillThings } from "../alarms/known-object.ts";
import type { ScenarioDraft } from "./use-scenario-draft.ts";

/** A sentence each: in which mode the site was, which objects were known then, and that nobody looked closer at the place. */
export function unknownsOf(
  { kind, armModes }: ScenarioDraft["scenario"],
  scene: Pick<Scene, "knownObjects">,
  t: TFunction,
  language: string,
): string[] {
  const modes = Array.isArray(armModes) ? armModes.map((mode) => armModeName(String(mode), language)) : [];
  const known = aboutStillThings(String(kind)) ? scene.knownObjects.length : 0;
  return [
    ...(modes.length > 0 ? [t("preview.armModes", { modes: new Intl.ListFormat(language).format(modes) })] : []),
    ...(asksForCloserLook(String(kind)) ? [t("preview.closer")] : []),
    ...(known > 0 ? [t("preview.knownObjects", { count: known })] : []),
  ];
}
