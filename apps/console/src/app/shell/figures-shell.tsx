// The frame for a department: its figures, the site's time and language, and nothing of cameras or alarms.
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";
import { FiguresBar } from "./top-bar.tsx";

export function FiguresShell() {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t("shell.skip")}
      </a>
      <div className={classes.column}>
        <FiguresBar />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
