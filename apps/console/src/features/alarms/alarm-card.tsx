// One alarm of the list: its picture with the place drawn, where, what, why, how sure, how long it has waited.
import { Text, UnstyledButton } from "@mantine/core";
import { IconFlame, IconPhotoOff } from "@tabler/icons-react";
import type { Alarm, CameraView } from "@vigie/contracts";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { isOpen } from "../../app/stream/apply-entry.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { AgeClock } from "./age-clock.tsx";
import classes from "./alarm-card.module.css";
import { AlarmStill } from "./alarm-still.tsx";

interface AlarmCardProps {
  alarm: Alarm;
  camera: CameraView | undefined;
  selected: boolean;
  onSelect(id: string): void;
}

export const AlarmCard = memo(function AlarmCard({ alarm, camera, selected, onSelect }: AlarmCardProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const open = isOpen(alarm);
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
        {alarm.state === "raised" && (
          <span className={classes.clock}>
            <AgeClock raisedAtMs={alarm.raisedAtMs} />
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
        <Text span size="xs" c="dimmed" truncate>
          {[alarm.cameraName, alarm.place].filter(Boolean).join(" · ")}
        </Text>
        <span className={classes.why}>{alarm.why}</span>
        <Text span size="xs" c="dimmed" truncate>
          {[
            t("alarms.confidence", { percent: Math.round(alarm.score * 100) }),
            ...(alarm.occurrences > 1 ? [t("alarms.times", { count: alarm.occurrences })] : []),
            ...(alarm.state === "acknowledged"
              ? [t("alarms.acknowledgedBy", { name: alarm.acknowledgedBy ?? "" })]
              : []),
            ...(open ? [] : [alarm.verdict ? t(`verdict.${alarm.verdict}`) : "", dayAndTime(alarm.raisedAtMs, style)]),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </span>
    </UnstyledButton>
  );
});
