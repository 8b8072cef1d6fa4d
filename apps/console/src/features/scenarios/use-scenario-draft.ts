// The scenario in hand: its values, which of its places is being drawn, and whether the contracts would take it.
import type { CameraView, DetectorsView, Scenario } from "@vigie/contracts";
import type { i18n as i18nInstance, TFunction } from "i18next";
import { type Dispatch, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTimeStyle } from "../../app/time/use-time.ts";
import type { EditorEvent, EditorState } from "../editor/editor-state.ts";
import type { Shape } from "../editor/shapes.ts";
import { firstPlace, firstValues, fits, missingPlace, nightCalendar } from "./first-values.ts";
import { contractErrors, type FieldErrors } from "./form-errors.ts";
import {
  type FormField,
  type FormValues,
  formFields,
  initialValues,
  OF_THE_NIGHT,
  scenarioId,
  scenarioOf,
} from "./form-fields.ts";
import type { KindCard } from "./kind-card.ts";
import { type SeenClasses, seenClasses } from "./seen-classes.ts";

/** A scenario on its way: a new one of a kind, or a known one that is changed. */
interface Draft {
  card: KindCard;
  /** Null for a new one. */
  id: string | null;
  /** Its place among the camera's scenarios, once it is saved. */
  index: number;
  values: FormValues;
}

export interface ScenarioDraft extends Draft {
  fields: readonly FormField[];
  kindName: string;
  /** What the contracts are given, complete or not. */
  scenario: Record<string, unknown>;
  /** Everything that is missing or refused, by field. */
  errors: FieldErrors;
}

export interface DraftDesk {
  draft: ScenarioDraft | null;
  seen: SeenClasses;
  /** The place that is being drawn now. */
  drawing: FormField | null;
  begin(card: KindCard): void;
  edit(scenario: Scenario, card: KindCard): void;
  change(name: string, value: unknown): void;
  draw(field: FormField): void;
  /** Ends the drawing of one place; the next one that is missing begins. */
  drawn(): void;
  close(): void;
}

const NO_DETECTORS: DetectorsView = { detectors: [], best: "" };

export function useScenarioDraft(
  camera: CameraView,
  detectors: DetectorsView | undefined,
  state: EditorState,
  dispatch: Dispatch<EditorEvent>,
): DraftDesk {
  const { t, i18n } = useTranslation();
  const { zone } = useTimeStyle();
  const [held, setHeld] = useState<Draft | null>(null);
  const [slot, setSlot] = useState<string | null>(null);
  const seen = seenClasses(camera, detectors ?? NO_DETECTORS);
  const known = camera.scene.scenarios;
  const { card } = held ?? {};
  const fields = useMemo(() => (card ? formFields(card.schema, card.places) : []), [card]);
  const drawing = fields.find(({ name }) => name === slot) ?? null;

  const start = (field: FormField | undefined) => {
    setSlot(field?.name ?? null);
    if (field) dispatch({ type: "tool", tool: toolOf(field) });
  };
  const next = (draft: Draft) =>
    start(missingPlace(formFields(draft.card.schema, draft.card.places), existing(draft, state.shapes)));

  // The editor has come back from a drawing: it is taken, or it was given up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the editor's state wakes it
  useEffect(() => {
    if (!drawing || !held || state.tool !== "select") return;
    const value = drawing.control === "heading" ? state.heading : state.selected?.id;
    if (!value) {
      setSlot(null);
      return;
    }
    const before = held.values[drawing.name];
    const many = drawing.control === "place" && drawing.many;
    const list = many ? [...(Array.isArray(before) ? before : []), value] : null;
    const after = { ...held, values: { ...held.values, [drawing.name]: list ?? value } };
    setHeld(after);
    if (list && drawing.control === "place" && list.length < drawing.most) start(drawing);
    else next(after);
  }, [state.tool, state.selected, state.heading]);

  const draft = held && completed(held, fields, seen, state.shapes, known, t, i18n);

  return {
    draft,
    seen,
    drawing,
    begin: (picked) => {
      const all = formFields(picked.schema, picked.places);
      const place = (shape: FormPlace) =>
        firstPlace(picked.kind, shape, state.shapes, state.selected?.id ?? null, known);
      const suggested = firstValues(picked.kind, all, [], place);
      const places = picked.places.flatMap(({ field }) =>
        suggested[field] === undefined ? [] : [[field, suggested[field]] as const],
      );
      const hours = OF_THE_NIGHT.has(picked.kind) ? { schedule: nightCalendar(zone) } : {};
      const values = { ...Object.fromEntries(places), ...hours };
      const fresh = { card: picked, id: null, index: known.length, values };
      setHeld(fresh);
      next(fresh);
    },
    edit: (scenario, picked) => {
      setSlot(null);
      setHeld({ card: picked, id: scenario.id, index: known.indexOf(scenario), values: scenario });
    },
    change: (name, value) => setHeld((before) => before && { ...before, values: { ...before.values, [name]: value } }),
    draw: start,
    drawn: () => {
      setSlot(null);
      dispatch({ type: "tool", tool: "select" });
      if (held && drawing) {
        const rest = missingPlace(fields, existing(held, state.shapes));
        if (rest && rest.name !== drawing.name) start(rest);
      }
    },
    close: () => {
      setSlot(null);
      setHeld(null);
      dispatch({ type: "tool", tool: "select" });
    },
  };
}

/** The draft with everything that nobody has to enter. */
function completed(
  held: Draft,
  fields: readonly FormField[],
  seen: SeenClasses,
  shapes: readonly Shape[],
  known: readonly Scenario[],
  t: TFunction,
  i18n: i18nInstance,
): ScenarioDraft {
  const { kind } = held.card;
  const kindName = i18n.exists(`kind.${kind}`) ? t(`kind.${kind}` as "kind.stopped") : kind;
  const suggested = held.id === null ? firstValues(kind, fields, seen.names, () => undefined) : {};
  const values = initialValues(fields, { ...suggested, ...existing(held, shapes) });
  const name = String(values.name ?? "") || kindName;
  const taken = known.map(({ id }) => id);
  const scenario = scenarioOf(kind, held.id ?? scenarioId(name, kind, taken), fields, { ...values, name });
  return {
    ...held,
    fields,
    values,
    kindName,
    scenario,
    errors: contractErrors(scenario, { t, language: i18n.language }),
  };
}

type FormPlace = KindCard["places"][number]["shape"];

function toolOf(field: FormField): "line" | "zone" | "light" | "heading" {
  if (field.control === "place") return field.shape;
  return "heading";
}

/** The draft's values without places that are not drawn any more. */
function existing({ card, values }: Draft, shapes: readonly Shape[]): FormValues {
  const kept: Record<string, unknown> = { ...values };
  for (const { field, shape, many } of card.places) {
    const there = (id: unknown) => shapes.some((drawn) => drawn.id === id && fits(drawn, shape));
    const value = kept[field];
    if (many && Array.isArray(value)) kept[field] = value.filter(there);
    else if (value !== undefined && !there(value)) delete kept[field];
  }
  return kept;
}
