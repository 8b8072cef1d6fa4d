// Both thresholds of a scenario on one scale: from which score on it records, and from which on it alarms.
import { RangeSlider, Slider, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./scenario-form.module.css";

interface ThresholdFieldProps {
  /** Range: 0 to 1. */
  minScore: number;
  alarmScore: number;
  /** False for a scenario that only records: there is one threshold then. */
  alarms: boolean;
  onChange(minScore: number, alarmScore: number): void;
}

const MARKS = [0, 25, 50, 75, 100].map((value) => ({ value, label: String(value) }));
const percent = (score: number) => Math.round(score * 100);

export function ThresholdField({ minScore, alarmScore, alarms, onChange }: ThresholdFieldProps) {
  const { t } = useTranslation();
  const record = percent(minScore);
  const alarm = Math.max(record, percent(alarmScore));
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
        {alarms ? t("threshold.saysBoth", { record, alarm }) : t("threshold.saysRecord", { record })}
      </Text>
    </fieldset>
  );
}
