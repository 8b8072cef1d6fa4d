// The time zone by whose clock the site lives, chosen among all that the browser knows.
import { Select, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** More rows than a person scrolls through; typing narrows them. */
const MOST_SHOWN = 100;

interface TimeZoneFieldProps extends Pick<SelectProps, "description" | "disabled" | "placeholder"> {
  value: string | undefined;
  onChange(zone: string): void;
}

export function TimeZoneField({ value, onChange, ...shown }: TimeZoneFieldProps) {
  const { t } = useTranslation();
  const zones = useMemo(() => zonesWith(value), [value]);
  return (
    <Select
      label={t("settings.timeZone")}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t("settings.noTimeZone")}
      value={value ?? null}
      onChange={(zone) => zone !== null && onChange(zone)}
      data={zones}
      limit={MOST_SHOWN}
      {...shown}
    />
  );
}

/** UTC is no place, so the browser leaves it out; what was chosen under another spelling stays to be seen. */
function zonesWith(chosen: string | undefined): string[] {
  return [...new Set(["UTC", ...(chosen === undefined ? [] : [chosen]), ...Intl.supportedValuesOf("timeZone")])];
}

/** The zone of this browser, or undefined where it does not know its own. */
export function zoneOfBrowser(): string | undefined {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
