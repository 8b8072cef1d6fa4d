// The scenarios of a camera: which watch, which do not and why, and what can be done with each.
import { ActionIcon, Button, Group, Modal, Text } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import type { CameraView, Scenario } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayAndTime } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { KindIcon } from "./kind-icons.tsx";
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
            silence={camera.health.notWatching.find(({ scenarioId }) => scenarioId === scenario.id)?.reason ?? ""}
            editable={editable}
            onEdit={() => onEdit(scenario)}
            onRemove={() => setLeaving(scenario)}
          />
        ))}
      </ul>
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

function ScenarioRow(props: {
  scenario: Scenario;
  silence: string;
  editable: boolean;
  onEdit(): void;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(30_000);
  const { scenario, silence, editable } = props;
  const name = scenario.name ?? scenario.id;
  const endMs = scenario.until === undefined ? null : Date.parse(scenario.until);
  const facts = [
    t(`kind.${scenario.kind}`),
    t(scenario.mode === "alarm" ? "scenarios.alarm" : "scenarios.record"),
    ...(scenario.schedule ? [t("scenarios.scheduled")] : []),
    ...(endMs === null
      ? []
      : [t(endMs > nowMs ? "scenarios.until" : "scenarios.stopped", { time: dayAndTime(endMs, style) })]),
  ];
  return (
    <li className={classes.row} data-silent={silence !== ""}>
      <KindIcon kind={scenario.kind} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.join(" · ")}
        </Text>
        {silence !== "" && (
          <Text size="xs" c="var(--v-amber)">
            {silence}
          </Text>
        )}
      </div>
      {editable && (
        <Group gap={0} wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={t("scenarios.edit", { name })} onClick={props.onEdit}>
            <IconPencil size={17} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("scenarios.remove", { name })}
            onClick={props.onRemove}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      )}
    </li>
  );
}
