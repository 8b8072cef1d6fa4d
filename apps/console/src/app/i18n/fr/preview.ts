// French: what a scenario would have found in the stored past.
export const preview = {
  title: "Ce qu’il aurait trouvé",
  period: "Période interrogée",
  "1h": "1 h",
  "24h": "24 h",
  "7d": "7 jours",
  "30d": "30 jours",
  asking: "Interrogation du passé…",
  left: "Interrogation du passé, encore {{span}}",
  cancelled: "Abandonné.",
  pictureOnly:
    "Cela se juge sur l’image elle-même ; aucune image du passé n’est gardée pour cela, on ne peut donc pas interroger le passé. Il juge ce qu’il voit à partir de son démarrage.",
  conceptOnly:
    "Seul un modèle qui l’a appris voit cela : ce qu’il y en a eu dans le passé n’est pas connu, et on ne peut pas l’interroger.",
  incomplete: "Dès que le lieu est tracé, on voit ici ce qui aurait été trouvé ces dernières heures.",
  needsPlane: "Dès que le sol est mesuré, on voit ici ce qui aurait été trouvé ces dernières heures.",
  alarms_one: "alarme",
  alarms_other: "alarmes",
  records_one: "ligne au registre",
  records_other: "lignes au registre",
  analysed: "sur {{span}} analysées",
  perDay: "environ {{number}} par jour",
  guess: "trop peu pour plus qu’une idée : {{number}} par jour",
  strip_one: "{{count}} événement entre {{from}} et {{to}}",
  strip_other: "{{count}} événements entre {{from}} et {{to}}",
  unknown: "Rien n’est connu de {{from}} à {{to}}",
  bar: "{{time}} : {{count}}",
  tooShort: "Rien d’aussi long que {{span}} n’a encore été analysé : ce qui prend ce temps n’a pas pu être trouvé.",
  nothingKept:
    "Aucune trajectoire n’est gardée pour cette période : on ne sait rien, ce qui ne veut pas dire qu’il ne s’est rien passé.",
  since: "Les trajectoires sont gardées depuis {{time}} ; rien n’est connu avant (hachuré).",
  holes: "Rien n’est connu là où c’est hachuré : la caméra n’était pas analysée.",
  whole: "Toute la période a été analysée.",
  most: "Les {{count}} plus récents sont montrés un par un.",
  armModes:
    "On ne sait pas dans quel mode était le site : chaque heure est comptée comme surveillée. Il ne surveillera qu’en mode : {{modes}} ; attendez-en moins.",
  closer:
    "Pendant qu’il surveille, le détecteur regarde cet endroit de plus près, s’il n’est pas plus haut qu’un tiers de l’image. Avant lui, personne ne le faisait : il en trouvera davantage.",
  knownObjects_one:
    "L’objet connu de cette caméra est compté ici ; quand le scénario surveille, il est laissé de côté.",
  knownObjects_other:
    "Les {{count}} objets connus de cette caméra sont comptés ici ; quand le scénario surveille, ils sont laissés de côté.",
  listHint: "Choisissez-en un pour voir sur l’image où c’était.",
  firstOf: "Les {{shown}} plus récents sur {{count}}.",
} as const;

export const price = {
  guess: "une idée, d’après moins d’une heure",
  recordsPerDay: "registre : environ {{number}} par jour",
  alarmsPerDay: "alarmes : environ {{number}} par jour",
} as const;
