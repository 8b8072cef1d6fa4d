// Weekly times at which a scenario watches.
import { ActionIcon, Button, Chip, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type Schedule, WEEKDAYS } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { NIGHT, nightCalendar } from "./first-values.ts";
import { HolidaysField } from "./holidays-field.tsx";
import classes from "./scenario-form.module.css";

type Window = Schedule["windows"][number];

interface ScheduleFieldProps {
  label: string;
  value: Schedule | undefined;
  /** Zone of the site: that of a new calendar, and offered to one that was made by another. */
  zone: string;
  error: string | undefined;
  onChange(value: Schedule | undefined): void;
}

export function ScheduleField({ label, value, zone, error, onChange }: ScheduleFieldProps) {
  const { t } = useTranslation();
  const change = (windows: Window[]) => value && onChange({ ...value, windows });
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={value ? "calendar" : "always"}
        onChange={(next) => onChange(next === "calendar" ? nightCalendar(zone) : undefined)}
        data={[
          { value: "always", label: t("schedule.always") },
          { value: "calendar", label: t("schedule.calendar") },
        ]}
      />
      {value && (
        <Stack gap="sm" mt="sm">
          {value.windows.map((window, i) => (
            <WindowRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a window has no name but its place in the list
              key={i}
              number={i + 1}
              window={window}
              removable={value.windows.length > 1}
              onChange={(next) => change(value.windows.map((item, at) => (at === i ? next : item)))}
              onRemove={() => change(value.windows.filter((_, at) => at !== i))}
            />
          ))}
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={15} />}
            onClick={() => change([...value.windows, NIGHT])}
            style={{ alignSelf: "flex-start" }}
          >
            {t("schedule.add")}
          </Button>
          <Text size="xs" c="dimmed">
            {t("schedule.zone", { zone: value.timeZone })}
          </Text>
          {value.timeZone !== zone && (
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => onChange({ ...value, timeZone: zone })}
              style={{ alignSelf: "flex-start" }}
            >
              {t("schedule.siteZone", { zone })}
            </Button>
          )}
          <HolidaysField value={value} onChange={onChange} />
        </Stack>
      )}
      {error !== undefined && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}

function WindowRow(props: {
  number: number;
  window: Window;
  removable: boolean;
  onChange(window: Window): void;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const { window, onChange } = props;
  return (
    <fieldset className={classes.window} aria-label={t("schedule.window", { number: props.number })}>
      <Chip.Group
        multiple
        value={window.days}
        onChange={(days) =>
          days.length > 0 && onChange({ ...window, days: WEEKDAYS.filter((day) => days.includes(day)) })
        }
      >
        <Group gap={5}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="xs" variant="light">
              {t(`schedule.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="xs" mt={8} align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          type="time"
          label={t("schedule.from")}
          value={window.from}
          onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="time"
          label={t("schedule.to")}
          value={window.to === "24:00" ? "00:00" : window.to}
          onChange={(event) =>
            onChange({ ...window, to: event.currentTarget.value === "00:00" ? "24:00" : event.currentTarget.value })
          }
        />
        {props.removable && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("schedule.remove")} onClick={props.onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
    </fieldset>
  );
}
