// The settings of the site as they are stored, and what holds until somebody chooses.
import { AppError, type SiteSettings, siteSettingsSchema } from "@vigie/contracts";
import type { Records } from "@vigie/core";

const SITE_SETTING = "site";
const DEFAULT_RETENTION_DAYS = 7;

/** What was chosen, or the defaults: seven days, the machine's own time zone. */
export async function readSiteSettings(records: Records): Promise<SiteSettings> {
  const text = await records.settings.get(SITE_SETTING);
  const stored = text === null ? null : siteSettingsSchema.safeParse(JSON.parse(text));
  if (stored?.success) return stored.data;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return siteSettingsSchema.parse({ siteName: "Vigie", timeZone, retentionDays: DEFAULT_RETENTION_DAYS });
}

/** Errors: `request.invalid` for a time zone that is not known, `site.unknown-arm-mode`. */
export async function writeSiteSettings(records: Records, settings: SiteSettings): Promise<void> {
  requireTimeZone(settings.timeZone);
  requireArmMode(settings);
  await records.settings.set(SITE_SETTING, JSON.stringify(settings));
}

/** Errors: `request.invalid` for what is no IANA name; an offset such as +01:00 is none, for it knows no summer time. */
export function requireTimeZone(name: string): void {
  try {
    if (/^[+-]/.test(name)) throw new RangeError(name);
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch (cause) {
    throw new AppError({
      code: "request.invalid",
      kind: "invalid",
      message: `The field "timeZone" must be an IANA name such as Europe/Paris; "${name}" is not known.`,
      cause,
    });
  }
}

function requireArmMode({ armMode, armModes }: SiteSettings): void {
  if (armModes.includes(armMode)) return;
  throw new AppError({
    code: "site.unknown-arm-mode",
    kind: "invalid",
    message: `The site has no arm mode "${armMode}"; it has ${armModes.join(", ")}.`,
    details: { armModes },
  });
}
