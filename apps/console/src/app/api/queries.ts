// What is read from the server, by name; the stream keeps most of it current, so nothing here polls without need.

import { queryOptions } from "@tanstack/react-query";
import {
  alarmPageSchema,
  alarmSchema,
  cameraViewSchema,
  countsNowSchema,
  countsSchema,
  detectorsSchema,
  healthReportSchema,
  recordingsSchema,
  type SessionUser,
  type StatisticsQuery,
  scenarioCalibrationSchema,
  scenarioKindsSchema,
  sessionUserSchema,
  setupStateSchema,
  siteSettingsSchema,
  slotsSchema,
  statisticsCamerasSchema,
  statisticsSchema,
} from "@vigie/contracts";
import { z } from "zod";
import { ApiError, request } from "./http.ts";

const camerasSchema = z.object({ cameras: z.array(cameraViewSchema) });

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<SessionUser | null> => {
    try {
      return await request(sessionUserSchema, "/session", { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => request(setupStateSchema, "/setup", { signal }),
  staleTime: 0,
});

export const HEALTH_EVERY_MS = 10_000;
export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: async ({ signal }) => {
    const report = await request(healthReportSchema, "/health", { signal });
    return { ...report, clockOffsetMs: report.nowMs - Date.now() };
  },
  refetchInterval: HEALTH_EVERY_MS,
});

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => request(siteSettingsSchema, "/settings", { signal }),
  staleTime: 60_000,
});

export const camerasQuery = queryOptions({
  queryKey: ["cameras"],
  queryFn: async ({ signal }) => (await request(camerasSchema, "/cameras", { signal })).cameras,
  staleTime: 30_000,
});

export const detectorsQuery = queryOptions({
  queryKey: ["detectors"],
  queryFn: ({ signal }) => request(detectorsSchema, "/detectors", { signal }),
  staleTime: 60_000,
});

export const scenarioKindsQuery = queryOptions({
  queryKey: ["scenario-kinds"],
  queryFn: async ({ signal }) => (await request(scenarioKindsSchema, "/scenario-kinds", { signal })).kinds,
  staleTime: Number.POSITIVE_INFINITY,
});

const usersSchema = z.object({ users: z.array(sessionUserSchema) });
export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: async ({ signal }) => (await request(usersSchema, "/users", { signal })).users,
});

export const QUEUE_LIMIT = 200;
export const queueQuery = queryOptions({
  queryKey: ["alarms", "queue"],
  queryFn: async ({ signal }) =>
    (
      await request(alarmPageSchema, `/alarms?state=raised&state=acknowledged&order=queue&limit=${QUEUE_LIMIT}`, {
        signal,
      })
    ).alarms,
  staleTime: 60_000,
});

export const alarmQuery = (id: string) =>
  queryOptions({
    queryKey: ["alarm", id],
    queryFn: ({ signal }) => request(alarmSchema, `/alarms/${encodeURIComponent(id)}`, { signal }),
    staleTime: 30_000,
  });

export const recordingsQuery = (cameraId: string, fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ["recordings", cameraId, fromMs, toMs],
    queryFn: async ({ signal }) =>
      (await request(recordingsSchema, `/cameras/${cameraId}/recordings?from=${fromMs}&to=${toMs}`, { signal }))
        .segments,
    refetchInterval: 30_000,
  });

export const countsQuery = (cameraId: string, fromMs: number, toMs: number) =>
  queryOptions({
    queryKey: ["counts", cameraId, fromMs, toMs],
    queryFn: async ({ signal }) =>
      (await request(countsSchema, `/cameras/${cameraId}/counts?from=${fromMs}&to=${toMs}`, { signal })).bins,
    refetchInterval: 15_000,
  });

/** What is counted now is stored nowhere: it is asked for while somebody looks. */
const COUNTS_NOW_EVERY_MS = 2_000;
export const countsNowQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ["counts-now", cameraId],
    queryFn: ({ signal }) => request(countsNowSchema, `/cameras/${cameraId}/counts/now`, { signal }),
    refetchInterval: COUNTS_NOW_EVERY_MS,
    retry: false,
  });

/** Names for the figures, which everybody may read who may read figures. */
export const figureCamerasQuery = queryOptions({
  queryKey: ["figure-cameras"],
  queryFn: async ({ signal }) => (await request(statisticsCamerasSchema, "/statistics/cameras", { signal })).cameras,
  staleTime: 30_000,
});

const siteCountsNowSchema = z.object({ cameras: z.array(countsNowSchema) });
export const siteCountsNowQuery = queryOptions({
  queryKey: ["counts-now"],
  queryFn: async ({ signal }) => (await request(siteCountsNowSchema, "/counts/now", { signal })).cameras,
  refetchInterval: COUNTS_NOW_EVERY_MS,
  retry: false,
});

export const calibrationQuery = (cameraId: string, scenarioId: string) =>
  queryOptions({
    queryKey: ["calibration", cameraId, scenarioId] as const,
    queryFn: ({ signal }) =>
      request(scenarioCalibrationSchema, `/cameras/${cameraId}/scenarios/${scenarioId}/calibration`, { signal }),
    staleTime: 0,
  });

export const slotsQuery = queryOptions({
  queryKey: ["slots"],
  queryFn: ({ signal }) => request(slotsSchema, "/slots", { signal }),
  staleTime: 15_000,
});

export const statisticsQuery = (asked: StatisticsQuery) =>
  queryOptions({
    queryKey: ["statistics", asked],
    queryFn: ({ signal }) => {
      const given = Object.entries(asked).map(([name, value]) => [name, String(value)]);
      return request(statisticsSchema, `/statistics?${new URLSearchParams(given)}`, { signal });
    },
    staleTime: 60_000,
  });
