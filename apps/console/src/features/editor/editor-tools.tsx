// The tools beside the drawing surface: what to draw, undo, what is drawn, save.
import { ActionIcon, Alert, Button, Group, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsExchange,
  IconCheck,
  IconLine,
  IconPointer,
  IconPolygon,
  IconShieldHalf,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import type { Scene } from "@vigie/contracts";
import type { Dispatch, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { placeText } from "../../app/i18n/place-text.ts";
import { useTouch } from "../../ui/use-touch.ts";
import { DRAWING_HINT } from "./editor-canvas.tsx";
import { type EditorEvent, type EditorState, findShape, isSame, type Tool } from "./editor-state.ts";
import classes from "./editor-tools.module.css";
import { type Refusal, type Shape, usersOf } from "./shapes.ts";

const TOOLS = [
  { tool: "select", Icon: IconPointer, key: "editor.select" },
  { tool: "line", Icon: IconLine, key: "editor.drawLine" },
  { tool: "zone", Icon: IconPolygon, key: "editor.drawZone" },
  { tool: "mask", Icon: IconShieldHalf, key: "editor.drawMask" },
] as const;

const HINTS = {
  select: "editor.hintSelect",
  line: "editor.hintLine",
  zone: "editor.hintZone",
  mask: "editor.hintMask",
  light: "editor.hintLight",
  heading: "editor.hintHeading",
} as const;
const TOUCH_HINTS = {
  select: "editor.touchSelect",
  line: "editor.touchLine",
  zone: "editor.touchZone",
  mask: "editor.touchMask",
  light: "editor.touchLight",
  heading: "editor.touchHeading",
} as const;
const KEY_HINTS = {
  line: "editor.keysLine",
  zone: "editor.keysZone",
  mask: "editor.keysZone",
  light: "editor.keysTwo",
  heading: "editor.keysTwo",
} as const;
const KIND_ICONS = { line: IconLine, zone: IconPolygon, mask: IconShieldHalf };

interface EditorToolsProps {
  state: EditorState;
  dispatch: Dispatch<EditorEvent>;
}

export function EditorToolbar({ state, dispatch }: EditorToolsProps) {
  const { t } = useTranslation();
  const drawing = state.path.length > 0;
  const act = (label: string, icon: ReactNode, event: EditorEvent, disabled = false) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        disabled={disabled}
        onClick={() => dispatch(event)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("editor.tools")}>
      {TOOLS.map(({ tool, Icon, key }) => (
        <Button
          key={tool}
          size="compact-sm"
          px={9}
          variant={state.tool === tool ? "light" : "subtle"}
          color={state.tool === tool ? undefined : "gray"}
          aria-pressed={state.tool === tool}
          leftSection={<Icon size={18} stroke={1.7} />}
          onClick={() => dispatch({ type: "tool", tool: tool as Tool })}
        >
          {t(key)}
        </Button>
      ))}
      <span className={classes.gap} />
      {drawing && act(t("editor.finish"), <IconCheck size={18} />, { type: "finish" })}
      {drawing && act(t("editor.cancel"), <IconX size={18} />, { type: "cancel" })}
      <Group gap={4} wrap="nowrap">
        {act(t("editor.undo"), <IconArrowBackUp size={18} />, { type: "undo" }, !drawing && state.past.length === 0)}
        {act(t("editor.redo"), <IconArrowForwardUp size={18} />, { type: "redo" }, state.future.length === 0)}
      </Group>
    </div>
  );
}

/** The last point back, and the end of the drawing: for who has no keys. Nothing before the first point. */
export function PathActions({ state, dispatch }: EditorToolsProps) {
  const { t } = useTranslation();
  const { path, tool } = state;
  if (path.length === 0 || tool === "select") return null;
  const ends = tool !== "light" && tool !== "heading";
  return (
    <Group gap={8} justify="flex-end">
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={17} />}
        onClick={() => dispatch({ type: "undo" })}
      >
        {t("editor.lastPoint")}
      </Button>
      {ends && (
        <Button
          size="compact-md"
          variant="light"
          leftSection={<IconCheck size={17} />}
          onClick={() => dispatch({ type: "finish" })}
        >
          {t("editor.finish")}
        </Button>
      )}
    </Group>
  );
}

