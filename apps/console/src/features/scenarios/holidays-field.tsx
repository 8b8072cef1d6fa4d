// Days that are not as others, and what the scenario does on them.
import { ActionIcon, Button, Group, Pill, Select, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Schedule } from "@vigie/contracts";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { settingsQuery } from "../../app/api/queries.ts";
import { calendarDay } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { wallClock } from "../../app/time/zoned.ts";
import { frenchHolidays } from "./french-holidays.ts";

const CHOICES = ["as-usual", "never", "all-day"] as const;
const MOST = 400;
/** Unit: years after this one. Who means 2026 and types 26 has written the year 26. */
const YEARS_AHEAD = 20;

export function HolidaysField({ value, onChange }: { value: Schedule; onChange(value: Schedule): void }) {
  const { t } = useTranslation();
  const { data: site } = useQuery(settingsQuery);
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
          {site && (
            <Text size="xs" c="dimmed" mt={6}>
              {t("schedule.siteHolidays", { count: site.holidays.length })}
            </Text>
          )}
          <HolidayList value={value.holidays} onChange={(holidays) => onChange({ ...value, holidays })} />
        </>
      )}
    </div>
  );
}

/** Whether it is a whole date from the first to the last of these days. Shape: YYYY-MM-DD. */
export function isHoliday(day: string, first: string, last: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && day >= first && day <= last;
}

/** Dates as YYYY-MM-DD, in order, each once. */
export function HolidayList(props: { value: readonly string[]; disabled?: boolean; onChange(value: string[]): void }) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const refusal = useId();
  const nowMs = useNowMs(3_600_000);
  const [day, setDay] = useState("");
  const [refused, setRefused] = useState(false);
  const { value, disabled = false, onChange } = props;
  const { year } = wallClock(nowMs, style.zone);
  const add = (days: readonly string[]) => onChange([...new Set([...value, ...days])].sort().slice(0, MOST));
  const said = (date: string) => calendarDay(date, style.language);
  const [first, last] = [`${year}-01-01`, `${year + YEARS_AHEAD}-12-31`];
  const take = () => {
    const isGood = isHoliday(day, first, last);
    setRefused(!isGood);
    if (!isGood) return;
    add([day]);
    setDay("");
  };
  return (
    <>
      {value.length > 0 && (
        <Group gap={5} mt="xs">
          {value.map((date) => (
            <Pill
              key={date}
              withRemoveButton={!disabled}
              removeButtonProps={{
                "aria-label": t("schedule.removeHoliday", { day: said(date) }),
              }}
              onRemove={() => onChange(value.filter((other) => other !== date))}
            >
              {said(date)}
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
              min={first}
              max={last}
              error={refused}
              aria-describedby={refused ? refusal : undefined}
              value={day}
              onChange={(event) => {
                setDay(event.currentTarget.value);
                setRefused(false);
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                // It is for the list, and must not send the form around it.
                event.preventDefault();
                take();
              }}
              // What was typed and never added would be lost with the form.
              onBlur={() => day !== "" && take()}
            />
            <ActionIcon
              variant="light"
              size={30}
              aria-label={t("schedule.addHoliday")}
              // Else the field would be left first, and the day added twice.
              onMouseDown={(event) => event.preventDefault()}
              onClick={take}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </Group>
          {refused && (
            <Text id={refusal} size="sm" c="red" role="alert" mt={4}>
              {t("schedule.noHoliday", {
                first: said(first),
                last: said(last),
              })}
            </Text>
          )}
          <Button
            mt="xs"
            size="compact-xs"
            variant="subtle"
            h="auto"
            ta="left"
            styles={{ label: { whiteSpace: "normal", lineHeight: 1.3 } }}
            onClick={() => add([...frenchHolidays(year), ...frenchHolidays(year + 1)])}
          >
            {t("schedule.frenchHolidays", { from: year, to: year + 1 })}
          </Button>
        </>
      )}
    </>
  );
}
