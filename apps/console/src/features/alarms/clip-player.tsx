// The clip of an alarm: plays by itself from 10 s before, in a loop, with the moment of the alarm marked on its bar.
import { ActionIcon, Text } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import type { Alarm, CameraView } from "@vigie/contracts";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { placeOfAlarm, SceneOverlay } from "../../ui/scene-overlay.tsx";
import { alarmMediaUrl } from "./alarm-still.tsx";
import classes from "./clip-player.module.css";

export interface ClipHandle {
  toggle(): void;
}

export function ClipPlayer(props: {
  alarm: Alarm;
  camera: CameraView | undefined;
  handle: RefObject<ClipHandle | null>;
}) {
  const { t, i18n } = useTranslation();
  const { alarm, camera, handle } = props;
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [playing, setPlaying] = useState(false);
  const [timeS, setTimeS] = useState(0);
  const [lengthS, setLengthS] = useState((alarm.clipDurationMs ?? 0) / 1000);
  const [size, setSize] = useState<{ widthPx: number; heightPx: number } | null>(null);
  const momentS = alarm.clipStartMs === null ? null : (alarm.startedAtMs - alarm.clipStartMs) / 1000;
  const place = camera ? placeOfAlarm(camera.scene, alarm) : null;

  const toggle = () => {
    if (!video) return;
    if (video.paused) void video.play().catch(() => setPlaying(false));
    else video.pause();
  };
  useEffect(() => {
    handle.current = { toggle };
    return () => {
      handle.current = null;
    };
  });
  useEffect(() => {
    if (!video || !playing) return;
    let frame = requestAnimationFrame(function follow() {
      setTimeS(video.currentTime);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [video, playing]);

  const number = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const offsetS = momentS === null ? null : timeS - momentS;
  const where =
    offsetS === null
      ? `${number.format(timeS)} s`
      : Math.abs(offsetS) < 0.5
        ? t("alarms.atAlarm")
        : t(offsetS < 0 ? "alarms.beforeAlarm" : "alarms.afterAlarm", { seconds: number.format(Math.abs(offsetS)) });

  return (
    <div className={classes.player}>
      <div className={classes.stage}>
        <video
          ref={setVideo}
          className={classes.video}
          src={alarmMediaUrl(alarm, "clip.mp4")}
          aria-label={t("alarms.clipOf")}
          autoPlay
          muted
          loop
          playsInline
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onSeeked={({ currentTarget }) => setTimeS(currentTarget.currentTime)}
          onLoadedMetadata={({ currentTarget }) => {
            setSize({ widthPx: currentTarget.videoWidth, heightPx: currentTarget.videoHeight });
            if (Number.isFinite(currentTarget.duration)) setLengthS(currentTarget.duration);
          }}
        />
        {size && <SceneOverlay {...size} fit="contain" places={place ? [place] : []} />}
      </div>
      <div className={classes.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={toggle}
          aria-label={t(playing ? "alarms.pause" : "alarms.play")}
        >
          {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
        </ActionIcon>
        <div className={classes.track}>
          {momentS !== null && lengthS > 0 && momentS >= 0 && momentS <= lengthS && (
            <span
              className={classes.moment}
              style={{ left: `${(momentS / lengthS) * 100}%` }}
              title={t("alarms.moment")}
            />
          )}
          <input
            type="range"
            className={classes.range}
            min={0}
            max={lengthS || 1}
            step={0.04}
            value={Math.min(timeS, lengthS || 1)}
            aria-label={t("alarms.position")}
            aria-valuetext={where}
            onChange={(event) => {
              if (!video) return;
              video.currentTime = Number(event.currentTarget.value);
              setTimeS(video.currentTime);
            }}
          />
        </div>
        <Text size="sm" className={classes.where}>
          {where}
        </Text>
      </div>
    </div>
  );
}
