// What the server reports, in the reader's language where its code is known; its own sentence stays as the detail.
import type { CameraHealth, CameraView, HealthReport } from "@vigie/contracts";
import type { TFunction } from "i18next";
import { armModeName } from "./arm-mode-text.ts";
import { capitalised } from "./capitalised.ts";
import { frenchReasons, SAID_WHOLE } from "./fr/reasons.ts";
import { frenchReports } from "./fr/reports.ts";
import { withFrenchSpaces } from "./fr/spaces.ts";

export interface Reason {
  sentence: string;
  /** The server's sentence where it says more than ours; else empty. */
  detail: string;
}

export function reasonText(code: string | null, message: string, language: string): Reason {
  if (language !== "fr") return { sentence: capitalised(message), detail: "" };
  const told = saidIn(language, message);
  if (told !== message) return { sentence: capitalised(told), detail: "" };
  const known = code === null ? undefined : frenchReasons[code];
  if (known === undefined) return { sentence: capitalised(message), detail: "" };
  return { sentence: withFrenchSpaces(known), detail: SAID_WHOLE.has(code!) ? "" : capitalised(message) };
}

export function healthReason(health: Pick<CameraHealth, "code" | "reason">, language: string): Reason {
  return reasonText(health.code, health.reason, language);
}

/** The same with scenarios by their names and not by their ids. */
export function cameraReason({ health, scene }: CameraView, t: TFunction, language: string): Reason {
  if (health.code !== "scenario.not-watching") return healthReason(health, language);
  const silent = health.notWatching.filter(({ planned }) => !planned);
  const [first] = silent;
  if (!first) return healthReason(health, language);
  const nameOf = (id: string) => scene.scenarios.find((scenario) => scenario.id === id)?.name ?? id;
  // One reason is never said of a scenario that has another.
  const alike = silent.filter(({ reason }) => reason === first.reason).length;
  const name = t(QUOTED, { text: nameOf(first.scenarioId) });
  const names =
    alike > 1 ? new Intl.ListFormat(language).format([name, t("shell.moreScenarios", { count: alike - 1 })]) : name;
  const reason = saidIn(language, first.reason);
  const said = t("shell.notWatching", { count: alike, names, reason });
  const others = silent.length - alike;
  return { sentence: others > 0 ? `${said} ${t("shell.otherReasons", { count: others })}` : said, detail: "" };
}

/** A scenario of which only some classes cannot be seen watches the others. */
export function watchesInPart(reason: string): boolean {
  return reason.endsWith("; the other ticked classes are watched");
}

const QUOTED = "common.quoted";
/** So many camera names are read at a glance. */
const MOST_NAMES = 2;

/** Everything that is wrong with the site, a sentence each; cameras by their own state, which is newer than the report, those of one trouble together. */
export function siteReasons(
  report: Pick<HealthReport, "reasons">,
  cameras: readonly CameraView[] | undefined,
  t: TFunction,
  language: string,
): string[] {
  if (!cameras) return report.reasons;
  const troubled = cameras.filter(({ enabled, health }) => enabled && /^(degraded|blind)$/.test(health.state));
  const groups = new Map<string, CameraView[]>();
  for (const camera of troubled) {
    const { state, code, reason } = camera.health;
    const key = `${state} ${SHARED.has(code ?? "") ? code : (silentAlike(camera) ?? reason)}`;
    groups.set(key, [...(groups.get(key) ?? []), camera]);
  }
  const ofCameras = [...groups.values()].map((group) => {
    const { health } = group[0]!;
    const names = group.map(({ name }) => t(QUOTED, { text: name }));
    const rest = names.length - MOST_NAMES;
    const shown = rest > 1 ? [...names.slice(0, MOST_NAMES), t("shell.moreCameras", { count: rest })] : names;
    const silent = group.length > 1 ? silentAlike(group[0]!) : null;
    if (silent !== null) {
      const list = new Intl.ListFormat(language).format(shown);
      return t("shell.notWatching", { count: group.length, names: list, reason: saidIn(language, silent) });
    }
    return t("shell.camerasAre", {
      count: group.length,
      names: new Intl.ListFormat(language).format(shown),
      state: t(`health.${health.state}`).toLocaleLowerCase(language),
      reason: cameraReason(group[0]!, t, language).sentence,
    });
  });
  const others = report.reasons.filter((reason) => !/^Camera "/.test(reason));
  return [...others.map((reason) => saidIn(language, reason)), ...ofCameras];
}

/** Why scenarios of the camera do not watch, where nothing else is wrong with it and all of them have one reason. */
function silentAlike({ health }: CameraView): string | null {
  if (health.code !== "scenario.not-watching") return null;
  const reasons = new Set(health.notWatching.filter(({ planned }) => !planned).map(({ reason }) => reason));
  return reasons.size === 1 ? [...reasons][0]! : null;
}

/** Troubles of the machine, not of one camera: their sentences differ in a number only. */
const SHARED: ReadonlySet<string> = new Set(["analysis.behind"]);

const SITE_MODE = /^the site is in mode "(.+)"$/;
const SAYS_MODE = {
  en: (name: string) => `the site is in mode “${name}”`,
  fr: (name: string) => withFrenchSpaces(`le site est en mode « ${name} »`),
};

/** A sentence of the server that came without a code. */
export function saidIn(language: string, sentence: string): string {
  const mode = SITE_MODE.exec(sentence)?.[1];
  if (mode !== undefined) return SAYS_MODE[language === "fr" ? "fr" : "en"](armModeName(mode, language));
  if (language !== "fr") return sentence;
  const found = frenchReports.find(([pattern]) => pattern.test(sentence));
  if (!found) return sentence;
  const [pattern, told] = found;
  return withFrenchSpaces(typeof told === "string" ? sentence.replace(pattern, told) : sentence.replace(pattern, told));
}
