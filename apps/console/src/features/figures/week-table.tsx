// A week by hour: the darker, the more; empty where nothing was looked at.
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";
import { weekRows } from "./figures.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function WeekTable({ values, format }: { values: readonly (number | null)[]; format(value: number): string }) {
  const { t } = useTranslation();
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={classes.weekScroll} aria-label={t("figures.week")} tabIndex={0}>
      <table className={classes.week}>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name but their number
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekRows(values).map((row, day) => (
            <tr key={DAYS[day]}>
              <th scope="row">{t(`schedule.${DAYS[day]!}`)}</th>
              {row.map((value, hour) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name but their number
                  key={hour}
                  data-unknown={value === null}
                  style={value ? { background: `rgb(87 199 212 / ${Math.round(8 + (value / most) * 34)}%)` } : {}}
                >
                  {value === null ? "" : value === 0 ? "·" : format(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
