// The honest score of a kind: on films that nobody looked at while its rule was written.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { KindCard } from "./kind-card.ts";

/** The row of the detector that looks here, else the first. */
export function PublishedScore({ card, detector }: { card: KindCard; detector: string }) {
  const { t, i18n } = useTranslation();
  const row = card.scores.find((score) => score.detector === detector) ?? card.scores[0];
  if (!row)
    return (
      <Text size="xs" c="dimmed">
        {t("score.none")}
      </Text>
    );
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  return (
    <Text size="xs" c="dimmed">
      {t("score.measured", {
        f1: row.f1 === null ? "–" : number.format(row.f1),
        found: row.found,
        all: row.trueEvents,
        wrong: row.falseAlarms,
        hours: number.format(row.watchedS / 3600),
        detector: row.detector,
      })}
    </Text>
  );
}
