// Events over time as a row of bars; hatched where nothing is known, which is not the same as nothing happened.
import { useTranslation } from "react-i18next";
import { dayAndTime, shortDay, shortTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { dayStart } from "../../app/time/zoned.ts";
import classes from "./preview.module.css";
import { stripBins, timeMarks } from "./preview-figures.ts";

const PARTS = 96;
const DAY_MS = 86_400_000;

interface EventStripProps {
  fromMs: number;
  toMs: number;
  recordedMs: readonly number[];
  alarmsMs: readonly number[];
  gaps: readonly (readonly [number, number])[];
}

export function EventStrip({ fromMs, toMs, recordedMs, alarmsMs, gaps }: EventStripProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const recorded = stripBins(recordedMs, fromMs, toMs, PARTS);
  const alarms = stripBins(alarmsMs, fromMs, toMs, PARTS);
  const most = Math.max(1, ...recorded.map((count, i) => count + alarms[i]!));
  const at = (ms: number) => ((ms - fromMs) / (toMs - fromMs)) * 100;
  const marks = timeMarks(fromMs, toMs, dayStart(fromMs, style.zone));
  return (
    <div className={classes.strip}>
      <div
        className={classes.bars}
        role="img"
        aria-label={t("preview.strip", {
          from: dayAndTime(fromMs, style),
          to: dayAndTime(toMs, style),
          count: recordedMs.length + alarmsMs.length,
        })}
      >
        {gaps.map(([from, to]) => (
          <span
            key={from}
            className={classes.gap}
            style={{ left: `${at(from)}%`, width: `${at(to) - at(from)}%` }}
            title={t("preview.unknown", { from: dayAndTime(from, style), to: dayAndTime(to, style) })}
          />
        ))}
        {recorded.map((count, i) => {
          const begin = fromMs + ((toMs - fromMs) * i) / PARTS;
          return count + alarms[i]! === 0 ? null : (
            <span
              key={begin}
              className={classes.bar}
              style={{
                left: `${(i * 100) / PARTS}%`,
                width: `${100 / PARTS}%`,
                height: `${Math.max(8, ((count + alarms[i]!) / most) * 100)}%`,
              }}
              title={t("preview.bar", { time: dayAndTime(begin, style), count: count + alarms[i]! })}
            >
              <i style={{ flexGrow: count }} />
              <b style={{ flexGrow: alarms[i]! }} />
            </span>
          );
        })}
      </div>
      <div className={classes.marks} aria-hidden>
        {marks.map((ms) => (
          <span key={ms} style={{ left: `clamp(20px, ${at(ms)}%, 100% - 20px)` }}>
            {toMs - fromMs > 2 * DAY_MS ? shortDay(ms, style) : shortTime(ms, style)}
          </span>
        ))}
      </div>
    </div>
  );
}
