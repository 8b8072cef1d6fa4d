// How many of the analysis slots are in use; nothing where nothing limits them.
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { slotsQuery } from "../../app/api/queries.ts";

/** `before`: what stands between it and the words before it. */
export function SlotsLine({ before = "" }: { before?: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(slotsQuery);
  if (!data || data.limit === null) return null;
  const full = data.used.length >= data.limit;
  return (
    <>
      {before}
      <Text size="sm" c={full ? "var(--v-amber)" : "dimmed"} span>
        {t(full ? "slots.full" : "slots.used", { used: data.used.length, count: data.limit })}
      </Text>
    </>
  );
}
