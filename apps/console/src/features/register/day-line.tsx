// A day as a bar: filled where something is recorded, empty where nothing is; a click plays from there.
import { type MouseEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { shortTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import type { Run, Segment } from "./recording-runs.ts";
import classes from "./recordings.module.css";

interface DayLineProps {
  runs: readonly Run[];
  fromMs: number;
  toMs: number;
  nowMs: number;
  playing: Segment | null;
  onPick?(atMs: number): void;
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

export function DayLine({ runs, fromMs, toMs, nowMs, playing, onPick }: DayLineProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const bar = useRef<HTMLDivElement>(null);
  const share = (ms: number) => `${(Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))) * 100).toFixed(3)}%`;
  const pick = (event: MouseEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (box && onPick) onPick(fromMs + ((event.clientX - box.left) / box.width) * (toMs - fromMs));
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list below plays the same by keyboard */}
      <div
        ref={bar}
        className={classes.day}
        role="img"
        aria-label={t("recordings.timeline")}
        data-picks={onPick !== undefined}
        onClick={pick}
      >
        {runs.map((run) => (
          <span
            key={run.startMs}
            className={classes.run}
            style={{ left: share(run.startMs), right: `calc(100% - ${share(run.endMs)})` }}
            title={`${shortTime(run.startMs, style)} – ${shortTime(run.endMs, style)}`}
          />
        ))}
        {playing && (
          <span
            className={classes.playing}
            style={{ left: share(playing.startMs), right: `calc(100% - ${share(playing.endMs)})` }}
          />
        )}
        {nowMs > fromMs && nowMs < toMs && (
          <span className={classes.now} style={{ left: share(nowMs) }} title={t("recordings.now")} />
        )}
      </div>
      <div className={classes.hours} aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{String(hour).padStart(2, "0")}</span>
        ))}
      </div>
    </div>
  );
}
