// What is drawn on one camera's picture, and the scenarios that use it.
import { z } from "zod";
import { pointSchema, polygonSchema, polylineSchema } from "./geometry.ts";
import { type KnownObject, knownObjectSchema } from "./known-object.ts";
import { placeReferences, scenarioSchema, slugSchema } from "./scenario.ts";

const named = { id: slugSchema, name: z.string().min(1).max(120).optional() };

/** Forward: walk from the first point to the last; a crossing from your left hand to your right is forward. */
export const lineSchema = z.strictObject({ ...named, points: polylineSchema });
export const zoneSchema = z.strictObject({ ...named, polygon: polygonSchema });
/** Pixels inside are black before anything is analysed, stored or relayed. */
export const maskSchema = z.strictObject({ ...named, polygon: polygonSchema });
export type Line = z.infer<typeof lineSchema>;
export type Zone = z.infer<typeof zoneSchema>;
export type Mask = z.infer<typeof maskSchema>;

/** Where points of the picture lie on the ground, measured by hand; at least four, not in one row. */
export const groundPlaneSchema = z.strictObject({
  points: z
    .array(
      z.strictObject({
        picture: pointSchema,
        /** Shape: [x, y]. Unit: metres on the ground, from any corner. */
        groundM: z.tuple([z.number().min(-10_000).max(10_000), z.number().min(-10_000).max(10_000)]),
      }),
    )
    .min(4, "a ground plane needs at least 4 measured points")
    .max(32),
});
export type GroundPlane = z.infer<typeof groundPlaneSchema>;

const sceneFields = {
  lines: z.array(lineSchema).max(64).default([]),
  zones: z.array(zoneSchema).max(64).default([]),
  masks: z.array(maskSchema).max(64).default([]),
  scenarios: z.array(scenarioSchema).max(64).default([]),
  /** What people know and do not want to be told of again while it stays. */
  knownObjects: z.array(knownObjectSchema).max(200).default([]),
  groundPlane: groundPlaneSchema.optional(),
};

interface SceneFields {
  lines: Line[];
  zones: Zone[];
  masks: Mask[];
  scenarios: z.infer<typeof scenarioSchema>[];
  knownObjects: KnownObject[];
  groundPlane?: GroundPlane | undefined;
}

function checkReferences(scene: SceneFields, ctx: z.RefinementCtx): void {
  for (const key of ["lines", "zones", "masks", "scenarios", "knownObjects"] as const) {
    const seen = new Set<string>();
    scene[key].forEach((item, i) => {
      if (seen.has(item.id))
        ctx.addIssue({
          code: "custom",
          path: [key, i, "id"],
          message: `the id "${item.id}" is used twice among ${key}`,
        });
      seen.add(item.id);
    });
  }
  scene.scenarios.forEach((scenario, i) => {
    for (const { field, shape, id, index } of placeReferences(scenario)) {
      const key = shape === "line" ? "line" : "zone";
      const list: { id: string }[] = key === "line" ? scene.lines : scene.zones;
      if (list.some((item) => item.id === id)) continue;
      const known = list.length > 0 ? `drawn are: ${list.map((item) => item.id).join(", ")}` : `no ${key} is drawn yet`;
      const path = ["scenarios", i, field, ...(index === null ? [] : [index])];
      ctx.addIssue({ code: "custom", path, message: `there is no ${key} "${id}"; ${known}` });
    }
  });
}

export const sceneSchema = z.strictObject(sceneFields).superRefine(checkReferences);
export type Scene = z.infer<typeof sceneSchema>;
export type SceneInput = z.input<typeof sceneSchema>;

/** Named like a video file without its ending, so that several videos find their camera. */
const fileCameraIdSchema = z
  .string()
  .regex(
    /^[^/\\\p{Cc}]{1,200}$/u,
    "a camera's id is the video's file name without its ending: no slashes, at most 200 long",
  );

const fileCameraSchema = z
  .strictObject({ id: fileCameraIdSchema, name: z.string().max(120).optional(), ...sceneFields })
  .superRefine(checkReferences);

/** The scenario file that `vigie analyze --scenarios` reads. */
export const scenarioFileSchema = z
  .strictObject({ version: z.literal(1), cameras: z.array(fileCameraSchema).min(1).max(1000) })
  .superRefine((file, ctx) => {
    const seen = new Set<string>();
    file.cameras.forEach((camera, i) => {
      if (seen.has(camera.id))
        ctx.addIssue({
          code: "custom",
          path: ["cameras", i, "id"],
          message: `the camera id "${camera.id}" is used twice`,
        });
      seen.add(camera.id);
    });
  });
export type ScenarioFile = z.infer<typeof scenarioFileSchema>;
