// What a person should know of a kind before choosing it: unsure, needs a model, needs metres, judged from the picture, not built.
import { Badge, Group, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { KindCard } from "./kind-card.ts";
import classes from "./scenario-form.module.css";

type BadgeName = "notBuilt" | "unseen" | "misses" | "experimental" | "model" | "plane" | "planeHelps" | "picture";

const HINTS = {
  notBuilt: "picker.notBuiltHint",
  unseen: "picker.unseenHint",
  misses: "picker.missesHint",
  experimental: "picker.experimentalHint",
  model: "picker.modelHint",
  plane: "picker.planeHint",
  planeHelps: "picker.planeHint",
  picture: "picker.pictureHint",
} as const;

export interface Doubts {
  /** What it is about and the detector here cannot see. */
  unseen?: readonly string[];
  /** The detector here found less than half of what happened when it was measured. */
  misses?: boolean;
}

export function badgesOf(card: KindCard, { unseen = [], misses = false }: Doubts = {}): BadgeName[] {
  return [
    ...(card.built ? [] : ["notBuilt" as const]),
    ...(unseen.length > 0 ? ["unseen" as const] : []),
    ...(misses ? ["misses" as const] : []),
    ...(card.experimental ? ["experimental" as const] : []),
    ...(card.evidence === "concept" ? ["model" as const] : []),
    ...(card.groundPlane === "needed" ? ["plane" as const] : []),
    ...(card.groundPlane === "helps" ? ["planeHelps" as const] : []),
    ...(card.evidence === "picture" ? ["picture" as const] : []),
  ];
}

export function KindBadges({ card, ...doubts }: { card: KindCard } & Doubts) {
  const { t } = useTranslation();
  const badges = badgesOf(card, doubts);
  if (badges.length === 0) return null;
  return (
    <Group gap={5} mt={6}>
      {badges.map((name) => (
        <Tooltip key={name} label={t(HINTS[name])} multiline maw={280}>
          <Badge size="sm" variant="transparent" className={classes.badge} data-badge={name}>
            {t(`picker.${name}`)}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  );
}
