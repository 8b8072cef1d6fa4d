// One camera of the list.
import { Badge, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { cameraReason } from "../../app/i18n/reason-text.ts";
import { HealthBadge, shownState } from "../../ui/health-badge.tsx";
import { StillImage } from "../../ui/still-image.tsx";
import classes from "./camera-card.module.css";

export function CameraCard({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  const state = shownState(camera);
  const { health } = camera;
  const reason = cameraReason(camera, t, i18n.language);
  const fps = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(health.analysedFps);
  const troubled = state === "degraded" || state === "blind" || state === "unknown";
  // The reason of a camera of which only scenarios do not watch names the first of them.
  const isNamed = troubled && health.code === "scenario.not-watching";
  const silent = health.notWatching
    .filter(({ planned }) => planned !== true)
    .map(({ scenarioId }) => camera.scene.scenarios.find((s) => s.id === scenarioId)?.name ?? scenarioId);
  return (
    <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }} className={classes.card} data-state={state}>
      <StillImage cameraId={camera.id} alt="" enabled={state !== "off"}>
        {camera.demo && (
          <Badge className={classes.demo} color="dark.5" c="dark.0" size="sm">
            {t("cameras.demo")}
          </Badge>
        )}
      </StillImage>
      <div className={classes.body}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text fw={600} truncate>
            {camera.name}
          </Text>
          <HealthBadge camera={camera} />
        </Group>
        <Text size="sm" c="dimmed" truncate>
          {camera.place || " "}
        </Text>
        {troubled && health.reason !== "" && (
          <Text size="sm" className={classes.reason} title={reason.detail}>
            {reason.sentence}
          </Text>
        )}
        {silent.length > (isNamed ? 1 : 0) && (
          <Text size="sm" className={classes.reason}>
            {t("health.notWatching", { names: silent.join(", ") })}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={6}>
          {[
            camera.scene.scenarios.length === 0
              ? t("cameras.noScenario")
              : t("cameras.scenarios", { count: camera.scene.scenarios.length }),
            ...(health.analysing && health.detector
              ? [
                  `${t("cameras.detector", { name: detectorText(health.detector, i18n) })} ${t("cameras.fps", { value: fps })}`,
                ]
              : []),
            health.recording ? t("cameras.recording") : t("cameras.notRecording"),
          ].join(" · ")}
        </Text>
      </div>
    </Link>
  );
}
