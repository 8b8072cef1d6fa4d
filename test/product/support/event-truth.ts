// Real clips, and what a person saw happen in them; see ../truth/events/README.md.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Scene, sceneSchema } from "@vigie/contracts";
import { z } from "zod";

const folder = new URL("../truth/events", import.meta.url).pathname;

export interface ClipEvents {
  clip: string;
  /** What the person saw, in words. */
  seen: string;
  /** Every scenario that the person drew. */
  scene: Scene;
  /** Per scenario the seconds at which it becomes true; empty where nothing of the kind happens. */
  tells: Record<string, number[]>;
}

const clipEventsSchema: z.ZodType<ClipEvents> = z
  .strictObject({
    clip: z.string().regex(/^[\w-]+\.(mp4|avi)$/),
    seen: z.string().min(20),
    scene: sceneSchema,
    tells: z.record(z.string(), z.array(z.number().min(0))),
  })
  .superRefine(({ scene, tells }, ctx) => {
    const drawn = new Set(scene.scenarios.map(({ id }) => id));
    for (const id of drawn)
      if (!tells[id]) ctx.addIssue({ code: "custom", path: ["tells"], message: `nothing is said of "${id}"` });
    for (const id of Object.keys(tells))
      if (!drawn.has(id)) ctx.addIssue({ code: "custom", path: ["tells", id], message: "no such scenario is drawn" });
  });

/** All of them, by name of the clip. Errors: a file that is not as its README says. */
export function eventTruth(): ClipEvents[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => clipEventsSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
}
