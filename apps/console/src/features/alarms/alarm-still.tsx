// The still of an alarm with the place that its scenario watches drawn over it; the box only where it is asked for.
import type { Alarm, CameraView } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { API_BASE } from "../../app/api/http.ts";
import { whyText } from "../../app/i18n/why-text.ts";
import { placeOfAlarm, SceneOverlay } from "../../ui/scene-overlay.tsx";
import classes from "./alarm-still.module.css";

export function alarmMediaUrl(alarm: Alarm, file: "still.jpg" | "clip.mp4"): string {
  return `${API_BASE}/alarms/${encodeURIComponent(alarm.id)}/${file}`;
}

export function AlarmStill(props: {
  alarm: Alarm;
  camera: CameraView | undefined;
  fit: "contain" | "cover";
  box?: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { alarm, camera, fit } = props;
  const [size, setSize] = useState<{ widthPx: number; heightPx: number } | null>(null);
  const place = camera ? placeOfAlarm(camera.scene, alarm) : null;
  return (
    <>
      <img
        className={classes.image}
        data-fit={fit}
        src={alarmMediaUrl(alarm, "still.jpg")}
        alt={fit === "cover" ? "" : t("alarms.stillOf", { why: whyText(alarm, i18n) })}
        loading={fit === "cover" ? "lazy" : "eager"}
        onLoad={({ currentTarget }) =>
          setSize({ widthPx: currentTarget.naturalWidth, heightPx: currentTarget.naturalHeight })
        }
      />
      {size && <SceneOverlay {...size} fit={fit} places={place ? [place] : []} box={props.box ? alarm.box : null} />}
    </>
  );
}
