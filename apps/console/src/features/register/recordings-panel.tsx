// What a camera recorded on a day: a time line with its holes, the runs as a list, and a player that goes on by itself.
import { ActionIcon, Button, Group, Skeleton, Stack, Table, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconMovieOff, IconPlayerPlayFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { recordingsQuery } from "../../app/api/queries.ts";
import { bytes, clockTime, dayAndTime, span } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { dayStart } from "../../app/time/zoned.ts";
import { Blank, Failed } from "../../ui/page-states.tsx";
import { DayLine } from "./day-line.tsx";
import { type Run, recordingRuns, segmentAt, segmentFrom } from "./recording-runs.ts";
import classes from "./recordings.module.css";
import { SegmentPlayer } from "./segment-player.tsx";

interface RecordingsPanelProps {
  camera: CameraView;
  playable: boolean;
  /** Opened at this instant, until something else is chosen. */
  atMs?: number;
}

export function RecordingsPanel({ camera, playable, atMs }: RecordingsPanelProps) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(60_000);
  const [turned, setDay] = useState<number | null>(null);
  const [sequence, setSequence] = useState<number | "at" | null>(atMs === undefined ? null : "at");
  // The zone may become known only now.
  const day = turned ?? (atMs === undefined ? 0 : daysBetween(nowMs, atMs, style.zone));
  const fromMs = dayStart(nowMs, style.zone, day);
  const toMs = dayStart(nowMs, style.zone, day + 1);
  const { data: segments, error, refetch } = useQuery(recordingsQuery(camera.id, fromMs, toMs));
  const runs = recordingRuns(segments ?? []);
  const asked = sequence === "at" && atMs !== undefined && playable ? atMs : null;
  const playing =
    asked === null
      ? (segments?.find((segment) => segment.sequence === sequence) ?? null)
      : segmentFrom(segments ?? [], asked);
  const title = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : i18n.language, {
    timeZone: style.zone,
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(fromMs + 12 * 3_600_000);
  const playFrom = (atMs: number) => {
    const segment = segmentAt(segments ?? [], atMs);
    if (segment && playable) setSequence(segment.sequence);
  };
  const turn = (by: number) => {
    setDay(day + by);
    setSequence(null);
  };

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="xs">
          <ActionIcon variant="default" size="lg" aria-label={t("recordings.previousDay")} onClick={() => turn(-1)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <Text fw={600} miw={190} ta="center" style={{ textTransform: "capitalize" }}>
            {title}
          </Text>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t("recordings.nextDay")}
            disabled={day >= 0}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
        {!playable && (
          <Text size="sm" c="dimmed">
            {t("recordings.operatorsOnly")}
          </Text>
        )}
      </Group>
      {error && !segments ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !segments ? (
        <Skeleton h={160} radius="lg" />
      ) : runs.length === 0 ? (
        <Blank icon={<IconMovieOff size={40} stroke={1.4} />} title={t("recordings.none")} />
      ) : (
        <>
          <DayLine
            runs={runs}
            fromMs={fromMs}
            toMs={toMs}
            nowMs={nowMs}
            playing={playing}
            {...(playable ? { onPick: playFrom } : {})}
          />
          {asked !== null && !(playing && playing.startMs <= asked + NEAR_MS) && (
            <Text role="status">{t("recordings.notThen", { time: dayAndTime(asked, style) })}</Text>
          )}
          {playing && (
            <SegmentPlayer
              cameraId={camera.id}
              segment={playing}
              {...(asked === null ? {} : { atMs: asked })}
              title={t("recordings.playing", { time: dayAndTime(Math.max(asked ?? 0, playing.startMs), style) })}
              onEnded={() => {
                const next = segments.find(
                  ({ startMs }) => startMs >= playing.endMs - 500 && startMs > playing.startMs,
                );
                setSequence(next?.sequence ?? null);
              }}
              onClose={() => setSequence(null)}
            />
          )}
          <Table.ScrollContainer minWidth={520}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("recordings.from")}</Table.Th>
                  <Table.Th>{t("recordings.to")}</Table.Th>
                  <Table.Th ta="right">{t("recordings.length")}</Table.Th>
                  <Table.Th ta="right">{t("recordings.size")}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {runs
                  .map((run) => (
                    <RunRow key={run.startMs} run={run} playable={playable} onPlay={() => playFrom(run.startMs)} />
                  ))
                  .reverse()}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
    </Stack>
  );
}

/** A link leads to a little before what it is about; a recording that begins so soon after it is the one that was meant. */
const NEAR_MS = 5_000;

/** 0 for the same day, -1 for the day before it, by the zone's clock. */
function daysBetween(nowMs: number, atMs: number, zone: string): number {
  return Math.min(0, Math.round((dayStart(atMs, zone) - dayStart(nowMs, zone)) / 86_400_000));
}

function RunRow({ run, playable, onPlay }: { run: Run; playable: boolean; onPlay(): void }) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const gap = { span: span(run.gapMs), reason: run.gapReason };
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>{clockTime(run.startMs, style)}</Table.Td>
        <Table.Td>{clockTime(run.endMs, style)}</Table.Td>
        <Table.Td ta="right">{span(run.endMs - run.startMs)}</Table.Td>
        <Table.Td ta="right">{bytes(run.sizeBytes, i18n.language)}</Table.Td>
        <Table.Td ta="right">
          {playable && (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconPlayerPlayFilled size={13} />}
              aria-label={t("recordings.play", { time: clockTime(run.startMs, style) })}
              onClick={onPlay}
            >
              {t("alarms.play")}
            </Button>
          )}
        </Table.Td>
      </Table.Tr>
      {run.gapMs > 0 && (
        <Table.Tr className={classes.gap}>
          <Table.Td colSpan={5}>{t(run.gapReason === "" ? "recordings.gap" : "recordings.gapReason", gap)}</Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}
