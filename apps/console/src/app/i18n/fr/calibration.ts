// French: thresholds, moving scenarios, analysis slots.
export const calibration = {
  title: "Verdicts et seuils de « {{name}} »",
  prices_one: "Ce que coûte chaque seuil d’alarme, sur {{count}} jour",
  prices_other: "Ce que coûte chaque seuil d’alarme, sur {{count}} jours",
  threshold: "À partir de",
  alarms: "Alarmes par jour",
  false: "Fausses par jour",
  missed: "Manquées",
  use: "Choisir",
  useAt: "Choisir {{score}} comme seuil d’alarme",
  used: "Il y a alarme à partir de {{score}} sur 100.",
  inForce: "en vigueur",
  noEvents: "Aucun événement n’a encore été gardé : rien pour mesurer un seuil.",
  automatic: "Agir sans personne",
  notAllowed:
    "Rien ne peut agir sans une personne. Rien ne le fait dans cette version ; l’autorisation est gardée pour plus tard.",
  allowed:
    "À partir de {{score}} sur 100, autorisé par {{name}}, {{time}}. Rien n’agit encore ainsi dans cette version.",
  allow: "Autoriser à partir de {{score}}",
  takeBack: "Retirer",
} as const;

export const move = {
  title: "Déplacer « {{name}} » vers une autre caméra",
  text: "Le scénario et son tracé vont à l’autre caméra ; vérifiez là-bas que le tracé convient à l’image.",
  slotGoes: "Sa place d’analyse le suit : {{camera}} n’est plus analysée.",
  slotStays_one:
    "{{count}} autre scénario surveille ici : {{camera}} garde sa place d’analyse, et il en faut une à l’autre caméra.",
  slotStays_other:
    "{{count}} autres scénarios surveillent ici : {{camera}} garde sa place d’analyse, et il en faut une à l’autre caméra.",
  to: "Vers quelle caméra",
  noOther: "Il n’y a pas d’autre caméra.",
  go: "Déplacer",
  done: "« {{name}} » surveille maintenant à {{camera}}.",
  freed: "{{camera}} n’est plus analysée.",
} as const;

export const slots = {
  used: "Places d’analyse utilisées : {{used}} sur {{count}}",
  full_one: "La seule place d’analyse est utilisée",
  full_other: "Les {{count}} places d’analyse sont toutes utilisées",
} as const;
