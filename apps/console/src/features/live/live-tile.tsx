// One picture of the live page: name, health with its reason, full screen.
import { ActionIcon } from "@mantine/core";
import { IconMaximize } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CameraView } from "@vigie/contracts";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { cameraReason } from "../../app/i18n/reason-text.ts";
import { HealthBadge, shownState } from "../../ui/health-badge.tsx";
import { LivePlayer } from "./live-player.tsx";
import classes from "./live-tile.module.css";

export const TILE_ATTRIBUTE = "data-live-tile";

export function LiveTile({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  const reason = cameraReason(camera, t, i18n.language);
  const tile = useRef<HTMLLIElement>(null);
  const state = shownState(camera);
  const toggle = () =>
    document.fullscreenElement
      ? void document.exitFullscreen()
      : void tile.current?.requestFullscreen().catch(() => {});
  return (
    <li ref={tile} className={classes.tile} data-state={state} {...{ [TILE_ATTRIBUTE]: camera.id }}>
      <div className={classes.picture}>
        <LivePlayer camera={camera} />
      </div>
      <div className={classes.label}>
        <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }} className={classes.name}>
          {camera.name}
        </Link>
        {state === "degraded" && (
          <span className={classes.reason} title={reason.detail}>
            {reason.sentence}
          </span>
        )}
        <span className={classes.right}>
          <HealthBadge camera={camera} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            aria-label={`${t("live.fullScreen")}: ${camera.name}`}
            title={`${t("live.fullScreen")} (f)`}
            onClick={toggle}
          >
            <IconMaximize size={16} />
          </ActionIcon>
        </span>
      </div>
    </li>
  );
}
