// How long a scenario runs: an hour, two, tonight, for ever, or until an instant that was set before.
import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dayAndTime } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import classes from "./scenario-form.module.css";
import { UNTIL_CHOICES, untilInstant } from "./until-choice.ts";

export function UntilField(props: {
  label: string;
  value: string | undefined;
  error: string | undefined;
  onChange(value: string | undefined): void;
}) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(10_000);
  const { label, value, error, onChange } = props;
  const near = (choice: (typeof UNTIL_CHOICES)[number]) => {
    const instant = untilInstant(choice, nowMs, style.zone);
    return instant !== undefined && value !== undefined && Math.abs(Date.parse(instant) - Date.parse(value)) < 60_000;
  };
  const shown = value === undefined ? "permanent" : (UNTIL_CHOICES.find(near) ?? "keep");
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={label}
        value={shown}
        onChange={(next) => {
          const choice = UNTIL_CHOICES.find((item) => item === next);
          if (choice) onChange(untilInstant(choice, nowMs, style.zone));
        }}
        data={[
          ...UNTIL_CHOICES.map((choice) => ({ value: choice, label: t(`until.${choice}`) })),
          ...(shown === "keep" ? [{ value: "keep", label: t("until.keep") }] : []),
        ]}
      />
      <Stack gap={0} mt={4}>
        {value !== undefined && (
          <Text size="xs" c="dimmed">
            {t(Date.parse(value) > nowMs ? "until.ends" : "until.ended", {
              time: dayAndTime(Date.parse(value), style),
            })}
          </Text>
        )}
        {error !== undefined && (
          <Text size="sm" c="red" role="alert" mt={4}>
            {error}
          </Text>
        )}
      </Stack>
    </fieldset>
  );
}
