// What the scenario in hand would have found in the stored past, with the price of its thresholds.
import { Alert, Button, Group, Progress, SegmentedControl, Text, Title, UnstyledButton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { RetroResult, SceneEvent } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import { saidIn } from "../../app/i18n/reason-text.ts";
import { whyText } from "../../app/i18n/why-text.ts";
import { dayAndTime, duration } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { EventStrip } from "./event-strip.tsx";
import classes from "./preview.module.css";
import { countFrom, gaps, isGuess, isTooShort, leastMs, perDay } from "./preview-figures.ts";
import { type RetroQuestion, useRetro } from "./use-retro.ts";

const HOUR_MS = 3_600_000;
const PERIODS = { "1h": HOUR_MS, "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS } as const;
type Period = keyof typeof PERIODS;
const SHOWN = 60;

export interface Thresholds {
  /** Range: 0 to 1. */
  minScore: number;
  alarmScore: number;
  /** False for a scenario that only records. */
  alarms: boolean;
}

interface PreviewPanelProps {
  cameraId: string;
  /** Null while something is missing. */
  question: RetroQuestion | null;
  /** The first thing that is missing, said to the person. */
  missing: string;
  /** What the answer does not know of, said beside it. */
  unknowns: readonly string[];
  thresholds: Thresholds;
  chosen: string | null;
  onChoose(event: SceneEvent | null): void;
  children(figures: Pick<RetroResult, "scores" | "coveredMs"> | null): React.ReactNode;
}

export function PreviewPanel(props: PreviewPanelProps) {
  const { t, i18n } = useTranslation();
  const { question, thresholds } = props;
  const [period, setPeriod] = useState<Period>("24h");
  const nowMs = useNowMs(10_000);
  const retro = useRetro(props.cameraId, question, PERIODS[period], () => nowMs);
  const { job } = retro;
  const result = job?.state === "done" ? job.result : null;
  const neededMs = question === null ? 0 : leastMs(question.scenario);
  const tooShort = result !== null && result.coveredMs > 0 && isTooShort(result, neededMs);
  return (
    <section className={classes.panel} aria-label={t("preview.title")} aria-busy={job?.state === "running"}>
      <Group justify="space-between" gap="sm" mb="sm">
        <Group gap={8}>
          <IconHistory size={20} stroke={1.7} aria-hidden />
          <Title order={2}>{t("preview.title")}</Title>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t("preview.period")}
          value={period}
          onChange={(next) => setPeriod(next as Period)}
          data={(Object.keys(PERIODS) as Period[]).map((value) => ({ value, label: t(`preview.${value}`) }))}
        />
      </Group>
      {question === null && <Text c="dimmed">{props.missing}</Text>}
      {retro.error !== null && (
        <Alert color="yellow" variant="light" role="status">
          <Group justify="space-between">
            {errorText(retro.error, t)}
            <Button size="compact-sm" variant="subtle" onClick={retro.askAgain}>
              {t("common.retry")}
            </Button>
          </Group>
        </Alert>
      )}
      {question !== null && retro.error === null && (job === null || job.state === "running") && (
        <div role="status">
          <Group justify="space-between" mb={6}>
            <Text size="sm" c="dimmed">
              {job?.secondsLeft == null
                ? t("preview.asking")
                : t("preview.left", { span: duration(job.secondsLeft * 1000) })}
            </Text>
            {job && (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={retro.cancel}>
                {t("common.cancel")}
              </Button>
            )}
          </Group>
          <Progress value={(job?.progress ?? 0) * 100} animated aria-label={t("preview.asking")} />
        </div>
      )}
      {(job?.state === "cancelled" || job?.state === "failed") && (
        <Alert color={job.state === "failed" ? "red" : "gray"} variant="light" role="status">
          <Group justify="space-between">
            {job.state === "failed" ? saidIn(i18n.language, job.reason) : t("preview.cancelled")}
            <Button size="compact-sm" variant="subtle" onClick={retro.askAgain}>
              {t("common.retry")}
            </Button>
          </Group>
        </Alert>
      )}
      {result && (
        <div className={classes.result} data-stale={retro.stale}>
          <Found result={result} fromMs={retro.fromMs} toMs={retro.toMs} tooShort={tooShort} {...props} />
          {tooShort && (
            <Text size="sm" mt="xs" className={classes.unknown}>
              {t("preview.tooShort", { span: duration(neededMs) })}
            </Text>
          )}
        </div>
      )}
      {question !== null &&
        props.unknowns.map((unknown) => (
          <Text key={unknown} size="sm" mt="xs" className={classes.unknown}>
            {unknown}
          </Text>
        ))}
      {props.children(tooShort ? null : result)}
      {result && <EventList events={shown(result, thresholds)} {...props} />}
    </section>
  );
}

function shown(result: RetroResult, { minScore }: Thresholds): SceneEvent[] {
  return result.events.filter(({ score }) => score >= minScore);
}

function Found(props: PreviewPanelProps & { result: RetroResult; fromMs: number; toMs: number; tooShort: boolean }) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const { result, fromMs, toMs, thresholds } = props;
  const { minScore, alarmScore, alarms } = thresholds;
  const from = alarms ? Math.max(minScore, alarmScore) : minScore;
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 });
  const count = countFrom(result.scores, from);
  const daily = perDay(result.scores, from, result.coveredMs);
  const events = shown(result, thresholds);
  const unknown = gaps(result.coverage, fromMs, toMs);
  const [first] = [...result.coverage].sort((a, b) => a.fromMs - b.fromMs);
  const early = first !== undefined && first.fromMs - fromMs > 60_000;
  return (
    <>
      <div className={classes.found}>
        {/* Where nothing was analysed, none found is not none there. */}
        <span className={classes.number}>{(result.coveredMs > 0 && !props.tooShort) || count > 0 ? count : "?"}</span>
        <div>
          <Text fw={600}>{t(alarms ? "preview.alarms" : "preview.records", { count })}</Text>
          <Text size="sm" c="dimmed">
            {t("preview.analysed", { span: duration(result.coveredMs) })}
            {daily !== null &&
              !props.tooShort &&
              ` · ${t(isGuess(result.coveredMs) ? "preview.guess" : "preview.perDay", { number: number.format(daily) })}`}
          </Text>
        </div>
      </div>
      <EventStrip
        fromMs={fromMs}
        toMs={toMs}
        recordedMs={events.filter(({ score }) => !alarms || score < from).map(({ startedAtMs }) => startedAtMs)}
        alarmsMs={events.filter(({ score }) => alarms && score >= from).map(({ startedAtMs }) => startedAtMs)}
        gaps={unknown}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {first === undefined
          ? t("preview.nothingKept")
          : early
            ? t("preview.since", { time: dayAndTime(first.fromMs, style) })
            : unknown.length > 0
              ? t("preview.holes")
              : t("preview.whole")}
        {result.totalEvents > result.events.length && ` ${t("preview.most", { count: result.events.length })}`}
      </Text>
    </>
  );
}

function EventList({ events, chosen, onChoose }: PreviewPanelProps & { events: readonly SceneEvent[] }) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  if (events.length === 0) return null;
  const translator = { t, exists: i18n.exists.bind(i18n), language: i18n.language };
  return (
    <>
      <Text size="xs" c="dimmed" mt="sm" mb={4}>
        {t("preview.listHint")}
      </Text>
      <ul className={classes.list}>
        {events.slice(0, SHOWN).map((event) => (
          <li key={`${event.id}-${event.startedAtMs}`}>
            <UnstyledButton
              className={classes.event}
              aria-pressed={chosen === event.id}
              onClick={() => onChoose(chosen === event.id ? null : event)}
            >
              <time>{dayAndTime(event.startedAtMs, style)}</time>
              <span className={classes.why}>{whyText(event, translator)}</span>
              <span className={classes.score}>{Math.round(event.score * 100)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {events.length > SHOWN && (
        <Text size="xs" c="dimmed" mt={4}>
          {t("preview.firstOf", { shown: SHOWN, count: events.length })}
        </Text>
      )}
    </>
  );
}
