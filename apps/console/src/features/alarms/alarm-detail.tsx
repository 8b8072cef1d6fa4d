// One alarm in the centre of the desk: its pictures, why it is there, and the decision.
import { ActionIcon, Badge, Button, Group, SegmentedControl, Switch, Text, Title, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconBroadcast, IconKeyboard, IconRoute } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Alarm, CameraView, VerdictRequest } from "@vigie/contracts";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { whyText } from "../../app/i18n/why-text.ts";
import { isOpen } from "../../app/stream/apply-entry.ts";
import { dayAndTime, shortTime, timeWithZone } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { AgeClock } from "./age-clock.tsx";
import classes from "./alarm-detail.module.css";
import { AlarmStage, type StageView } from "./alarm-stage.tsx";
import type { ClipHandle } from "./clip-player.tsx";
import type { TakeBack } from "./use-verdict.tsx";
import { type Question, VerdictBar } from "./verdict-bar.tsx";

/** What of the centre a key may change. */
export interface StageChoices {
  view: StageView;
  live: boolean;
  box: boolean;
  question: Question;
  /** The alarms of its card to which the verdict goes too, as they were when this was chosen; null for this one alone. */
  whole: readonly string[] | null;
}

interface AlarmDetailProps {
  alarm: Alarm;
  camera: CameraView | undefined;
  operates: boolean;
  choices: StageChoices;
  pending: boolean;
  groupCount: number;
  onAcknowledge(): void;
  onJudge(verdict: VerdictRequest, takeBack?: TakeBack): void;
  onWhole(whole: boolean): void;
  clip: RefObject<ClipHandle | null>;
  onChoose(change: Partial<StageChoices>): void;
  onBack(): void;
  onHelp(): void;
  /** Asks for candidates on other cameras. */
  onWhereElse(): void;
}

export function AlarmDetail({
  alarm,
  camera,
  operates,
  choices,
  pending,
  groupCount,
  onAcknowledge,
  onJudge,
  onWhole,
  clip,
  onChoose,
  onBack,
  onHelp,
  onWhereElse,
}: AlarmDetailProps) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const open = isOpen(alarm);
  useEffect(() => {
    // A screen reader follows the choice; sighted people see it.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article className={classes.detail} aria-labelledby="alarm-why">
      <header className={classes.head}>
        <ActionIcon
          className={classes.back}
          variant="subtle"
          color="gray"
          aria-label={t("alarms.backToList")}
          onClick={onBack}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div className={classes.titles}>
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" c="dimmed" truncate>
              {[alarm.scenarioName, alarm.place].filter(Boolean).join(" · ")}
            </Text>
            {alarm.priority === "high" && (
              <Badge color="red" variant="light" size="sm" style={{ flex: "none" }}>
                {t("alarms.high")}
              </Badge>
            )}
          </Group>
          <Title order={1} id="alarm-why" ref={heading} tabIndex={-1} className={classes.why}>
            {whyText(alarm, i18n)}
          </Title>
        </div>
        {alarm.state === "raised" && <AgeClock raisedAtMs={alarm.raisedAtMs} />}
        <Tooltip label={`${t("alarms.help")} (?)`}>
          <ActionIcon variant="subtle" color="gray" aria-label={t("alarms.help")} onClick={onHelp} visibleFrom="sm">
            <IconKeyboard size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </header>

      <Group className={classes.tools} gap="md">
        <SegmentedControl
          size="sm"
          aria-label={t("alarms.show")}
          value={choices.view}
          onChange={(view) => onChoose({ view: view as StageView })}
          data={[
            { value: "clip", label: t("alarms.clip") },
            { value: "still", label: t("alarms.still") },
          ]}
        />
        <Button
          size="compact-sm"
          variant={choices.live ? "light" : "subtle"}
          color={choices.live ? undefined : "gray"}
          leftSection={<IconBroadcast size={16} />}
          aria-pressed={choices.live}
          title={`${t(choices.live ? "alarms.hideLive" : "alarms.showLive")} (l)`}
          disabled={!camera}
          onClick={() => onChoose({ live: !choices.live })}
        >
          {t("alarms.liveBeside")}
        </Button>
        {alarm.box && (
          <Switch
            size="sm"
            label={t("alarms.showBox")}
            checked={choices.box}
            onChange={(event) => onChoose({ box: event.currentTarget.checked })}
          />
        )}
        {operates && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-haspopup="dialog"
            leftSection={<IconRoute size={16} />}
            onClick={onWhereElse}
          >
            {t("journey.ask")}
          </Button>
        )}
      </Group>

      <AlarmStage {...choices} alarm={alarm} camera={camera} clip={clip} />
      <Facts alarm={alarm} camera={camera} />

      {open && operates && (
        <VerdictBar
          key={alarm.id}
          alarm={alarm}
          question={choices.question}
          pending={pending}
          groupCount={choices.whole?.length ?? groupCount}
          whole={choices.whole !== null}
          onWhole={onWhole}
          onAsk={(question) => onChoose({ question, whole: null })}
          onAcknowledge={onAcknowledge}
          onJudge={onJudge}
        />
      )}
      {open && !operates && (
        <Text size="sm" c="dimmed">
          {t("alarms.viewerOnly")}
        </Text>
      )}
      {!open && <Closed alarm={alarm} />}
    </article>
  );
}

function Facts({ alarm, camera }: { alarm: Alarm; camera: CameraView | undefined }) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  return (
    <p className={classes.facts}>
      {camera ? (
        <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }} className={classes.link}>
          {alarm.cameraName}
        </Link>
      ) : (
        <span>{alarm.cameraName}</span>
      )}
      <span title={dayAndTime(alarm.startedAtMs, style)}>
        {t("alarms.seenAt", { time: timeWithZone(alarm.startedAtMs, style) })}
      </span>
      <span>{t("alarms.arrivedAt", { time: shortTime(alarm.raisedAtMs, style) })}</span>
      {alarm.endedAtMs !== null && alarm.endedAtMs > alarm.startedAtMs && (
        <span>{t("alarms.ended", { time: shortTime(alarm.endedAtMs, style) })}</span>
      )}
      <span>{t("alarms.confidence", { percent: Math.round(alarm.score * 100) })}</span>
      {alarm.confidence !== null && (
        <span>{t("alarms.calibrated", { percent: Math.round(alarm.confidence * 100) })}</span>
      )}
      {alarm.occurrences > 1 && <span>{t("alarms.times", { count: alarm.occurrences })}</span>}
    </p>
  );
}

function Closed({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  return (
    <div className={classes.closed}>
      <Text fw={600}>{alarm.verdict ? t(`verdict.${alarm.verdict}`) : t("alarms.closed")}</Text>
      <Text size="sm" c="dimmed">
        {[
          ...(alarm.verdict === "true" && alarm.outcome ? [t(`outcomeDone.${alarm.outcome}`)] : []),
          alarm.verdictBy ?? "",
          alarm.verdictAtMs === null ? "" : dayAndTime(alarm.verdictAtMs, style),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      {alarm.verdictNote !== "" && <Text size="sm">{alarm.verdictNote}</Text>}
    </div>
  );
}
