// How well a camera is seen and analysed, in numbers.
import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../../app/api/queries.ts";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { saidIn } from "../../app/i18n/reason-text.ts";
import { clockTime, dayAndTime, span } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { HealthBadge } from "../../ui/health-badge.tsx";
import { AcceptView } from "./accept-view.tsx";
import classes from "./camera-page.module.css";

const REFRESH_MS = 4_000;

export function HealthPanel({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  // Numbers that only grow are not worth an entry of the stream each; they are asked for while somebody looks.
  useQuery({ ...camerasQuery, refetchInterval: REFRESH_MS });
  const style = useTimeStyle();
  const nowMs = useNowMs();
  const { health } = camera;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const rate = (value: number) => t("cameras.fps", { value: number.format(value) });
  const rows: [string, string][] = [
    [t("healthPanel.detector"), health.detector === null ? "–" : detectorText(health.detector, i18n)],
    [
      t("healthPanel.video"),
      health.video ? `${health.video.width} × ${health.video.height}, ${health.video.codec}` : "–",
    ],
    [t("healthPanel.sourceFps"), rate(health.sourceFps)],
    [t("healthPanel.decodedFps"), rate(health.decodedFps)],
    [t("healthPanel.analysedFps"), rate(health.analysedFps)],
    [t("healthPanel.dropped"), number.format(health.droppedFrames)],
    [
      t("healthPanel.lastFrame"),
      health.lastFrameAtMs === null
        ? t("healthPanel.never")
        : nowMs - health.lastFrameAtMs > 5_000
          ? t("healthPanel.ago", { span: span(nowMs - health.lastFrameAtMs) })
          : clockTime(health.lastFrameAtMs, style),
    ],
    [t("healthPanel.recording"), t(health.recording ? "common.yes" : "common.no")],
    [t("healthPanel.analysing"), t(health.analysing ? "common.yes" : "common.no")],
    ...(health.learnsAnew
      ? [
          [
            t("healthPanel.learnt"),
            t("healthPanel.learnsAnew", {
              time: dayAndTime(health.learnsAnew.sinceMs, style),
              reason: saidIn(i18n.language, health.learnsAnew.reason),
            }),
          ] as [string, string],
        ]
      : []),
  ];
  return (
    <section className={classes.panel} aria-label={t("camera.health")}>
      <Title order={2} mb="sm">
        {t("camera.health")}
      </Title>
      <dl className={classes.facts}>
        <dt>{t("healthPanel.state")}</dt>
        <dd>
          <HealthBadge camera={camera} />
        </dd>
        {rows.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
      <AcceptView camera={camera} />
      <Text size="xs" c="dimmed" mt="sm">
        {t("healthPanel.stateSince", { time: dayAndTime(health.sinceMs, style) })}
        <br />
        {t("healthPanel.droppedHint")}
      </Text>
    </section>
  );
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
