// Candidates in the order of time, each to be looked at by a person, and the cameras of which not everything is known.
import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlayerPlayFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Journey, JourneyCamera, JourneyCandidate } from "@vigie/contracts";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classText } from "../../app/i18n/class-text.ts";
import { clockTime, duration, timeWithZone } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import classes from "./journey-answer.module.css";
import { coverOf, withHoles } from "./question.ts";

/** The recording is opened a little before, so that one sees who comes. */
const LEAD_MS = 2_000;

interface JourneyAnswerProps {
  journey: Journey;
  /** The end that was asked for. */
  untilMs: number;
  onChange(): void;
}

export function JourneyAnswer({ journey, untilMs, onChange }: JourneyAnswerProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const heading = useRef<HTMLHeadingElement>(null);
  const { candidates, cameras, leftOut } = journey;
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h4" ref={heading} tabIndex={-1} className={classes.heading}>
          {t("journey.found", {
            count: candidates.length + leftOut,
            from: clockTime(journey.fromMs, style),
            to: timeWithZone(journey.toMs, style),
          })}
        </Title>
        {candidates.length === 0 && <Text>{t("journey.nobody")}</Text>}
      </div>
      <Alert color="cyan">
        <Text size="sm">{t("journey.what")}</Text>
        {journey.toMs < untilMs && (
          <Text size="sm" mt="xs">
            {t("journey.cut")}
          </Text>
        )}
      </Alert>
      {leftOut > 0 && <Text c="var(--v-amber)">{t("journey.leftOut", { count: leftOut })}</Text>}
      {candidates.length > 0 && (
        <ol className={classes.list} aria-label={t("journey.list")}>
          {candidates.map((candidate, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two things seen at once differ in nothing but their place in the list
            <CandidateRow key={n} candidate={candidate} />
          ))}
        </ol>
      )}
      {cameras.length === 0 ? <Text>{t("journey.noCameras")}</Text> : <Holes cameras={cameras} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onChange}>
          {t("journey.change")}
        </Button>
      </Group>
    </Stack>
  );
}

function CandidateRow({ candidate }: { candidate: JourneyCandidate }) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const { cameraId, cameraName, fromMs, toMs, className, secondsAfter, hasRecording } = candidate;
  const span = duration(Math.abs(secondsAfter) * 1000);
  const from = clockTime(fromMs, style);
  return (
    <li className={classes.row} data-camera={cameraId}>
      <span className={classes.when}>
        {clockTime(toMs, style) === from ? from : `${from} – ${clockTime(toMs, style)}`}
      </span>
      <span className={classes.what}>
        <span className={classes.camera}>{cameraName}</span>
        <span className={classes.aside}>
          {[
            classText(className, i18n) ?? className,
            secondsAfter === 0
              ? t("journey.during")
              : t(secondsAfter > 0 ? "journey.after" : "journey.before", { span }),
          ].join(" · ")}
        </span>
      </span>
      {hasRecording ? (
        <Link
          to="/cameras/$cameraId"
          params={{ cameraId }}
          search={{ at: Math.round(fromMs) - LEAD_MS }}
          target="_blank"
          className={classes.open}
          aria-label={t("journey.openLabel", { camera: cameraName, time: from })}
        >
          <IconPlayerPlayFilled size={13} aria-hidden /> {t("journey.open")}
        </Link>
      ) : (
        <span className={classes.aside}>{t("journey.unrecorded")}</span>
      )}
    </li>
  );
}

function Holes({ cameras }: { cameras: readonly JourneyCamera[] }) {
  const { t, i18n } = useTranslation();
  const { holed, whole } = withHoles(cameras);
  const words = (camera: JourneyCamera): string => {
    const { unseen } = camera;
    const cover = coverOf(camera);
    const names = unseen.map((name) => classText(name, i18n) ?? name).join(", ");
    return [
      ...(cover ? [t(cover.key, { percent: cover.percent })] : []),
      ...(unseen.length > 0 ? [t("journey.unseen", { classes: names })] : []),
    ].join("; ");
  };
  return (
    <section aria-label={t("journey.holes")}>
      {holed.length > 0 && (
        <>
          <Title order={3} size="h5">
            {t("journey.holes")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("journey.holesText")}
          </Text>
          <ul className={classes.holes}>
            {holed.map((camera) => (
              <li key={camera.cameraId}>
                <strong>{camera.cameraName}</strong>: {words(camera)}
              </li>
            ))}
          </ul>
        </>
      )}
      {whole > 0 && (
        <Text size="sm" c="dimmed">
          {t("journey.whole", { count: whole })}
        </Text>
      )}
    </section>
  );
}
