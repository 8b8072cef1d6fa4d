// Plays one recorded segment and says when it is over.
import { CloseButton, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { API_BASE } from "../../app/api/http.ts";
import type { Segment } from "./recording-runs.ts";
import classes from "./recordings.module.css";

interface SegmentPlayerProps {
  cameraId: string;
  segment: Segment;
  title: string;
  /** Plays from this instant of it. */
  atMs?: number;
  onEnded(): void;
  onClose(): void;
}

export function SegmentPlayer({ cameraId, segment, title, atMs, onEnded, onClose }: SegmentPlayerProps) {
  const { t } = useTranslation();
  const [failedSequence, setFailedSequence] = useState<number | null>(null);
  return (
    <div className={classes.player}>
      <Group justify="space-between" px="sm" py={6}>
        <Text size="sm">{title}</Text>
        <CloseButton aria-label={t("common.close")} onClick={onClose} />
      </Group>
      {/* biome-ignore lint/a11y/useMediaCaption: recordings of cameras have no speech */}
      <video
        className={classes.video}
        src={`${API_BASE}/cameras/${cameraId}/recordings/${segment.sequence}.mp4`}
        aria-label={t("recordings.playerLabel")}
        controls
        autoPlay
        playsInline
        onLoadedMetadata={(event) => {
          if (atMs !== undefined) event.currentTarget.currentTime = Math.max(0, (atMs - segment.startMs) / 1000);
        }}
        onEnded={onEnded}
        onError={() => setFailedSequence(segment.sequence)}
      />
      {failedSequence === segment.sequence && (
        <Text role="alert" size="sm" c="red" p="sm">
          {t("recordings.damaged")}
        </Text>
      )}
    </div>
  );
}
