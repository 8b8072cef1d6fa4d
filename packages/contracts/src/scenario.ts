// Scenario definitions: one schema per kind (by family in scenarios/), one union, and one row per kind for the picker.
import { z } from "zod";
import * as body from "./scenarios/body.ts";
import * as concept from "./scenarios/concept.ts";
import * as counting from "./scenarios/counting.ts";
import type { KindInfo } from "./scenarios/definition.ts";
import * as movement from "./scenarios/movement.ts";
import * as presence from "./scenarios/presence.ts";
import * as sceneState from "./scenarios/scene-state.ts";
import * as stillness from "./scenarios/stillness.ts";

export { classNameSchema, SCENARIO_FAMILIES, type ScenarioFamily, slugSchema } from "./scenarios/definition.ts";
export * from "./scenarios/places.ts";

export const scenarioSchema = z.discriminatedUnion("kind", [
  movement.wrongWaySchema,
  movement.wrongWayZoneSchema,
  movement.lineCrossingSchema,
  movement.zoneSequenceSchema,
  movement.redLightSchema,
  movement.speedSchema,
  movement.pavementSchema,
  movement.onTracksSchema,
  movement.crowdMovementSchema,
  presence.intrusionSchema,
  presence.loiteringSchema,
  presence.crowdSchema,
  presence.densitySchema,
  presence.queueSchema,
  presence.workAtHeightSchema,
  presence.proximitySchema,
  presence.tailgatingSchema,
  stillness.stoppedSchema,
  stillness.parkingSchema,
  stillness.overstaySchema,
  stillness.dumpingSchema,
  stillness.abandonedSchema,
  stillness.removedSchema,
  stillness.obstructionSchema,
  stillness.wasteSchema,
  body.fallSchema,
  body.lyingSchema,
  body.wavingSchema,
  sceneState.tamperSchema,
  sceneState.poorViewSchema,
  sceneState.lightOnSchema,
  sceneState.doorStateSchema,
  sceneState.smokeFireSchema,
  sceneState.sceneChangeSchema,
  sceneState.binLevelSchema,
  sceneState.parkingSpacesSchema,
  counting.lineCountSchema,
  counting.occupancySchema,
  counting.turnCountSchema,
  counting.axleCountSchema,
  concept.conceptSchema,
  concept.ppeSchema,
  concept.maskedSchema,
  concept.weaponSchema,
  concept.violenceSchema,
]);
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ScenarioKindName = Scenario["kind"];
export type ScenarioOf<K extends ScenarioKindName> = Extract<Scenario, { kind: K }>;
export type ScenarioKindInfo = KindInfo<ScenarioKindName>;

/** One row per kind, in the order in which the picker shows them. */
export const SCENARIO_KINDS: readonly ScenarioKindInfo[] = [
  ...presence.PRESENCE_KINDS,
  ...stillness.STILLNESS_KINDS,
  ...movement.MOVEMENT_KINDS,
  ...counting.COUNTING_KINDS,
  ...body.BODY_KINDS,
  ...sceneState.SCENE_KINDS,
  ...concept.CONCEPT_KINDS,
];

const infoByKind = new Map(SCENARIO_KINDS.map((info) => [info.kind, info]));

export function scenarioKindInfo(kind: ScenarioKindName): ScenarioKindInfo {
  return infoByKind.get(kind)!;
}
