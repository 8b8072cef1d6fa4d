// One field of a scenario's form, chosen by what its schema is.
import {
  Alert,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from "@mantine/core";
import type { Schedule } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { dayAndTime } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import type { Shape } from "../editor/shapes.ts";
import type { FormField } from "./form-fields.ts";
import classes from "./scenario-form.module.css";
import { ScheduleField } from "./schedule-field.tsx";
import type { SeenClasses } from "./seen-classes.ts";
import { UNTIL_CHOICES, untilInstant } from "./until-choice.ts";

interface ScenarioFieldProps {
  field: FormField;
  value: unknown;
  error: string | undefined;
  shapes: readonly Shape[];
  seen: SeenClasses;
  onChange(value: unknown): void;
}

export function ScenarioField({ field, value, error, shapes, seen, onChange }: ScenarioFieldProps) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const named = (group: "field" | "option" | "className", key: string): string =>
    i18n.exists(`${group}.${key}`) ? t(`${group}.${key}` as "field.name") : key;
  const label = named("field", field.name);
  const common = { label, error, required: field.required, withAsterisk: false };

  switch (field.control) {
    case "text":
      return (
        <TextInput
          {...common}
          maxLength={field.maxLength ?? undefined}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          min={field.min ?? undefined}
          max={field.max ?? undefined}
          allowDecimal={!field.whole}
          step={field.max === 1 ? 0.05 : 1}
          decimalScale={field.whole ? 0 : 2}
          onChange={(next) => onChange(next === "" ? undefined : Number(next))}
        />
      );
    case "switch":
      return (
        <Switch label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case "choice":
      return (
        <fieldset className={classes.group}>
          <legend>{label}</legend>
          <SegmentedControl
            fullWidth
            aria-label={label}
            value={typeof value === "string" ? value : ""}
            onChange={onChange}
            data={field.options.map((option) => ({ value: option, label: named("option", option) }))}
          />
          {error !== undefined && <FieldError text={error} />}
        </fieldset>
      );
    case "classes": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      const unseen = chosen.filter((name) => !seen.names.includes(name));
      return (
        <MultiSelect
          {...common}
          description={t("scenarios.classesHint", { detector: seen.detector })}
          searchable
          hidePickedOptions
          maxDropdownHeight={260}
          value={chosen}
          onChange={onChange}
          data={[
            ...seen.names.map((name) => ({ value: name, label: named("className", name) })),
            ...unseen.map((name) => ({
              value: name,
              label: t("scenarios.classUnseen", { name: named("className", name), detector: seen.detector }),
            })),
          ]}
        />
      );
    }
    case "place":
      return (
        <Select
          {...common}
          placeholder={t(field.place === "line" ? "scenarios.chooseLine" : "scenarios.chooseZone")}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
          data={shapes
            .filter((shape) => shape.kind === field.place)
            .map(({ id, name }) => ({ value: id, label: name || id }))}
        />
      );
    case "schedule":
      return (
        <ScheduleField
          label={label}
          value={value as Schedule | undefined}
          zone={style.zone}
          error={error}
          onChange={onChange}
        />
      );
    case "until":
      return (
        <UntilField
          label={label}
          value={typeof value === "string" ? value : undefined}
          error={error}
          onChange={onChange}
        />
      );
    case "unsupported":
      return <Alert color="yellow">{t("scenarios.unsupported", { name: field.name })}</Alert>;
  }
}

function UntilField(props: {
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
            {t("until.ends", { time: dayAndTime(Date.parse(value), style) })}
          </Text>
        )}
        {error !== undefined && <FieldError text={error} />}
      </Stack>
    </fieldset>
  );
}

function FieldError({ text }: { text: string }) {
  return (
    <Text size="sm" c="red" role="alert" mt={4}>
      {text}
    </Text>
  );
}
