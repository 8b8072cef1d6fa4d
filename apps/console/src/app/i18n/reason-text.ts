// What the server reports, in the reader's language where its code is known; its own sentence stays as the detail.
import type { CameraHealth, CameraView, HealthReport } from "@vigie/contracts";
import type { TFunction } from "i18next";
import { frenchReasons, frenchReports } from "./fr/reasons.ts";
import { capitalised } from "./why-text.ts";

export interface Reason {
  sentence: string;
  /** The server's sentence where it says more than ours; else empty. */
  detail: string;
}

export function reasonText(code: string | null, message: string, language: string): Reason {
  const known = language === "fr" && code !== null ? frenchReasons[code] : undefined;
  return known === undefined
    ? { sentence: capitalised(message), detail: "" }
    : { sentence: known, detail: capitalised(message) };
}

export function healthReason(health: Pick<CameraHealth, "code" | "reason">, language: string): Reason {
  return reasonText(health.code, health.reason, language);
}

/** Everything that is wrong with the site, a sentence each; cameras by their own state, which is newer than the report. */
export function siteReasons(
  report: Pick<HealthReport, "reasons">,
  cameras: readonly CameraView[] | undefined,
  t: TFunction,
  language: string,
): string[] {
  if (language !== "fr" || !cameras) return report.reasons;
  const troubled = cameras.filter(({ enabled, health }) => enabled && /^(degraded|blind)$/.test(health.state));
  const ofCameras = troubled.map(({ name, health }) =>
    t("shell.cameraIs", {
      name,
      state: t(`health.${health.state}`).toLocaleLowerCase(language),
      reason: healthReason(health, language).sentence,
    }),
  );
  const others = report.reasons.filter((reason) => !/^Camera "/.test(reason));
  return [...others.map((reason) => saidIn(language, reason)), ...ofCameras];
}

/** A sentence of the server that came without a code. */
export function saidIn(language: string, sentence: string): string {
  if (language !== "fr") return sentence;
  const found = frenchReports.find(([pattern]) => pattern.test(sentence));
  return found ? sentence.replace(...found) : sentence;
}
