// Which scenarios can be asked about the past. Apart from what answers, because it alone needs the schemas of all kinds, and threads start faster without.
import { AppError, type Scenario, scenarioKindInfo } from "@vigie/contracts";
import { ruledKinds } from "@vigie/core";

/** Errors: `retro.needs-picture`, `retro.not-built`. */
export function requireAnswerable(scenario: Scenario): void {
  const { evidence } = scenarioKindInfo(scenario.kind);
  if (evidence !== "tracks") {
    throw new AppError({
      code: "retro.needs-picture",
      kind: "invalid",
      message: `A scenario of kind "${scenario.kind}" is judged from the picture, and only tracks are kept of the past: it can be started, but not be asked about what was.`,
    });
  }
  if (!ruledKinds.includes(scenario.kind)) {
    throw new AppError({
      code: "retro.not-built",
      kind: "invalid",
      message: `This build has no rule for scenarios of kind "${scenario.kind}".`,
    });
  }
}
