// The switch for closer looks at small moving things, with what they cost and what was measured with which detector.
import { Switch, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { detectorText } from "../../app/i18n/detector-text.ts";

interface Measured {
  /** F1 of persons and of vehicles without and with closer looks, at each detector's best threshold. Source: docs/design/tiles.md. */
  person: readonly [number, number];
  vehicle: readonly [number, number];
}

const MEASURED: Readonly<Record<string, Measured>> = {
  "yolox-nano": { person: [0.83, 0.84], vehicle: [0.77, 0.85] },
  "picodet-s-416": { person: [0.81, 0.84], vehicle: [0.84, 0.86] },
  embedded: { person: [0.67, 0.67], vehicle: [0.65, 0.61] },
};
/** It has no use for them. */
const WITHOUT = "motion";

interface CloserLooksProps {
  /** Name of the detector that would look. */
  detector: string;
  on: boolean;
  disabled: boolean;
  onChange(on: boolean): void;
}

export function CloserLooks({ detector, on, disabled, onChange }: CloserLooksProps) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const f1 = (pair: readonly [number, number]) => pair.map((value) => number.format(value)).join(" → ");
  const measured = MEASURED[detector];
  const isHarmful = measured !== undefined && measured.vehicle[1] < measured.vehicle[0];
  const verdict = isHarmful ? "closer.hurts" : measured ? "closer.helps" : "closer.unmeasured";
  return (
    <div>
      <Switch
        label={t("closer.label")}
        disabled={disabled || (detector === WITHOUT && !on)}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Text size="sm" c="dimmed" mt={6}>
        {t("closer.text")}
      </Text>
      <Text size="sm" c={isHarmful ? "yellow.5" : "dimmed"} mt={6}>
        {detector === WITHOUT
          ? t("closer.useless", { detector: detectorText(detector, i18n) })
          : t(verdict, {
              detector: detectorText(detector, i18n),
              person: measured ? f1(measured.person) : "",
              vehicle: measured ? f1(measured.vehicle) : "",
            })}
      </Text>
    </div>
  );
}
