// Turning movements: a row for each entry, a column for each exit, sums at both ends.
import { Text } from "@mantine/core";
import type { FigureNowOf } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { perClassText, totalOf } from "./figure-text.ts";
import classes from "./now.module.css";

interface TurnTableProps {
  figure: FigureNowOf<"turn-count">;
  nameOf(placeId: string): string;
}

export function TurnTable({ figure, nameOf }: TurnTableProps) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const { pairs } = figure;
  const entries = [...new Set(pairs.map(({ from }) => from))];
  const exits = [...new Set(pairs.map(({ to }) => to))];
  const countsOf = (from: string, to: string) =>
    pairs.find((pair) => pair.from === from && pair.to === to)?.counts ?? {};
  const sum = (of: typeof pairs) => of.reduce((total, { counts }) => total + totalOf(counts), 0);
  const perClass: Record<string, number> = {};
  for (const { counts } of pairs)
    for (const [name, value] of Object.entries(counts)) perClass[name] = (perClass[name] ?? 0) + value;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} data-turns>
        <thead>
          <tr>
            <th scope="col">{t("now.fromTo")}</th>
            {exits.map((to) => (
              <th key={to} scope="col">
                {nameOf(to)}
              </th>
            ))}
            <th scope="col">{t("now.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((from) => (
            <tr key={from}>
              <th scope="row">{nameOf(from)}</th>
              {exits.map((to) => (
                <td key={to} title={perClassText(countsOf(from, to), t)}>
                  {number.format(totalOf(countsOf(from, to)))}
                </td>
              ))}
              <td className={classes.sum}>{number.format(sum(pairs.filter((pair) => pair.from === from)))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("now.sum")}</th>
            {exits.map((to) => (
              <td key={to} className={classes.sum}>
                {number.format(sum(pairs.filter((pair) => pair.to === to)))}
              </td>
            ))}
            <td className={classes.sum}>{number.format(sum(pairs))}</td>
          </tr>
        </tbody>
      </table>
      {totalOf(perClass) > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {perClassText(perClass, t)}
        </Text>
      )}
    </div>
  );
}
