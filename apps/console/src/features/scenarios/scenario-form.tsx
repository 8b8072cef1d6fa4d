// The form of one scenario, made from the schema of its kind.
import { Alert, Button, Collapse, Drawer, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconPencilPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import type { Shape } from "../editor/shapes.ts";
import { firstValues } from "./first-values.ts";
import { contractErrors, serverRefusal } from "./form-errors.ts";
import { type FormValues, formFields, initialValues, scenarioOf } from "./form-fields.ts";
import { KindIcon } from "./kind-icons.tsx";
import { ScenarioField } from "./scenario-field.tsx";
import type { SeenClasses } from "./seen-classes.ts";

const SECOND_RANK = new Set(["priority", "schedule", "minScore"]);

/** A scenario on its way: a new one of a kind, or a known one that is changed. */
export interface ScenarioDraft {
  kind: string;
  needs: "line" | "zone";
  schema: Readonly<Record<string, unknown>>;
  /** Null for a new one. */
  id: string | null;
  /** Its place among the camera's scenarios, once it is saved. */
  index: number;
  values: FormValues;
}

interface ScenarioFormProps {
  draft: ScenarioDraft;
  shapes: readonly Shape[];
  seen: SeenClasses;
  /** The line or zone that a new scenario begins with. */
  placeId: string | undefined;
  /** False until it is known what the detector sees: the form cannot be filled before. */
  ready: boolean;
  pending: boolean;
  error: unknown;
  onValues(values: FormValues): void;
  onDraw(): void;
  onSubmit(scenario: Record<string, unknown>): void;
  onClose(): void;
  /** The id of a new scenario, from its name. */
  idFor(name: string): string;
}

export function ScenarioForm(props: ScenarioFormProps) {
  const { t, i18n } = useTranslation();
  const { draft, shapes, seen } = props;
  const [tried, setTried] = useState(false);
  const [more, setMore] = useState(false);
  const fields = formFields(draft.schema);
  // Suggestions wait until what the detector sees is known, and give way to whatever was entered.
  const suggested = draft.id === null ? firstValues(draft.kind, fields, seen.names, props.placeId) : {};
  const values = initialValues(fields, { ...suggested, ...draft.values });
  const kindName = i18n.exists(`kind.${draft.kind}`) ? t(`kind.${draft.kind}` as "kind.stopped") : draft.kind;
  const name = String(values.name ?? "") || kindName;
  const scenario = scenarioOf(draft.kind, draft.id ?? props.idFor(name), fields, { ...values, name });
  const found = contractErrors(scenario, t("scenarios.required"));
  const refused = props.error
    ? serverRefusal(
        props.error,
        draft.index,
        fields.map((field) => field.name),
      )
    : null;
  const errors = { ...(tried ? found : {}), ...refused?.fields };
  const hasPlace = shapes.some((shape) => shape.kind === draft.needs);
  const submit = () => {
    setTried(true);
    if (Object.keys(found).some((field) => SECOND_RANK.has(field))) setMore(true);
    if (Object.keys(found).length === 0) props.onSubmit(scenario);
  };
  const show = (second: boolean) =>
    fields
      .filter((field) => SECOND_RANK.has(field.name) === second)
      .map((field) =>
        field.control === "place" && !hasPlace ? (
          <Alert key={field.name} color="sea" variant="light">
            <Stack gap="xs" align="flex-start">
              {t(draft.needs === "line" ? "scenarios.noLine" : "scenarios.noZone")}
              <Button size="compact-sm" leftSection={<IconPencilPlus size={15} />} onClick={props.onDraw}>
                {t("scenarios.drawIt")}
              </Button>
            </Stack>
          </Alert>
        ) : (
          <div key={field.name}>
            <ScenarioField
              field={field}
              value={field.name === "name" ? (values.name ?? kindName) : values[field.name]}
              error={errors[field.name]}
              shapes={shapes}
              seen={seen}
              onChange={(value) => props.onValues({ ...draft.values, [field.name]: value })}
            />
            {field.control === "place" && (
              <Button
                mt={6}
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPencilPlus size={14} />}
                onClick={props.onDraw}
              >
                {t(draft.needs === "line" ? "editor.drawLine" : "editor.drawZone")}
              </Button>
            )}
          </div>
        ),
      );

  return (
    <Drawer
      opened
      position="right"
      size={460}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
      title={
        <Group gap="sm">
          <KindIcon kind={draft.kind} />
          <Text fw={600}>{kindName}</Text>
        </Group>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg">
          {i18n.exists(`kindText.${draft.kind}`) && (
            <Text size="sm" c="dimmed">
              {t(`kindText.${draft.kind}` as "kindText.stopped")}
            </Text>
          )}
          {refused?.general != null && (
            <Alert color="red" role="alert">
              {errorText(refused.general, t)}
            </Alert>
          )}
          {show(false)}
          <div>
            <UnstyledButton onClick={() => setMore(!more)} aria-expanded={more} c="dimmed" fz="sm">
              <Group gap={6}>
                <IconChevronDown size={16} style={{ transform: more ? "rotate(180deg)" : undefined }} />
                {t("scenarios.advanced")}
              </Group>
            </UnstyledButton>
            <Collapse expanded={more}>
              <Stack gap="lg" mt="md">
                {show(true)}
              </Stack>
            </Collapse>
          </div>
          <Group justify="flex-end" mt="xs">
            <Button variant="subtle" color="gray" onClick={props.onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={props.pending || !props.ready}>
              {t(draft.id === null ? "scenarios.create" : "scenarios.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
