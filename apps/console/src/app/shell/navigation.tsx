// The places of the console; a rail beside the page, a bar below it on a phone.
import { IconBell, IconCamera, IconChartBar, IconLayoutGrid, IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Mark } from "../../ui/wordmark.tsx";
import { queueQuery } from "../api/queries.ts";
import classes from "./shell.module.css";

const PLACES = [
  { to: "/", name: "alarms", Icon: IconBell },
  { to: "/live", name: "live", Icon: IconLayoutGrid },
  { to: "/cameras", name: "cameras", Icon: IconCamera },
  { to: "/figures", name: "figures", Icon: IconChartBar },
  { to: "/settings", name: "settings", Icon: IconSettings },
] as const;

export function Navigation() {
  const { t } = useTranslation();
  const waiting = useQuery(queueQuery).data?.filter((alarm) => alarm.state === "raised").length ?? 0;
  return (
    <nav className={classes.nav} aria-label={t("shell.nav")}>
      <div className={classes.mark}>
        <Mark size={30} />
      </div>
      {PLACES.map(({ to, name, Icon }) => (
        <Link key={to} to={to} className={classes.item} activeOptions={{ exact: to === "/", includeSearch: false }}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(`shell.${name}`)}</span>
          {name === "alarms" && waiting > 0 && <span className={classes.badge}>{waiting > 99 ? "99+" : waiting}</span>}
        </Link>
      ))}
    </nav>
  );
}
