// The places of a scenario in its form: choose what is drawn already, or draw it now; lists keep their order.
import { ActionIcon, Button, Group, Select, Text } from "@mantine/core";
import { IconCircleDashed, IconLine, IconPencilPlus, IconPolygon, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { placeText } from "../../app/i18n/place-text.ts";
import type { Shape } from "../editor/shapes.ts";
import { fits } from "./first-values.ts";
import type { FormField } from "./form-fields.ts";
import classes from "./scenario-form.module.css";

const SHAPE_ICONS = { line: IconLine, zone: IconPolygon, light: IconCircleDashed };
const CHOOSE = { line: "scenarios.chooseLine", zone: "scenarios.chooseZone", light: "scenarios.chooseLight" } as const;
const DRAW = { line: "editor.drawLine", zone: "editor.drawZone", light: "editor.drawLight" } as const;

interface PlaceFieldProps {
  field: Extract<FormField, { control: "place" }>;
  label: string;
  value: unknown;
  error: string | undefined;
  shapes: readonly Shape[];
  /** This place is being drawn now. */
  drawing: boolean;
  onChange(value: unknown): void;
  onDraw(): void;
}

export function PlaceField(props: PlaceFieldProps) {
  const { t } = useTranslation();
  const { field, label, value, error, shapes, drawing, onChange, onDraw } = props;
  const fitting = shapes.filter((shape) => fits(shape, field.shape));
  const nameOf = (id: string) => placeText(fitting.find((shape) => shape.id === id)?.name || id, t);
  const chosen = field.many && Array.isArray(value) ? value.map(String) : [];
  const Icon = SHAPE_ICONS[field.shape];
  const open = field.many ? fitting.filter(({ id }) => !chosen.includes(id)) : fitting;
  const full = field.many && chosen.length >= field.most;
  return (
    <DrawnField
      legend={
        <>
          <Icon size={15} stroke={1.8} aria-hidden /> {label}
        </>
      }
      error={error}
      drawing={drawing}
    >
      {chosen.length > 0 && (
        <ol className={classes.order}>
          {chosen.map((id, i) => (
            <li key={id}>
              <span className={classes.number}>{i + 1}</span>
              <Text size="sm" flex={1} truncate>
                {nameOf(id)}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t("scenarios.takeOut", { name: nameOf(id) })}
                onClick={() => onChange(chosen.filter((other) => other !== id))}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <Group gap={8} align="flex-start">
        {open.length > 0 && !full && (
          <Select
            flex="1 1 170px"
            aria-label={field.many ? t("scenarios.addTo", { list: label }) : label}
            placeholder={t(field.many ? "scenarios.addDrawn" : CHOOSE[field.shape])}
            value={!field.many && typeof value === "string" ? value : null}
            onChange={(next) => {
              if (field.many) {
                if (next) onChange([...chosen, next]);
              } else onChange(next ?? undefined);
            }}
            data={open.map(({ id, name }) => ({ value: id, label: placeText(name || id, t) }))}
          />
        )}
        {!full && (
          <DrawButton flex={open.length > 0 ? "none" : 1} drawing={drawing} onDraw={onDraw}>
            {t(open.length > 0 || chosen.length > 0 ? "scenarios.drawNew" : DRAW[field.shape])}
          </DrawButton>
        )}
      </Group>
    </DrawnField>
  );
}

/** The allowed direction: an arrow of two clicks. */
export function HeadingField(props: {
  label: string;
  value: unknown;
  error: string | undefined;
  drawing: boolean;
  onDraw(): void;
}) {
  const { t } = useTranslation();
  const { label, value, error, drawing } = props;
  const given = Array.isArray(value);
  return (
    <DrawnField legend={label} error={error} drawing={drawing}>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Text size="sm" c={given ? undefined : "dimmed"}>
          {t(given ? "scenarios.headingGiven" : "scenarios.headingNone")}
        </Text>
        <DrawButton flex="none" drawing={drawing} onDraw={props.onDraw}>
          {t(given ? "scenarios.drawNew" : "scenarios.drawArrow")}
        </DrawButton>
      </Group>
    </DrawnField>
  );
}

function DrawnField(props: { legend: ReactNode; error: string | undefined; drawing: boolean; children: ReactNode }) {
  const { legend, error, drawing, children } = props;
  return (
    <fieldset className={classes.place} data-drawing={drawing}>
      <legend>{legend}</legend>
      {children}
      {error !== undefined && !drawing && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}

function DrawButton(props: { flex: "none" | 1; drawing: boolean; onDraw(): void; children: ReactNode }) {
  const { t } = useTranslation();
  const { flex, drawing, onDraw, children } = props;
  return (
    <Button
      flex={flex}
      variant={drawing ? "filled" : "light"}
      px="sm"
      leftSection={<IconPencilPlus size={16} />}
      onClick={onDraw}
    >
      {drawing ? t("scenarios.drawingNow") : children}
    </Button>
  );
}
