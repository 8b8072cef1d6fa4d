// Vehicles by number of axles, both ways; those whose axles nobody could tell stand last.
import type { FigureNowOf } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import classes from "./now.module.css";

export function AxleTable({ figure }: { figure: FigureNowOf<"axle-count"> }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const { forward, backward } = figure;
  const rows = [...new Set([...Object.keys(forward), ...Object.keys(backward)])].sort(
    (a, b) => (Number(a) || Number.POSITIVE_INFINITY) - (Number(b) || Number.POSITIVE_INFINITY),
  );
  if (rows.length === 0) return null;
  return (
    <table className={classes.table} data-axles>
      <thead>
        <tr>
          <th scope="col">{t("now.axles")}</th>
          <th scope="col">{t("counts.forward")}</th>
          <th scope="col">{t("counts.backward")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((axles) => (
          <tr key={axles}>
            <th scope="row">{axles === "unknown" ? t("now.axlesUnknown") : axles}</th>
            <td>{number.format(forward[axles] ?? 0)}</td>
            <td>{number.format(backward[axles] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
