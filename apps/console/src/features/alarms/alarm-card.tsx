// One alarm of the list: its picture with the place drawn, where, what, why, how sure, how long it has waited.
import { Text, UnstyledButton } from "@mantine/core";
import { IconFlame, IconPhotoOff } from "@tabler/icons-react";
import type { Alarm, CameraView } from "@vigie/contracts";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { whyText } from "../../app/i18n/why-text.ts";
import { isOpen } from "../../app/stream/apply-entry.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { AgeClock } from "./age-clock.tsx";
import classes from "./alarm-card.module.css";
import { AlarmStill } from "./alarm-still.tsx";
import type { AlarmGroup } from "./queue-groups.ts";
import { useGroupHead } from "./use-group-head.ts";

interface AlarmCardProps {
  alarm: Alarm;
  camera: CameraView | undefined;
  /** The folded group that it stands for. */
  group?: AlarmGroup;
  selected: boolean;
  onSelect(id: string): void;
}

export const AlarmCard = memo(function AlarmCard({ alarm, camera, group, selected, onSelect }: AlarmCardProps) {
  const { t, i18n } = useTranslation();
  const head = useGroupHead(group);
  const style = useTimeStyle();
  const open = isOpen(alarm);
  const waiting = (group?.alarms ?? [alarm]).filter(({ state }) => state === "raised");
  // Folded alarms count as waiting since the first of them.
  const longest = waiting.length === 0 ? null : Math.min(...waiting.map(({ raisedAtMs }) => raisedAtMs));
  return (
    <UnstyledButton
      className={classes.card}
      data-selected={selected}
      data-priority={alarm.priority}
      data-state={alarm.state}
      aria-current={selected ? "true" : undefined}
      data-alarm={alarm.id}
      onClick={() => onSelect(alarm.id)}
    >
      <span className={classes.picture}>
        {alarm.still === "ready" ? (
          <AlarmStill alarm={alarm} camera={camera} fit="cover" />
        ) : (
          <IconPhotoOff size={22} stroke={1.4} aria-hidden className={classes.noPicture} />
        )}
        {longest !== null && (
          <span className={classes.clock}>
            <AgeClock raisedAtMs={longest} />
          </span>
        )}
        {group && (
          <span className={classes.number} aria-hidden>
            {group.alarms.length}
          </span>
        )}
      </span>
      <span className={classes.words}>
        <span className={classes.head}>
          {alarm.priority === "high" && <IconFlame size={15} aria-label={t("alarms.high")} className={classes.high} />}
          <Text span fw={600} size="sm" truncate flex={1}>
            {alarm.scenarioName}
          </Text>
        </span>
        <Text span size="xs" c="dimmed" truncate={head === ""}>
          {head || [alarm.cameraName, alarm.place].filter(Boolean).join(" · ")}
        </Text>
        <span className={classes.why}>{whyText(alarm, i18n)}</span>
        <Text span size="xs" c="dimmed" truncate>
          {[
            ...(open ? [] : [alarm.verdict ? t(`verdict.${alarm.verdict}`) : "", dayAndTime(alarm.raisedAtMs, style)]),
            t("alarms.confidence", { percent: Math.round(alarm.score * 100) }),
            ...(alarm.occurrences > 1 ? [t("alarms.times", { count: alarm.occurrences })] : []),
            ...(alarm.state === "acknowledged"
              ? [t("alarms.acknowledgedBy", { name: alarm.acknowledgedBy ?? "" })]
              : []),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </span>
    </UnstyledButton>
  );
});
