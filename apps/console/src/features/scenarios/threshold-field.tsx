// Both thresholds of a scenario on one scale: from which score on it records, and from which on it alarms.
import { RangeSlider, Slider, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isGuess, perDay } from "../preview/preview-figures.ts";
import classes from "./scenario-form.module.css";

interface ThresholdFieldProps {
  /** Range: 0 to 1. */
  minScore: number;
  alarmScore: number;
  /** False for a scenario that only records: there is one threshold then. */
  alarms: boolean;
  /** Scores of what the stored past holds, and how long it was analysed: the price of each threshold. */
  figures?: { scores: readonly number[]; coveredMs: number } | null;
  onChange(minScore: number, alarmScore: number): void;
}

const MARKS = [0, 25, 50, 75, 100].map((value) => ({ value, label: String(value) }));
function saying(record: number, alarm: number, alarms: boolean) {
  if (!alarms) return record === 0 ? "threshold.saysAllRecord" : "threshold.saysRecord";
  if (record > 0) return "threshold.saysBoth";
  return alarm === 0 ? "threshold.saysAll" : "threshold.saysAlarm";
}

const percent = (score: number) => Math.round(score * 100);

export function ThresholdField({ minScore, alarmScore, alarms, figures, onChange }: ThresholdFieldProps) {
  const { t, i18n } = useTranslation();
  const record = percent(minScore);
  const alarm = Math.max(record, percent(alarmScore));
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 });
  const cost = (score: number) => (figures ? perDay(figures.scores, score / 100, figures.coveredMs) : null);
  const [recorded, alarmed] = [cost(record), cost(alarm)];
  return (
    <fieldset className={classes.group}>
      <legend>{t("threshold.title")}</legend>
      <div className={classes.slider}>
        {alarms ? (
          <RangeSlider
            min={0}
            max={100}
            step={1}
            minRange={0}
            marks={MARKS}
            value={[record, alarm]}
            onChange={([low, high]) => onChange(low / 100, high / 100)}
            thumbFromLabel={t("threshold.record")}
            thumbToLabel={t("threshold.alarm")}
            pushOnOverlap
          />
        ) : (
          <Slider
            min={0}
            max={100}
            step={1}
            marks={MARKS}
            value={record}
            onChange={(low) => onChange(low / 100, Math.max(low / 100, alarmScore))}
            thumbLabel={t("threshold.record")}
          />
        )}
      </div>
      <Text size="xs" c="dimmed" mt={26}>
        {t(saying(record, alarm, alarms), { record, alarm })}
      </Text>
      {recorded !== null && (
        <Text size="sm" fw={600} mt={2} aria-live="polite">
          {alarms && alarmed !== null && `${t("price.alarmsPerDay", { number: number.format(alarmed) })} · `}
          {t("price.recordsPerDay", { number: number.format(recorded) })}
          {figures && isGuess(figures.coveredMs) && ` · ${t("price.guess")}`}
        </Text>
      )}
    </fieldset>
  );
}
