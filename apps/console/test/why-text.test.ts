// Why an alarm is there, and what is wrong with a camera, in both languages, with nothing lost and nothing invented.
import { type Alarm, type CameraView, SCENARIO_KINDS } from "@vigie/contracts";
import { applyHealthFact, beginHealth, type HealthFact, type SightCondition, sightHealth } from "@vigie/core";
import i18next, { type i18n } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "../src/app/api/http.ts";
import { armModeId, armModeName } from "../src/app/i18n/arm-mode-text.ts";
import { en } from "../src/app/i18n/en/index.ts";
import { errorText } from "../src/app/i18n/error-text.ts";
import { fr } from "../src/app/i18n/fr/index.ts";
import { frenchReasons } from "../src/app/i18n/fr/reasons.ts";
import { cameraReason, healthReason, saidIn, siteReasons } from "../src/app/i18n/reason-text.ts";
import { whyText } from "../src/app/i18n/why-text.ts";

const speakers: Record<string, i18n> = {};
beforeAll(async () => {
  for (const language of ["en", "fr"]) {
    const speaker = i18next.createInstance();
    await speaker.init({
      resources: { en: { translation: en }, fr: { translation: fr } },
      lng: language,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    } as Parameters<i18n["init"]>[0]);
    speakers[language] = speaker;
  }
});

const yard = { className: "person", placeName: "Yard", seconds: 3.9, limitS: 1 };
/** Spaces that do not break are spaces to a reader. */
const read = (text: string) => text.replaceAll("\u00a0", " ");
const told = (kind: string, facts: Alarm["facts"], why = "as the server said") => ({ kind, facts, why });

describe("why", () => {
  it.each<[string, Alarm["facts"], string, string]>([
    [
      "intrusion",
      yard,
      "A person in Yard for 3.9 s; limit 1 s",
      "Une personne dans « Yard » pendant 3,9 s ; limite 1 s",
    ],
    [
      "loitering",
      yard,
      "A person stayed 3.9 s in Yard; limit 1 s",
      "Une personne reste 3,9 s dans « Yard » ; limite 1 s",
    ],
    [
      "zone-sequence",
      { className: "car", placeName: "zone-4 → Yard → zone-5", seconds: 7, limitS: 60 },
      "A car went Zone 4 → Yard → Zone 5 in 7 s; told within 60 s",
      "Une voiture fait le trajet Zone 4 → Yard → Zone 5 en 7 s ; signalé en moins de 60 s",
    ],
    [
      "stopped",
      { className: "moving", placeName: "Bay", seconds: 17, limitS: 6 },
      "Something stopped 17 s in Bay; limit 6 s",
      "Quelque chose à l’arrêt 17 s dans « Bay » ; limite 6 s",
    ],
    [
      "occupancy",
      { count: 3, placeName: "Hall", seconds: 2, max: 2 },
      "3 at once in Hall for 2 s; limit 2",
      "3 à la fois dans « Hall » pendant 2 s ; limite 2",
    ],
    [
      "line-crossing",
      { className: "bus", placeName: "Gate", direction: "forward" },
      "A bus crossed Gate forward",
      "Un bus franchit « Gate » dans le sens direct",
    ],
    [
      "line-count",
      { className: "bicycle", placeName: "Gate", direction: "backward" },
      "A bicycle counted backward across Gate",
      "Un vélo passe « Gate » en sens inverse",
    ],
    [
      "axle-count",
      { className: "truck", placeName: "Gate", direction: "forward", axles: 5 },
      "A truck with 5 axles counted forward across Gate",
      "Un camion à 5 essieux passe « Gate » dans le sens direct",
    ],
    [
      "axle-count",
      { className: "car", placeName: "Gate", direction: "backward", axles: "unknown", because: "slanted" },
      "A car counted backward across Gate; axles unknown: it was not seen from its side",
      "Une voiture passe « Gate » en sens inverse ; essieux inconnus : le véhicule n’a pas été vu de côté",
    ],
    [
      "wrong-way",
      { className: "car", placeName: "Mill Lane", direction: "backward", allowed: "forward" },
      "A car crossed Mill Lane backward; allowed is forward",
      "Une voiture franchit « Mill Lane » en sens inverse ; autorisé : dans le sens direct",
    ],
    [
      "speed",
      { className: "car", placeName: "Lane", kmh: 63, doubtKmh: 3.5, limitKmh: 50 },
      "A car at 63 km/h (within 3.5) in Lane; limit 50 km/h",
      "Une voiture à 63 km/h (à 3,5 près) dans « Lane » ; limite 50 km/h",
    ],
    [
      "proximity",
      { className: "person", machine: "truck", placeName: "Yard", metres: 1.8, limitM: 3 },
      "A person 1.8 m from a truck that moves in Yard; limit 3 m",
      "Une personne et un camion en mouvement, à 1,8 m, dans « Yard » ; limite 3 m",
    ],
    [
      "tamper",
      { condition: "partly covered", seconds: 12, limitS: 10 },
      "The camera’s view is partly covered for 12 s; limit 10 s",
      "La vue de la caméra est couverte en partie depuis 12 s ; limite 10 s",
    ],
    [
      "abandoned",
      { className: "object", placeName: "Hall", seconds: 41, limitS: 30 },
      "An object left alone 41 s in Hall; limit 30 s",
      "Un objet : laissé seul 41 s dans « Hall » ; limite 30 s",
    ],
  ])("of %s", (kind, facts, english, french) => {
    expect(whyText(told(kind, facts), speakers.en!)).toBe(english);
    expect(read(whyText(told(kind, facts), speakers.fr!))).toBe(french);
    for (const missing of Object.keys(facts)) {
      const { [missing]: _gone, ...rest } = facts;
      expect(read(whyText(told(kind, rest), speakers.fr!)), `without ${missing}`).toBe("As the server said");
    }
  });

  it("has a name, a text and a sentence for every kind of scenario", () => {
    for (const { kind } of SCENARIO_KINDS) {
      expect(en.why).toHaveProperty([kind]);
      expect(en.kind).toHaveProperty([kind]);
      expect(en.kindText).toHaveProperty([kind]);
    }
  });

  it("names every class as a thing", () => {
    expect(Object.keys(en.thing)).toEqual(Object.keys(en.className));
    expect(Object.keys(fr.thing)).toEqual(Object.keys(en.className));
  });

  it("calls a place that nobody has named by a word and its number", () => {
    const where = (placeName: string, language: string) =>
      read(whyText(told("intrusion", { ...yard, placeName }), speakers[language]!));
    expect(where("zone-2", "en")).toContain("in Zone 2 for");
    expect(where("line-1", "fr")).toContain("« Ligne 1 »");
    expect(where("zone-2b", "fr")).toContain("« zone-2b »");
  });

  it("keeps the server's words for kinds, classes and ends that it does not know", () => {
    expect(read(whyText(told("future", yard), speakers.fr!))).toBe("As the server said");
    expect(whyText(told("intrusion", {}), speakers.en!)).toBe("As the server said");
    expect(whyText(told("intrusion", { ...yard, className: "drone" }), speakers.en!)).toContain("Drone in Yard");
    const ended = { ...yard, endedBecause: "the picture was interrupted" };
    expect(read(whyText(told("intrusion", ended), speakers.fr!))).toMatch(
      /limite 1 s ; terminé : l’image a été interrompue$/,
    );
    expect(whyText(told("intrusion", { ...yard, endedBecause: "of rain" }), speakers.en!)).toMatch(/because of rain$/);
  });
});

