// A temporary scenario that came to its end says so to whoever is there, until they have read it.
import { notifications } from "@mantine/notifications";
import type { QueryClient } from "@tanstack/react-query";
import type { JournalEntry, SiteSettings } from "@vigie/contracts";
import i18next from "i18next";
import { shortTime } from "../time/format.ts";

export function announceEnd(cache: QueryClient, entry: JournalEntry): void {
  if (entry.type !== "scenario") return;
  const zone = cache.getQueryData<SiteSettings>(["settings"])?.timeZone ?? "UTC";
  notifications.show({
    id: `ended-${entry.seq}`,
    title: i18next.t("scenarios.endedTitle"),
    message: i18next.t("scenarios.ended", {
      name: entry.scenarioName,
      camera: entry.cameraName,
      time: shortTime(entry.untilMs, { zone, language: i18next.language }),
    }),
    autoClose: false,
  });
}
