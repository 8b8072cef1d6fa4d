// The form of one scenario beside the picture, made from the schema of its kind.
import { Alert, Button, Collapse, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconRulerMeasure } from "@tabler/icons-react";
import type { DetectorsView } from "@vigie/contracts";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import type { Shape } from "../editor/shapes.ts";
import { serverRefusal } from "./form-errors.ts";
import { type FormField, isFolded } from "./form-fields.ts";
import { KindBadges } from "./kind-badges.tsx";
import { asksThePast, missesMost } from "./kind-card.ts";
import { KindIcon } from "./kind-icons.tsx";
import { KindLimit } from "./kind-limit.tsx";
import { PublishedScore } from "./published-score.tsx";
import { ScenarioField } from "./scenario-field.tsx";
import classes from "./scenario-form.module.css";
import { ThresholdField } from "./threshold-field.tsx";
import type { DraftDesk, ScenarioDraft } from "./use-scenario-draft.ts";

interface ScenarioFormProps {
  desk: DraftDesk;
  draft: ScenarioDraft;
  shapes: readonly Shape[];
  detectors: DetectorsView | undefined;
  armModes: readonly string[];
  /** The camera's ground is measured. */
  hasPlane: boolean;
  pending: boolean;
  error: unknown;
  onMeasure(): void;
  onSubmit(scenario: Record<string, unknown>): void;
}

/** Marks of what stands in the way, first to last. */
const MISSING = '[role="alert"], [aria-invalid="true"], [data-error="true"]';

export function ScenarioForm(props: ScenarioFormProps) {
  const { t, i18n } = useTranslation();
  const { desk, draft, shapes } = props;
  const { card, fields, values, errors: found } = draft;
  const [tried, setTried] = useState(false);
  const [more, setMore] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  // What is missing may stand far above the button that was pressed.
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector(MISSING)?.scrollIntoView({ block: "center" });
  }, [refusals]);
  // While something is drawn the focus is on the picture; the form has it before and after.
  const isDrawing = desk.drawing !== null;
  useEffect(() => {
    if (!isDrawing) title.current?.focus({ preventScroll: true });
  }, [isDrawing]);
  const names = fields.map((field) => field.name);
  const refused = props.error ? serverRefusal(props.error, draft.index, names) : null;
  const errors = { ...(tried ? found : {}), ...refused?.fields };
  const lacksPlane = card.groundPlane === "needed" && !props.hasPlane;
  const folded = (name: string) => isFolded(card.kind, name);
  const submit = () => {
    setTried(true);
    if (Object.keys(found).some(folded)) setMore(true);
    if (Object.keys(found).length === 0 && !lacksPlane) props.onSubmit(draft.scenario);
    else setRefusals(refusals + 1);
  };
  const show = (field: FormField) =>
    field.control === "threshold" ? null : (
      <ScenarioField
        key={field.name}
        kind={card.kind}
        field={field}
        value={field.name === "name" ? (values.name ?? draft.kindName) : values[field.name]}
        error={errors[field.name]}
        shapes={shapes}
        seen={desk.seen}
        detectors={props.detectors}
        armModes={props.armModes}
        drawing={desk.drawing?.name === field.name}
        onChange={(value) => desk.change(field.name, value)}
        onDraw={() => desk.draw(field)}
      />
    );
  const kindText = `kindText.${card.kind}`;

  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      aria-label={draft.kindName}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <div>
          <Group gap={10} wrap="nowrap" align="center">
            <span className={classes.kindIcon}>
              <KindIcon kind={card.kind} />
            </span>
            <Title order={2} ref={title} tabIndex={-1} style={{ outline: "none" }}>
              {draft.kindName}
            </Title>
          </Group>
          {i18n.exists(kindText) && (
            <Text size="sm" c="dimmed" mt={6}>
              {t(kindText as "kindText.stopped")}
            </Text>
          )}
          <KindBadges card={card} misses={missesMost(card, desk.seen.detector)} />
          <KindLimit kind={card.kind} detector={desk.seen.detector} />
          <div style={{ marginTop: 8 }}>
            <PublishedScore card={card} detector={desk.seen.detector} />
          </div>
        </div>
        {refused?.general != null && (
          <Alert color="red" role="alert">
            {errorText(refused.general, t)}
          </Alert>
        )}
        {card.evidence === "concept" && (
          <Alert color="yellow" variant="light">
            {t("concept.waits")}
          </Alert>
        )}
        {card.groundPlane !== "none" && !props.hasPlane && (
          <Alert color={lacksPlane ? "yellow" : "sea"} variant="light" role={lacksPlane && tried ? "alert" : undefined}>
            <Stack gap="xs" align="flex-start">
              {t(lacksPlane ? "ground.needed" : "ground.helps")}
              <Button size="compact-sm" leftSection={<IconRulerMeasure size={15} />} onClick={props.onMeasure}>
                {t("ground.measure")}
              </Button>
            </Stack>
          </Alert>
        )}
        {fields.filter(({ name }) => !folded(name)).map(show)}
        <div>
          <UnstyledButton className={classes.more} onClick={() => setMore(!more)} aria-expanded={more}>
            <Group gap={6}>
              <IconChevronDown size={16} style={{ transform: more ? "rotate(180deg)" : undefined }} />
              {t("scenarios.advanced")}
            </Group>
          </UnstyledButton>
          <Collapse expanded={more}>
            <Stack gap="lg" mt="md">
              {fields.filter(({ name }) => folded(name)).map(show)}
              {!asksThePast(card) && fields.some(({ control }) => control === "threshold") && (
                <ThresholdField
                  minScore={Number(values.minScore ?? 0)}
                  alarmScore={Number(values.alarmScore ?? 0)}
                  alarms={values.mode !== "record"}
                  onChange={(minScore, alarmScore) => {
                    desk.change("minScore", minScore);
                    desk.change("alarmScore", alarmScore);
                  }}
                />
              )}
            </Stack>
          </Collapse>
        </div>
      </Stack>
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" px="sm" flex="none" onClick={desk.close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" flex="none" loading={props.pending || props.detectors === undefined}>
          {t(draft.id === null ? "scenarios.create" : "scenarios.save")}
        </Button>
      </div>
    </form>
  );
}
