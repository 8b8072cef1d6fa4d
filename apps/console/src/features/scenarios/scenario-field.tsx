// One field of a scenario's form, chosen by what its schema is.
import {
  Alert,
  Chip,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  Text,
  TextInput,
} from "@mantine/core";
import type { DetectorsView, Schedule } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { armModeName } from "../../app/i18n/arm-mode-text.ts";
import { decimals } from "../../app/i18n/decimals.ts";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import type { Shape } from "../editor/shapes.ts";
import { ConceptField } from "./concept-field.tsx";
import { longTime, unitOf } from "./field-units.ts";
import type { FormField } from "./form-fields.ts";
import { HeadingField, PlaceField } from "./place-field.tsx";
import classes from "./scenario-form.module.css";
import { ScheduleField } from "./schedule-field.tsx";
import type { SeenClasses } from "./seen-classes.ts";
import { UntilField } from "./until-field.tsx";

interface ScenarioFieldProps {
  kind: string;
  field: FormField;
  value: unknown;
  error: string | undefined;
  shapes: readonly Shape[];
  seen: SeenClasses;
  detectors: DetectorsView | undefined;
  armModes: readonly string[];
  drawing: boolean;
  onChange(value: unknown): void;
  onDraw(): void;
}

const MOST_SEGMENTS = 3;

export function ScenarioField(props: ScenarioFieldProps) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const { kind, field, value, error, seen, onChange } = props;
  const named = (group: "field" | "option" | "className", key: string): string =>
    i18n.exists(`${group}.${key}`) ? t(`${group}.${key}` as "field.name") : key;
  const own = `fieldOf.${kind}-${field.name}`;
  const label = i18n.exists(own) ? t(own as "fieldOf.red-light-line") : named("field", field.name);
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
      return <NumberField {...common} field={field} value={value} onChange={onChange} />;
    case "switch":
      return (
        <Switch label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case "choice": {
      const data = field.options.map((option) => ({ value: option, label: named("option", option) }));
      if (data.length > MOST_SEGMENTS)
        return (
          <Select
            {...common}
            value={typeof value === "string" ? value : null}
            data={data}
            allowDeselect={false}
            onChange={(next) => onChange(next ?? undefined)}
          />
        );
      return (
        <fieldset className={classes.group}>
          <legend>{label}</legend>
          <SegmentedControl
            fullWidth
            aria-label={label}
            value={typeof value === "string" ? value : ""}
            onChange={onChange}
            data={data}
          />
          {error !== undefined && (
            <Text size="sm" c="red" role="alert" mt={4}>
              {error}
            </Text>
          )}
        </fieldset>
      );
    }
    case "classes": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      const unseen = chosen.filter((name) => !seen.names.includes(name));
      return (
        <MultiSelect
          {...common}
          description={
            unseen.length > 0
              ? t("scenarios.classesUnseen", { detector: detectorText(seen.detector, i18n) })
              : t("scenarios.classesHint", { detector: detectorText(seen.detector, i18n) })
          }
          searchable
          hidePickedOptions
          maxDropdownHeight={260}
          value={chosen}
          onChange={onChange}
          data={[
            ...seen.names.map((name) => ({ value: name, label: named("className", name) })),
            ...unseen.map((name) => ({
              value: name,
              label: t("scenarios.classUnseen", {
                name: named("className", name),
                detector: detectorText(seen.detector, i18n),
              }),
            })),
          ]}
        />
      );
    }
    case "concept":
    case "concepts":
      return (
        <ConceptField
          label={label}
          many={field.control === "concepts"}
          value={value}
          error={error}
          detectors={props.detectors}
          onChange={onChange}
        />
      );
    case "place":
      return (
        <PlaceField
          field={field}
          label={label}
          value={value}
          error={error}
          shapes={props.shapes}
          drawing={props.drawing}
          onChange={onChange}
          onDraw={props.onDraw}
        />
      );
    case "heading":
      return <HeadingField label={label} value={value} error={error} drawing={props.drawing} onDraw={props.onDraw} />;
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
    case "armModes": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      const offered = [...new Set([...props.armModes, ...chosen])];
      return (
        <fieldset className={classes.group}>
          <legend>{label}</legend>
          <Chip.Group multiple value={chosen} onChange={(next) => onChange(next.length > 0 ? next : undefined)}>
            <Group gap={6}>
              {offered.map((mode) => (
                <Chip key={mode} value={mode} size="sm" variant="light">
                  {armModeName(mode, i18n.language)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Text size="xs" c="dimmed" mt={6}>
            {t(chosen.length === 0 ? "armMode.all" : "armMode.only")}
          </Text>
        </fieldset>
      );
    }
    case "threshold":
      return null;
    case "unsupported":
      return <Alert color="yellow">{t("scenarios.unsupported", { name: field.name })}</Alert>;
  }
}

function NumberField(props: {
  field: Extract<FormField, { control: "number" }>;
  label: string;
  error: string | undefined;
  value: unknown;
  onChange(value: unknown): void;
}) {
  const { t, i18n } = useTranslation();
  const { field, value, onChange } = props;
  const unit = unitOf(field.name, field.whole);
  const shown = (stored: number | null) =>
    stored === null ? undefined : Number((stored * unit.factor).toFixed(unit.decimals + 2));
  const long = unit.sign === "s" && typeof value === "number" ? longTime(value) : null;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (
    <NumberInput
      {...decimals(i18n.language)}
      label={props.label}
      error={props.error}
      required={field.required}
      withAsterisk={false}
      value={typeof value === "number" ? (shown(value) ?? "") : ""}
      min={shown(field.min)}
      max={shown(field.max)}
      allowDecimal={!field.whole}
      step={unit.step}
      decimalScale={unit.decimals}
      suffix={unit.sign === null ? "" : ` ${t(`unit.${unit.sign}`)}`}
      placeholder={field.initial === undefined && !field.required ? t("scenarios.optional") : ""}
      description={long ? t(`unit.long-${long.unit}`, { value: number.format(long.value) }) : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      onChange={(next) => onChange(next === "" ? undefined : Number(next) / unit.factor)}
    />
  );
}
