// Days that are not as others, and what the scenario does on them.
import { ActionIcon, Button, Group, Pill, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Schedule } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { wallClock } from "../../app/time/zoned.ts";
import { frenchHolidays } from "./french-holidays.ts";

const CHOICES = ["as-usual", "never", "all-day"] as const;
const MOST = 400;

export function HolidaysField({ value, onChange }: { value: Schedule; onChange(value: Schedule): void }) {
  const { t } = useTranslation();
  return (
    <div>
      <Select
        label={t("schedule.onHolidays")}
        value={value.onHolidays}
        allowDeselect={false}
        data={CHOICES.map((choice) => ({ value: choice, label: t(`holidays.${choice}`) }))}
        onChange={(next) => {
          const choice = CHOICES.find((item) => item === next);
          if (choice) onChange({ ...value, onHolidays: choice });
        }}
      />
      {value.onHolidays !== "as-usual" && (
        <HolidayList value={value.holidays} onChange={(holidays) => onChange({ ...value, holidays })} />
      )}
    </div>
  );
}

/** Dates as YYYY-MM-DD, in order, each once. */
export function HolidayList(props: { value: readonly string[]; disabled?: boolean; onChange(value: string[]): void }) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(3_600_000);
  const [day, setDay] = useState("");
  const { value, disabled = false, onChange } = props;
  const { year } = wallClock(nowMs, style.zone);
  const add = (days: readonly string[]) => onChange([...new Set([...value, ...days])].sort().slice(0, MOST));
  const format = new Intl.DateTimeFormat(style.language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return (
    <>
      {value.length > 0 && (
        <Group gap={5} mt="xs">
          {value.map((date) => (
            <Pill
              key={date}
              withRemoveButton={!disabled}
              removeButtonProps={{
                "aria-label": t("schedule.removeHoliday", { day: format.format(Date.parse(date)) }),
              }}
              onRemove={() => onChange(value.filter((other) => other !== date))}
            >
              {format.format(Date.parse(date))}
            </Pill>
          ))}
        </Group>
      )}
      {!disabled && (
        <>
          <Group gap="xs" mt="xs" align="flex-end" wrap="nowrap" maw={320}>
            <TextInput
              type="date"
              size="xs"
              flex={1}
              label={t("schedule.holiday")}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <ActionIcon
              variant="light"
              size={30}
              aria-label={t("schedule.addHoliday")}
              disabled={day === ""}
              onClick={() => {
                add([day]);
                setDay("");
              }}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </Group>
          <Button
            mt="xs"
            size="compact-xs"
            variant="subtle"
            onClick={() => add([...frenchHolidays(year), ...frenchHolidays(year + 1)])}
          >
            {t("schedule.frenchHolidays", { from: year, to: year + 1 })}
          </Button>
        </>
      )}
    </>
  );
}
