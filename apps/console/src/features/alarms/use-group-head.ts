// What a group is called in one line: where, how many, and when the newest came.
import { useTranslation } from "react-i18next";
import { shortTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import type { AlarmGroup } from "./queue-groups.ts";

/** "Mill Lane · 5 alarms, newest 10:42". */
export function useGroupHead(group: AlarmGroup | undefined): string {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const newest = group?.alarms[0];
  if (!group || !newest) return "";
  return t("alarms.groupHead", {
    camera: newest.cameraName,
    count: group.alarms.length,
    time: shortTime(newest.raisedAtMs, style),
  });
}
