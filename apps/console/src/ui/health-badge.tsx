// A camera's state as a dot and a word: never a colour alone, and never a dot without a reason.
import { Tooltip } from "@mantine/core";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { cameraReason } from "../app/i18n/reason-text.ts";
import classes from "./health-badge.module.css";

export type ShownState = CameraView["health"]["state"] | "off";

/** A camera that was switched off is not blind: nobody expects a picture of it. */
export function shownState(camera: CameraView): ShownState {
  return camera.enabled ? camera.health.state : "off";
}

export function HealthBadge({ camera, wordless = false }: { camera: CameraView; wordless?: boolean }) {
  const { t, i18n } = useTranslation();
  const state = shownState(camera);
  const word = t(`health.${state}`);
  const { sentence, detail } = cameraReason(camera, t, i18n.language);
  const reason = state === "off" ? "" : [sentence, detail].filter(Boolean).join(" ");
  return (
    <Tooltip label={reason === "" ? word : `${word}: ${reason}`} multiline maw={320}>
      <span className={classes.badge} data-state={state}>
        <span className={classes.dot} aria-hidden />
        <span className={wordless ? classes.hidden : undefined}>{word}</span>
      </span>
    </Tooltip>
  );
}
