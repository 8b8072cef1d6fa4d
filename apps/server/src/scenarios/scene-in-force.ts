// A camera's scene as it is in force now: with the site's arm mode and the site's holidays.
import type { Scenario, Scene, SiteSettings } from "@vigie/contracts";
import type { SceneInForce } from "@vigie/core";

/** The scene for the fleet; the same object where nothing of the site matters to it. */
export function sceneInForce(
  scene: Scene,
  { armMode, holidays }: Pick<SiteSettings, "armMode" | "holidays">,
): SceneInForce {
  if (!dependsOnSite(scene)) return scene;
  const scenarios = scene.scenarios.map((scenario) => withSiteHolidays(scenario, { holidays }));
  return { ...scene, scenarios, armMode };
}

/** The site's holidays join those of its calendar; the same object where it has none or minds none. */
export function withSiteHolidays(scenario: Scenario, { holidays }: Pick<SiteSettings, "holidays">): Scenario {
  const { schedule } = scenario;
  if (!schedule || !minds(schedule.onHolidays)) return scenario;
  const joined = [...new Set([...(schedule.holidays ?? []), ...holidays])].sort();
  return { ...scenario, schedule: { ...schedule, holidays: joined } };
}

/** True when a change of arm mode or holidays may change what is watched. */
export function dependsOnSite({ scenarios }: Scene): boolean {
  return scenarios.some(({ armModes, schedule }) => armModes !== undefined || minds(schedule?.onHolidays));
}

function minds(onHolidays: string | undefined): boolean {
  return onHolidays === "never" || onHolidays === "all-day";
}
