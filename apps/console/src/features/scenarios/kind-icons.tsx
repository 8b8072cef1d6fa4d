// One picture per kind of scenario.
import {
  IconArrowsCross,
  IconClockPause,
  IconHandStop,
  IconHash,
  IconQuestionMark,
  IconUserExclamation,
  IconUsersGroup,
  IconWalk,
} from "@tabler/icons-react";
import type { ScenarioKindName } from "@vigie/contracts";

const ICONS: Readonly<Record<ScenarioKindName, typeof IconHash>> = {
  intrusion: IconUserExclamation,
  stopped: IconClockPause,
  loitering: IconWalk,
  "wrong-way": IconHandStop,
  "line-crossing": IconArrowsCross,
  "line-count": IconHash,
  occupancy: IconUsersGroup,
};

export function KindIcon({ kind, size = 22 }: { kind: string; size?: number }) {
  const Icon = kind in ICONS ? ICONS[kind as ScenarioKindName] : IconQuestionMark;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
