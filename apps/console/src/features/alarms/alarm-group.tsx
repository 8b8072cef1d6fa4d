// One card of the queue: an alarm, or the open alarms of one camera and scenario folded into one and unfolded again.
import { ActionIcon, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { AlarmCard } from "./alarm-card.tsx";
import classes from "./alarm-group.module.css";
import { type AlarmGroup, faceOf } from "./queue-groups.ts";
import { useGroupHead } from "./use-group-head.ts";

interface AlarmGroupCardProps {
  group: AlarmGroup;
  camera: CameraView | undefined;
  selectedId: string | null;
  unfolded: boolean;
  onUnfold(key: string): void;
  onSelect(id: string): void;
}

export function AlarmGroupCard({ group, camera, selectedId, unfolded, onUnfold, onSelect }: AlarmGroupCardProps) {
  const { t } = useTranslation();
  const head = useGroupHead(group);
  const face = faceOf(group, selectedId);
  const count = group.alarms.length;
  if (count === 1)
    return <AlarmCard alarm={face} camera={camera} selected={face.id === selectedId} onSelect={onSelect} />;
  if (!unfolded)
    return (
      <div className={classes.folded} data-group={group.key}>
        <AlarmCard alarm={face} group={group} camera={camera} selected={face.id === selectedId} onSelect={onSelect} />
        <ActionIcon
          className={classes.chevron}
          variant="subtle"
          color="gray"
          size="md"
          aria-expanded={false}
          aria-label={t("alarms.unfold", { count, name: face.scenarioName })}
          title={`${t("alarms.unfold", { count, name: face.scenarioName })} (o)`}
          onClick={() => onUnfold(group.key)}
        >
          <IconChevronDown size={17} />
        </ActionIcon>
      </div>
    );
  return (
    <section className={classes.unfolded} data-group={group.key} aria-label={head}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={true}
        title={`${t("alarms.fold", { count, name: face.scenarioName })} (o)`}
        onClick={() => onUnfold(group.key)}
      >
        <span className={classes.words}>
          <Text span size="sm" fw={600} truncate>
            {face.scenarioName}
          </Text>
          <Text span size="xs" c="dimmed" truncate>
            {head}
          </Text>
        </span>
        <IconChevronUp size={17} aria-hidden />
      </UnstyledButton>
      {group.alarms.map((alarm) => (
        <AlarmCard
          key={alarm.id}
          alarm={alarm}
          camera={camera}
          selected={alarm.id === selectedId}
          onSelect={onSelect}
        />
      ))}
    </section>
  );
}
