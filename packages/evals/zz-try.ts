import { PLAIN, type Situation, situationRows } from "@vigie/sim";
import { runDrawnSituation } from "./src/run-drawn-situation.ts";

const [kindWord, n, cond] = [process.argv[2]!, Number(process.argv[3] ?? 2), process.argv[4] ?? "all"];
for (const row of situationRows) {
  if (!kindWord.split(",").includes(row.kind)) continue;
  const list: [string, Situation][] = [];
  for (let seed = 1; seed <= n; seed++) {
    for (const c of row.conditions)
      if (cond === "all" || c.light === cond || c.weather === cond || c.crowd === cond)
        list.push([`${c.light}/${c.weather}/${c.crowd} ${seed}`, row.make(seed, c)]);
    if (cond !== "loud")
      for (const c of row.conditions)
        if (cond === "all" || c.light === cond)
          list.push([`silent ${c.light}/${c.weather} ${seed}`, row.makeSilent!(seed, c)]);
  }
  for (const [name, s] of list) {
    const t = process.cpuUsage().user;
    const { events, notWatching } = runDrawnSituation(s, row.kind === "tamper" || row.kind === "poor-view" ? 1 : 5);
    console.log(
      row.kind,
      name,
      "| truth",
      s.events.map((e) => e.startS.toFixed(1)).join(","),
      "| got",
      events
        .filter((e) => e.phase !== "ended")
        .map((e) => `${(e.startedAtMs / 1000).toFixed(1)} ${e.why}`)
        .join(" ; ") || "-",
      notWatching.map((w) => w.reason).join(),
      `${((process.cpuUsage().user - t) / 1e6).toFixed(1)}s`,
    );
  }
}
