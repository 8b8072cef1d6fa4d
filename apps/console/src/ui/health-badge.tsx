// A camera's state as a dot and a word: never a colour alone, and never a dot without a reason.
import { Tooltip } from "@mantine/core";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { cameraReason } from "../app/i18n/reason-text.ts";
import classes from "./health-badge.module.css";

export type ShownState = CameraView["health"]["state"] | "unanalysed" | "off";

/** A camera that was switched off is not blind: nobody expects a picture of it. One that only gives pictures does not watch. */
export function shownState({
  enabled,
  analysis,
  health,
}: Pick<CameraView, "enabled" | "analysis" | "health">): ShownState {
  if (!enabled) return "off";
  return health.state === "ok" && !analysis.enabled ? "unanalysed" : health.state;
}

export function HealthBadge({ camera, wordless = false }: { camera: CameraView; wordless?: boolean }) {
  const { t, i18n } = useTranslation();
  const state = shownState(camera);
  const word = t(`health.${state}`);
  const { sentence, detail } = cameraReason(camera, t, i18n.language);
  const reason =
    state === "off"
      ? ""
      : state === "unanalysed"
        ? t("health.unanalysedText")
        : [sentence, detail].filter(Boolean).join(" ");
  return (
    <Tooltip label={reason === "" ? word : `${word}: ${reason}`} multiline maw={320}>
      <span className={classes.badge} data-state={state}>
        <span className={classes.dot} aria-hidden />
        <span className={wordless ? classes.hidden : undefined}>{word}</span>
      </span>
    </Tooltip>
  );
}
