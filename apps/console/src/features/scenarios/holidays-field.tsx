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
  const style = useTimeStyle();
  const nowMs = useNowMs(3_600_000);
  const [day, setDay] = useState("");
  const { year } = wallClock(nowMs, style.zone);
  const add = (days: readonly string[]) =>
    onChange({ ...value, holidays: [...new Set([...value.holidays, ...days])].sort().slice(0, MOST) });
  const shown = new Intl.DateTimeFormat(style.language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
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
        <>
          <Group gap={5} mt="xs">
            {value.holidays.map((date) => (
              <Pill
                key={date}
                withRemoveButton
                removeButtonProps={{
                  "aria-label": t("schedule.removeHoliday", { day: shown.format(Date.parse(date)) }),
                }}
                onRemove={() => onChange({ ...value, holidays: value.holidays.filter((other) => other !== date) })}
              >
                {shown.format(Date.parse(date))}
              </Pill>
            ))}
          </Group>
          <Group gap="xs" mt="xs" align="flex-end" wrap="nowrap">
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
    </div>
  );
}