/** What to do now, or why the last act was refused. */
export function EditorHint({ state }: { state: EditorState }) {
  const { t } = useTranslation();
  const touches = useTouch();
  if (state.refusal)
    return (
      <Alert id={DRAWING_HINT} color="red" role="alert" py={8}>
        <RefusalText refusal={state.refusal} />
      </Alert>
    );
  const hints = touches ? TOUCH_HINTS : HINTS;
  return (
    <Text id={DRAWING_HINT} size="sm" c="dimmed">
      {t(state.cross && state.tool !== "select" ? KEY_HINTS[state.tool] : hints[state.tool])}
    </Text>
  );
}

function RefusalText({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  switch (refusal.code) {
    case "crosses-itself":
      return t("refusal.crosses-itself", { first: refusal.first, second: refusal.second });
    case "too-few":
      return t("refusal.too-few", { needed: refusal.needed });
    case "too-many":
      return t("refusal.too-many", { most: refusal.most });
    case "in-use":
      return t("refusal.in-use", { by: refusal.by });
    default:
      return t(`refusal.${refusal.code}`);
  }
}

/** Everything that is drawn, by name. */
export function ShapeList({
  state,
  dispatch,
  scene,
  editable,
}: EditorToolsProps & { scene: Scene; editable: boolean }) {
  const { t } = useTranslation();
  if (state.shapes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("editor.none")}
      </Text>
    );
  const selected = findShape(state, state.selected);
  return (
    <Stack gap={4} component="ul" className={classes.list}>
      {state.shapes.map((shape) => (
        <ShapeRow
          key={`${shape.kind}-${shape.id}`}
          shape={shape}
          chosen={selected !== undefined && isSame(shape, selected)}
          usedBy={usersOf(scene, shape.kind, shape.id)}
          editable={editable}
          dispatch={dispatch}
        />
      ))}
    </Stack>
  );
}

function ShapeRow(props: {
  shape: Shape;
  chosen: boolean;
  usedBy: readonly string[];
  editable: boolean;
  dispatch: Dispatch<EditorEvent>;
}) {
  const { t } = useTranslation();
  const { shape, usedBy, editable, dispatch } = props;
  const Icon = KIND_ICONS[shape.kind];
  const name = placeText(shape.name || shape.id, t);
  return (
    <li className={classes.row} data-chosen={props.chosen}>
      <Tooltip label={t(`editor.${shape.kind}`)}>
        <Icon size={18} stroke={1.7} className={classes.icon} aria-label={t(`editor.${shape.kind}`)} />
      </Tooltip>
      <div className={classes.words}>
        {editable ? (
          <TextInput
            size="xs"
            variant="unstyled"
            aria-label={t("editor.name", { id: shape.id })}
            placeholder={placeText(shape.id, t)}
            value={shape.name === shape.id ? "" : shape.name}
            maxLength={120}
            onFocus={() => dispatch({ type: "select", ref: shape })}
            onChange={(event) => dispatch({ type: "rename", ref: shape, name: event.currentTarget.value })}
          />
        ) : (
          <Text size="sm">{name}</Text>
        )}
        {usedBy.length > 0 && (
          <Text size="xs" c="dimmed" truncate pb={4}>
            {t("editor.usedBy", { names: usedBy.join(", ") })}
          </Text>
        )}
      </div>
      {editable && (
        <Group gap={0} wrap="nowrap">
          {shape.kind === "line" && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("editor.reverse", { name })}
              title={t("editor.reverse", { name })}
              onClick={() => dispatch({ type: "reverse", ref: shape })}
            >
              <IconArrowsExchange size={16} />
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("editor.remove", { name })}
            title={t("editor.remove", { name })}
            onClick={() => dispatch({ type: "remove", ref: shape, usedBy })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      )}
    </li>
  );
}
