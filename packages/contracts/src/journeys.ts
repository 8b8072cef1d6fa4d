// From one sighting, candidates by time and place on other cameras, for an investigator with a legal reference; nobody is recognised.
import { z } from "zod";
import { isKnownClass } from "./classes.ts";
import { slugSchema } from "./scenario.ts";

/** Unit: s. */
export const JOURNEY_LONGEST_S = 1800;
export const JOURNEY_MOST_CANDIDATES = 500;

/** What the answer is not, one sentence each. */
export const JOURNEY_LIMITS = [
  "Candidates are found by camera, time and class alone: no picture, face or appearance is compared, and nobody is recognised.",
  "A candidate may be anybody or anything of its class: a person has to look at each recording.",
  "The same person or thing may be listed several times on one camera: whenever sight of it was lost, another candidate begins.",
  "No candidate does not mean that nobody came by: what was not analysed, not kept or not detected is not listed.",
] as const;

const seconds = z.number().int().min(0).max(JOURNEY_LONGEST_S);

export const journeyRequestSchema = z
  .strictObject({
    /** The sighting. Clock: wall. */
    cameraId: slugSchema,
    atMs: z.number().int().nonnegative(),
    classes: z
      .array(
        z
          .string()
          .refine(isKnownClass, "no detector can see such a class; the names of classes are those of scenarios"),
      )
      .min(1)
      .max(20),
    beforeS: seconds.default(0),
    afterS: seconds.default(600),
    /** All others when absent. */
    cameraIds: z.array(slugSchema).min(1).max(1000).optional(),
    /** The act under which is asked: number of the file, order or request. */
    legalReference: z.string().trim().min(3, "a legal reference has 3 to 200 characters").max(200),
    reason: z.string().trim().max(500).default(""),
  })
  .refine(({ beforeS, afterS }) => beforeS + afterS > 0, {
    path: ["afterS"],
    message: "the time before and the time after cannot both be 0",
  })
  .refine(({ cameraId, cameraIds }) => !cameraIds?.includes(cameraId), {
    path: ["cameraIds"],
    message: "only other cameras than that of the sighting can be asked",
  });
export type JourneyRequest = z.input<typeof journeyRequestSchema>;

export const journeyCandidateSchema = z.object({
  cameraId: z.string(),
  cameraName: z.string(),
  /** First and last look at it within the asked time. */
  fromMs: z.number(),
  toMs: z.number(),
  className: z.string(),
  /** From the sighting to the nearest moment of the candidate: negative before it, 0 when it was in sight then. Unit: s. */
  secondsAfter: z.number(),
  /** Some of it was recorded and is still there. */
  hasRecording: z.boolean(),
});
export type JourneyCandidate = z.infer<typeof journeyCandidateSchema>;

export const journeyCameraSchema = z.object({
  cameraId: z.string(),
  cameraName: z.string(),
  /** Share of the asked time that was analysed for one of the classes at least, and kept; outside it nothing is known. Range: 0 to 1. */
  coveredShare: z.number(),
  /** Also those that were left out of the list. */
  candidates: z.number().int(),
  /** Asked classes that the camera's detector could not see for some or all of the analysed time. */
  unseen: z.array(z.string()),
});
export type JourneyCamera = z.infer<typeof journeyCameraSchema>;

export const journeySchema = z.object({
  /** The asked time, which ends now at the latest. */
  fromMs: z.number(),
  toMs: z.number(),
  /** In the order of time; of more than 500 those nearest to the sighting in time. */
  candidates: z.array(journeyCandidateSchema),
  leftOut: z.number().int(),
  /** Every camera that was asked, also those of which nothing is known. */
  cameras: z.array(journeyCameraSchema),
  limits: z.array(z.string()),
});
export type Journey = z.infer<typeof journeySchema>;
