// The frame behind the log-in: navigation, the state of the connection, the site's time, the person.
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../sound/use-alarm-sound.ts";
import { useEndedScenarios } from "../stream/ended-scenarios.ts";
import { StreamProvider } from "../stream/stream-context.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";

export function Shell() {
  const { t } = useTranslation();
  useTitle();
  useEndedScenarios();
  const content = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => content.current?.scrollTo({ top: 0 }), [path]);
  return (
    <StreamProvider>
      <a className={classes.skip} href="#content">
        {t("shell.skip")}
      </a>
      <div className={classes.frame}>
        <Navigation />
        <div className={classes.column}>
          <TopBar />
          <ConnectionBanner />
          <main ref={content} id="content" className={classes.content} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
    </StreamProvider>
  );
}
