// The scenarios of a camera: which watch, which do not and why, and what can be done with each.
import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core";
import { IconArrowRight, IconDots, IconPencil, IconScale, IconTrash } from "@tabler/icons-react";
import { type CameraView, type Scenario, WEEKDAYS } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { armModeName } from "../../app/i18n/arm-mode-text.ts";
import { capitalised } from "../../app/i18n/capitalised.ts";
import { saidIn, watchesInPart } from "../../app/i18n/reason-text.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { CalibrationView } from "../calibration/calibration-view.tsx";
import { KindIcon } from "./kind-icons.tsx";
import { MoveScenario } from "./move-scenario.tsx";
import classes from "./scenario-form.module.css";

interface ScenarioListProps {
  camera: CameraView;
  editable: boolean;
  onEdit(scenario: Scenario): void;
  onRemove(scenario: Scenario): void;
}

export function ScenarioList({ camera, editable, onEdit, onRemove }: ScenarioListProps) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<Scenario | null>(null);
  const [moving, setMoving] = useState<Scenario | null>(null);
  const [calibrating, setCalibrating] = useState<Scenario | null>(null);
  if (camera.scene.scenarios.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("scenarios.none")}
      </Text>
    );
  return (
    <>
      <ul className={classes.list}>
        {camera.scene.scenarios.map((scenario) => (
          <ScenarioRow
            key={scenario.id}
            scenario={scenario}
            silence={camera.health.notWatching.find(({ scenarioId }) => scenarioId === scenario.id)}
            editable={editable}
            onEdit={() => onEdit(scenario)}
            onRemove={() => setLeaving(scenario)}
            onMove={() => setMoving(scenario)}
            onCalibrate={() => setCalibrating(scenario)}
          />
        ))}
      </ul>
      {moving && <MoveScenario camera={camera} scenario={moving} onClose={() => setMoving(null)} />}
      {calibrating && <CalibrationView camera={camera} scenario={calibrating} onClose={() => setCalibrating(null)} />}
      <Modal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={leaving ? t("scenarios.remove", { name: leaving.name ?? leaving.id }) : ""}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Text size="sm">{t("scenarios.removeQuestion", { name: leaving?.name ?? leaving?.id ?? "" })}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="subtle" color="gray" onClick={() => setLeaving(null)}>
            {t("common.cancel")}
          </Button>
          <Button
            color="red"
            onClick={() => {
              if (leaving) onRemove(leaving);
              setLeaving(null);
            }}
          >
            {t("common.delete")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

/** 22:00–06:00, or null for a calendar that takes more words than a row has. */
function hoursOf({ windows, timeZone, onHolidays }: NonNullable<Scenario["schedule"]>, zone: string): string | null {
  const [window] = windows;
  const simple = windows.length === 1 && window?.days.length === WEEKDAYS.length && onHolidays === "as-usual";
  return simple && timeZone === zone ? `${window.from}–${window.to}` : null;
}

/** Said by the server as soon as it is so; the row says until when it watched. */
const TIME_IS_OVER = "its time is over";

type Silence = CameraView["health"]["notWatching"][number];

function silenceKey({ planned, reason }: Silence) {
  if (planned) return "scenarios.planned";
  return watchesInPart(reason) ? "scenarios.inPart" : "scenarios.notWatching";
}

function ScenarioRow(props: {
  scenario: Scenario;
  silence: Silence | undefined;
  editable: boolean;
  onEdit(): void;
  onRemove(): void;
  onMove(): void;
  onCalibrate(): void;
}) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(30_000);
  const { scenario, silence, editable } = props;
  const name = scenario.name ?? scenario.id;
  const endMs = scenario.until === undefined ? null : Date.parse(scenario.until);
  const isOver = endMs !== null && (endMs <= nowMs || silence?.reason === TIME_IS_OVER);
  const kindName = t(`kind.${scenario.kind}`);
  const facts = [
    // A scenario that bears the name of its kind is not called so twice.
    ...(name === kindName ? [] : [kindName]),
    t(scenario.mode === "alarm" ? "scenarios.alarm" : "scenarios.record"),
    ...(scenario.schedule ? [hoursOf(scenario.schedule, style.zone) ?? t("scenarios.scheduled")] : []),
    ...(scenario.armModes ? [scenario.armModes.map((mode) => armModeName(mode, i18n.language)).join(", ")] : []),
    ...(endMs === null
      ? []
      : [t(!isOver ? "scenarios.until" : "scenarios.stopped", { time: dayAndTime(endMs, style) })]),
  ];
  return (
    <li className={classes.row} data-silent={silence !== undefined && silence.planned !== true} data-over={isOver}>
      <KindIcon kind={scenario.kind} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} truncate title={name}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {capitalised(facts.join(" · "))}
        </Text>
        {silence && !isOver && (
          <Text size="xs" c={silence.planned ? "dimmed" : "var(--v-amber)"}>
            {t(silenceKey(silence), {
              reason: saidIn(i18n.language, silence.reason),
            })}
          </Text>
        )}
      </div>
      <Group gap={0} wrap="nowrap">
        {editable && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("scenarios.edit", { name })} onClick={props.onEdit}>
            <IconPencil size={17} />
          </ActionIcon>
        )}
        <Menu position="bottom-end" width={250}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t("scenarios.actions", { name })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconScale size={16} />} onClick={props.onCalibrate}>
              {t("scenarios.calibrateShort")}
            </Menu.Item>
            {editable && (
              <>
                <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={props.onMove}>
                  {t("scenarios.moveShort")}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={props.onRemove}>
                  {t("scenarios.remove", { name })}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </li>
  );
}