describe("what the server reports", () => {
  const health = { code: "source.unauthorised", reason: "The camera at 192.0.2.7 refuses the password." };

  it("is the server's sentence in English; French has its own and keeps that as detail", () => {
    expect(healthReason(health, "en")).toEqual({ sentence: health.reason, detail: "" });
    expect(healthReason(health, "fr")).toEqual({
      sentence: frenchReasons["source.unauthorised"],
      detail: health.reason,
    });
    expect(healthReason({ code: "new.code", reason: "something new." }, "fr").sentence).toBe("Something new.");
  });

  it.each<[string, HealthFact, string]>([
    ["too slow a machine", { type: "analysis-behind", atMs: 1, leftOutShare: 0.37 }, "37 %"],
    [
      "a damaged stream",
      {
        type: "stream-damaged",
        atMs: 1,
        code: "source.damaged",
        message: "The stream is damaged: about 40 % of its pictures; look at the network or the file.",
      },
      "40 %",
    ],
    [
      "a camera that sent nothing",
      {
        type: "stream-failed",
        atMs: 1,
        code: "source.silent",
        message: "The camera at 192.0.2.7 is connected but sent nothing for 8 s.",
      },
      "192.0.2.7 est connectée mais n’envoie rien depuis 8 s",
    ],
  ])("says the figures of %s once, in French", (_name, fact, figure) => {
    const facts: HealthFact[] = [
      { type: "analysis-on", atMs: 0, detector: "motion" },
      { type: "frame-decoded", atMs: 0, capturedAtMs: 0 },
      fact,
    ];
    const { health } = facts.reduce(applyHealthFact, beginHealth("yard", 0));
    const { sentence, detail } = healthReason(health, "fr");
    expect(read(sentence)).toContain(figure);
    expect(sentence).not.toMatch(/\b(the|of|about)\b/i);
    expect(detail).toBe("");
    expect(healthReason(health, "en")).toEqual({ sentence: health.reason, detail: "" });
  });

  it.each<SightCondition>([
    "black",
    "covered",
    "partly covered",
    "moved",
    "blurred",
    "frozen",
    "dark",
    "dazzled",
    "hazy",
  ])("says once that a view is %s", (condition) => {
    const { code, message: reason } = sightHealth({ condition, sinceMs: 0, score: 1, isDoubted: false, moved: null })!;
    const { sentence, detail } = healthReason({ code, reason }, "fr");
    expect([read(sentence), detail]).toEqual([frenchReasons[code], ""]);
  });

  it.each([
    "no lit lamp was recognised in the circled light for more than two minutes: something hides it, or it is off",
    "no lit lamp was recognised in the circled light yet",
    "it has not yet seen how the place usually looks",
    "it has not yet seen how the place looks closed",
    "it has seen the place only for seconds, and is learning what belongs to it",
    "by day a light cannot be told; give it the hours of the dark",
    "the zone leaves nothing around it to compare with; draw it close around the light",
    "something has hidden the place for more than two minutes",
    "the camera no longer shows the view that it was set up for",
    "the camera is covered",
    'the site is in mode "home"',
    "The camera's picture has another size than the one it has learnt with; it learns its view anew.",
    "The camera's source or masks are not those it has learnt with; it learns its view anew.",
    "The camera was not watched for more than two hours; it learns its view anew.",
    "What the camera had learnt was written by another version; it learns its view anew.",
    "What the camera had learnt cannot be read; it learns its view anew.",
  ])("has French for why a scenario does not watch, or a camera learns anew: %s", (reason) => {
    expect(saidIn("fr", reason)).not.toBe(reason);
    expect(saidIn("fr", reason)).not.toMatch(/\b(the|it|of)\b/);
  });

  it.each([
    [
      "the detector cannot see bicycle; it sees person and car",
      "le détecteur ne sait pas voir : vélo ; il voit : personne et voiture",
    ],
    [
      "the detector cannot see gate or vehicle; it sees moving; the other ticked classes are watched",
      "le détecteur ne sait pas voir : « gate » et véhicule ; il voit : mouvement ; le reste de ce qui est coché est surveillé",
    ],
    [
      "the detector cannot see car; it sees person, dog, 3 more and cat",
      "le détecteur ne sait pas voir : voiture ; il voit : personne, chien, 3 autres et chat",
    ],
    [
      'it needs a model that has learnt "helmet" and "vest"; register one',
      "il faut un modèle qui a appris « helmet » et « vest » ; enregistrez-en un",
    ],
  ])("names in French what a detector can tell: %s", (said, french) => {
    expect(read(saidIn("fr", said))).toBe(french);
  });

  it.each(["the camera shows nothing", "the camera shows nothing: it is covered"])("in French too: %s", (said) => {
    expect(saidIn("fr", said)).toBe("la caméra ne montre rien");
  });

  it("calls an arm mode by its name, and finds its id again", () => {
    expect(read(saidIn("fr", 'the site is in mode "home"'))).toBe("le site est en mode « Présence »");
    expect(saidIn("en", 'the site is in mode "night-shift"')).toBe("the site is in mode “Night shift”");
    for (const language of ["en", "fr"])
      for (const id of ["armed", "home", "disarmed", "all", "night-shift", "Fete_2"])
        expect(armModeId(armModeName(id, language), language, [id])).toBe(id);
    expect(armModeId("Équipe de nuit", "fr", [])).toBe("Equipe-de-nuit");
    expect(armModeId("…", "fr", [])).toBeNull();
    const ended = { ...yard, endedBecause: 'the site is in mode "home"' };
    expect(read(whyText(told("intrusion", ended), speakers.fr!))).toMatch(
      /terminé : le site est en mode « Présence »$/,
    );
  });

  it("is said of the site as a whole, cameras by name", () => {
    const report = { reasons: ["Only 312 MB are free in the data folder.", 'Camera "Gate" is blind: x.'] };
    const camera = { name: "Gate", enabled: true, health: { ...health, state: "blind" } } as CameraView;
    expect(siteReasons(report, undefined, speakers.en!.t, "en")).toEqual(report.reasons);
    expect(siteReasons(report, [camera], speakers.en!.t, "en")).toEqual([
      "Only 312 MB are free in the data folder.",
      "“Gate” is blind: The camera at 192.0.2.7 refuses the password.",
    ]);
    expect(siteReasons(report, [camera], speakers.fr!.t, "fr").map(read)).toEqual([
      "Il ne reste que 312 Mo dans le dossier des données.",
      "« Gate », état « aveugle » : La caméra refuse l’utilisateur ou le mot de passe.",
    ]);
    expect(saidIn("fr", "Something else.")).toBe("Something else.");
  });

  it("is said once of cameras whose scenarios do not watch for one reason, and apart where there are two", () => {
    const off = "analysis of this camera is switched off";
    const silent = (name: string, reasons: readonly string[]) => {
      const notWatching = reasons.map((reason, i) => ({ scenarioId: `s${i}`, reason }));
      const reason = `Scenario "s0" of ${name} is not watching: ${reasons[0]}.`;
      const state = { ...health, state: "degraded", code: "scenario.not-watching", reason, notWatching };
      return { name, enabled: true, scene: { scenarios: [] }, health: state } as unknown as CameraView;
    };
    const cameras = [silent("Yard", [off]), silent("Mill", [off, off]), silent("Dock", [off]), silent("Weir", [off])];
    const said = (language: "en" | "fr") =>
      siteReasons(
        { reasons: [] },
        [...cameras, silent("Lock", [off, "the camera is covered"])],
        speakers[language]!.t,
        language,
      );
    expect(said("en")).toEqual([
      `“Yard”, “Mill”, and 2 more do not watch: ${off}.`,
      expect.stringMatching(/^“Lock” is degraded: “s0” does not watch: .* 1 more scenario does not watch/),
    ]);
    expect(read(said("fr")[0]!)).toMatch(/^« Yard », « Mill » et 2 .* : l’analyse de cette caméra est éteinte/);
  });

  it("is never said of a scenario that has another", () => {
    const needsModel = 'it needs a model that has learnt "weapon"; register one';
    const scenes = ["Weapon at the gate", "Weapon at the door", "Dogs", "Lamp"].map((name, i) => ({
      id: `s${i}`,
      name,
    }));
    const saidOf = (reasons: readonly string[]) => {
      const notWatching = reasons.map((reason, i) => ({ scenarioId: `s${i}`, reason }));
      const state = { ...health, state: "degraded", code: "scenario.not-watching", notWatching };
      const camera = { name: "Gate", health: state, scene: { scenarios: scenes } } as unknown as CameraView;
      return (["en", "fr"] as const).map((lang) => read(cameraReason(camera, speakers[lang]!.t, lang).sentence));
    };
    expect(saidOf([needsModel, needsModel])[0]).toBe(
      '“Weapon at the gate” and 1 more scenario do not watch: it needs a model that has learnt "weapon"; register one.',
    );
    expect(saidOf([needsModel, needsModel, "x", "y"])).toEqual([
      '“Weapon at the gate” and 1 more scenario do not watch: it needs a model that has learnt "weapon"; register one. 2 more scenarios do not watch, for other reasons.',
      "« Weapon at the gate » et 1 autre scénario ne surveillent pas : il faut un modèle qui a appris « weapon » ; enregistrez-en un. 2 autres scénarios ne surveillent pas, pour d’autres raisons.",
    ]);
    expect(saidOf([needsModel, "x"])[0]).toMatch(/^“Weapon at the gate” does not watch: .* 1 more scenario does not/);
  });

  it("is said once for all cameras of one trouble", () => {
    const slow = (percent: number) => ({
      state: "degraded",
      code: "analysis.behind",
      reason: `This machine is too slow: about ${percent} % are left out.`,
    });
    const camera = (name: string, health: object) => ({ name, enabled: true, health }) as CameraView;
    const cameras = ["A", "B", "C", "D"].map((name, i) => camera(name, slow(20 + 10 * i)));
    const blind = camera("Gate", { ...health, state: "blind" });
    expect(siteReasons({ reasons: [] }, [...cameras, blind], speakers.en!.t, "en")).toEqual([
      "“A”, “B”, and 2 more are degraded: This machine is too slow: about 20 % are left out.",
      "“Gate” is blind: The camera at 192.0.2.7 refuses the password.",
    ]);
  });

  it("is the same for a refused request", () => {
    const refusal = new ApiError(409, { code: "alarm.closed", kind: "conflict", message: "It is closed." });
    expect(errorText(refusal, speakers.en!.t, "en")).toBe("It is closed.");
    expect(errorText(refusal, speakers.fr!.t, "fr")).toBe("Cette alarme a déjà un verdict. (It is closed.)");
    const unknown = new ApiError(401, { code: "auth.login-needed", kind: "unauthorised", message: "Log in first." });
    expect(errorText(unknown, speakers.fr!.t, "fr")).toBe("Connectez-vous d’abord.");
  });
});
