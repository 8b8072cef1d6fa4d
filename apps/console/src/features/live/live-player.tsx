// The live picture of one camera with what must be said about it: delay, age, why there is none.

import { IconEyeOff, IconPlugConnectedX } from "@tabler/icons-react";
import type { CameraView } from "@vigie/contracts";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cameraReason, saidIn } from "../../app/i18n/reason-text.ts";
import { span } from "../../app/time/format.ts";
import { shownState } from "../../ui/health-badge.tsx";
import { useStill } from "../../ui/still-image.tsx";
import { STALE_AFTER_MS } from "./buffer-policy.ts";
import classes from "./live-player.module.css";
import { type LiveState, startLive } from "./live-session.ts";

const STILL_EVERY_MS = 1_000;

export function LivePlayer(props: {
  camera: CameraView;
  children?: ReactNode;
  onSize?: (widthPx: number, heightPx: number) => void;
}) {
  const { t, i18n } = useTranslation();
  const { camera } = props;
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [state, setState] = useState<LiveState>({ name: "connecting" });
  const [look, setLook] = useState<{ behindS: number | null; ageMs: number | null }>({ behindS: null, ageMs: null });
  const health = shownState(camera);
  const reason = cameraReason(camera, t, i18n.language);
  const runs = health !== "off";

  useEffect(() => {
    if (!video || !runs) return;
    return startLive(camera.id, video, {
      onState: setState,
      onLook: (behindS, lastPictureAtMs) =>
        setLook({ behindS, ageMs: lastPictureAtMs === null ? null : Date.now() - lastPictureAtMs }),
    });
  }, [video, camera.id, runs]);

  const unsupported = state.name === "unsupported";
  const still = useStill(camera.id, 960, unsupported ? STILL_EVERY_MS : false, runs && state.name !== "playing");
  const stale = !unsupported && look.ageMs !== null && look.ageMs > STALE_AFTER_MS;
  const noPicture = look.ageMs === null;
  const seconds = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  return (
    <div className={classes.player} data-stale={stale} data-health={health}>
      {still.url && (noPicture || unsupported) && (
        <img className={classes.video} src={still.url} alt={t("live.pictureOf", { name: camera.name })} />
      )}
      <video
        ref={setVideo}
        className={classes.video}
        hidden={unsupported}
        data-empty={noPicture}
        aria-label={t("live.pictureOf", { name: camera.name })}
        autoPlay
        muted
        playsInline
        onResize={({ currentTarget }) => props.onSize?.(currentTarget.videoWidth, currentTarget.videoHeight)}
      />
      {props.children}
      {health === "blind" && (
        <div className={classes.blind} role="status">
          <IconEyeOff size={30} stroke={1.5} aria-hidden />
          <strong>{t("live.blind")}</strong>
          <span title={reason.detail}>{reason.sentence}</span>
        </div>
      )}
      {health === "off" && (
        <div className={classes.off}>
          <span>{t("health.off")}</span>
        </div>
      )}
      <div className={classes.notes}>
        {stale && health !== "blind" && (
          <span className={classes.note} data-tone="alert" role="status">
            <IconPlugConnectedX size={14} aria-hidden /> {t("live.stale", { span: span(look.ageMs ?? 0) })}
          </span>
        )}
        {state.name === "waiting" && health !== "blind" && (
          <span className={classes.note} data-tone="warn">
            {state.reason === ""
              ? t("live.reconnecting")
              : t("live.ended", { reason: saidIn(i18n.language, state.reason) })}
          </span>
        )}
        {state.name === "connecting" && health !== "blind" && runs && (
          <span className={classes.note}>{t("live.connecting")}</span>
        )}
        {unsupported && (
          <span className={classes.note} data-tone="warn" role="status">
            {state.codec === null ? t("live.noMse") : t("live.unsupported", { codec: state.codec })}
          </span>
        )}
        {!stale && state.name === "playing" && look.behindS !== null && (
          <span className={classes.note} data-quiet>
            {t("live.delay", { seconds: seconds.format(look.behindS) })}
          </span>
        )}
      </div>
    </div>
  );
}
