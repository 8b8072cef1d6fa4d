// The site's clock for components: its zone, the person's language, and the server's idea of now.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { healthQuery, settingsQuery } from "../api/queries.ts";
import type { TimeStyle } from "./format.ts";

/** Zone of the site (the browser's until the site's is known) and language. */
export function useTimeStyle(): TimeStyle {
  const { i18n } = useTranslation();
  const { data } = useQuery(settingsQuery);
  const zone = data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ zone, language: i18n.language }), [zone, i18n.language]);
}

/** Now by the server's clock, again each `everyMs`, so that a wrong clock of this machine shows no wrong age. */
export function useNowMs(everyMs = 1000): number {
  const { data } = useQuery(healthQuery);
  const [localMs, setLocalMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLocalMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return localMs + (data?.clockOffsetMs ?? 0);
}
