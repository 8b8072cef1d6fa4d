// Two periods side by side, a pair of bars a bin; hatched where nothing is known.
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";

interface PeriodChartProps {
  label: string;
  now: readonly (number | null)[];
  before: readonly (number | null)[] | null;
  names: readonly string[];
  format(value: number): string;
}

/** Room that a name below the bars needs. Unit: CSS pixels. */
const NAME_PX = 100;

export function PeriodChart({ label, now, before, names, format }: PeriodChartProps) {
  const { t } = useTranslation();
  const most = Math.max(1e-9, ...now.map((value) => value ?? 0), ...(before ?? []).map((value) => value ?? 0));
  const { ref, width } = useElementSize<HTMLDivElement>();
  const every = Math.ceil((names.length * NAME_PX) / Math.max(NAME_PX, width));
  const height = (value: number | null | undefined) => `${((value ?? 0) / most) * 100}%`;
  return (
    <figure className={classes.chart} aria-label={label}>
      <div className={classes.top} aria-hidden>
        {most > 1e-6 ? format(most) : ""}
      </div>
      <div className={classes.bins} role="img" aria-label={t("figures.chartOf", { what: label, count: names.length })}>
        {now.map((value, i) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: bins have no name but their place in time
            key={i}
            className={classes.bin}
            data-unknown={value === null}
            title={[
              names[i],
              value === null ? t("figures.unknown") : format(value),
              before?.[i] == null ? "" : t("figures.beforeValue", { value: format(before[i]) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          >
            {before && <i style={{ height: height(before[i]) }} />}
            <b style={{ height: height(value) }} />
          </div>
        ))}
      </div>
      <div ref={ref} className={classes.names} aria-hidden>
        {names.map((name, i) =>
          i % every === 0 ? (
            <span key={name} style={{ left: `${((i + 0.5) / names.length) * 100}%` }}>
              {name}
            </span>
          ) : null,
        )}
      </div>
    </figure>
  );
}
