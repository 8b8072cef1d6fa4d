// A temporary scenario that came to its end says so to whoever is there or comes later, until they have read it.
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../api/queries.ts";
import { remember, remembered } from "../remembered.ts";
import { dayAndTime } from "../time/format.ts";
import { useNowMs, useTimeStyle } from "../time/use-time.ts";

/** Who comes later than this finds it in the camera's list alone. */
const TOLD_FOR_MS = 7 * 86_400_000;
const MOST_READ = 200;
const READ = "ends-read";

export interface EndedScenario {
  /** Of this end: another one of the same scenario is told anew. */
  key: string;
  name: string;
  cameraName: string;
  untilMs: number;
}

/** Ends that have come and that nobody has read here, oldest first. */
export function endedScenarios(
  cameras: readonly Pick<CameraView, "id" | "name" | "scene">[],
  nowMs: number,
  read: readonly string[],
): EndedScenario[] {
  return cameras
    .flatMap(({ id, name: cameraName, scene }) =>
      scene.scenarios.flatMap((scenario) => {
        const untilMs = scenario.until === undefined ? Number.NaN : Date.parse(scenario.until);
        const key = `${id}/${scenario.id}/${untilMs}`;
        const isTold = untilMs <= nowMs && untilMs > nowMs - TOLD_FOR_MS && !read.includes(key);
        return isTold ? [{ key, name: scenario.name ?? scenario.id, cameraName, untilMs }] : [];
      }),
    )
    .sort((a, b) => a.untilMs - b.untilMs);
}

export function useEndedScenarios(): void {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(5_000);
  const { data: cameras } = useQuery(camerasQuery);
  const keys = useMemo(() => JSON.stringify(endedScenarios(cameras ?? [], nowMs, readEnds())), [cameras, nowMs]);
  useEffect(() => {
    for (const { key, name, cameraName, untilMs } of JSON.parse(keys) as EndedScenario[])
      notifications.show({
        id: `ended-${key}`,
        title: t("scenarios.endedTitle"),
        message: t("scenarios.ended", { name, camera: cameraName, time: dayAndTime(untilMs, style) }),
        autoClose: false,
        onClose: () => remember(READ, JSON.stringify([...readEnds(), key].slice(-MOST_READ))),
      });
  }, [keys, t, style]);
}

function readEnds(): string[] {
  const text = remembered(READ);
  return text === null ? [] : (JSON.parse(text) as string[]);
}
