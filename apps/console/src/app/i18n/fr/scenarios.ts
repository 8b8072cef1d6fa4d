// French: the scenarios of a camera: the list, the form and its fields, the preview of the stored past.
export const scenarios = {
  title: "Scénarios",
  add: "Ajouter un scénario",
  pick: "Que doit remarquer cette caméra ?",
  none: "Pas encore de scénario : cette caméra enregistre et n’appelle personne.",
  edit: "Modifier {{name}}",
  remove: "Supprimer {{name}}",
  removeQuestion: "Supprimer le scénario « {{name}} » ? Ses alarmes et ses comptages restent.",
  create: "Commencer à surveiller",
  save: "Enregistrer",
  saved: "{{name}} surveille.",
  removed: "{{name}} a été supprimé.",
  alarm: "alarme",
  record: "registre seul",
  stopped: "arrêté {{time}}",
  until: "jusqu’à {{time}}",
  scheduled: "selon calendrier",
  chooseLine: "Choisir une ligne",
  chooseZone: "Choisir une zone",
  required: "Il faut quelque chose ici.",
  classesHint: "Le détecteur « {{detector}} » de cette caméra sait les distinguer.",
  classUnseen: "{{name}} (que « {{detector}} » ne voit pas)",
  unsupported: "Le champ « {{name}} » ne peut pas être montré ici ; changez-le dans un fichier de scénarios.",
  advanced: "Autres réglages",
  savedWaits: "{{name}} est enregistré ; il surveille dès qu’un modèle enregistré connaît ce qu’il cherche.",
  chooseLight: "Choisir un feu",
  drawNew: "Tracer",
  drawingNow: "Tracez sur l’image …",
  drawArrow: "Tracer la flèche",
  headingGiven: "La flèche sur l’image l’indique.",
  headingNone: "Deux points sur l’image : d’où, vers où.",
  addDrawn: "Ajouter un tracé existant",
  addTo: "Ajouter à {{list}}",
  takeOut: "Retirer {{name}}",
  optional: "facultatif",
  classesUnseen: "Le détecteur « {{detector}} » de cette caméra ne les voit pas tous ; il dira qu’il ne surveille pas.",
  ended: "« {{name}} » à {{camera}} est arrivé à son terme ({{time}}) et ne surveille plus.",
  endedTitle: "Un scénario temporaire s’est terminé",
  calibrateShort: "Verdicts et seuils",
  moveShort: "Déplacer vers une autre caméra",
  actions: "Autres actions pour {{name}}",
  notWatching: "Ne surveille pas : {{reason}}",
  planned: "En pause : {{reason}}",
} as const;

export const field = {
  name: "Nom",
  classes: "Quoi",
  machines: "Rester loin de",
  mode: "Ce qui se passe",
  priority: "Priorité",
  schedule: "Quand",
  armModes: "Dans quel mode d’armement",
  until: "Combien de temps",
  line: "Ligne",
  zone: "Zone",
  light: "Feu de circulation",
  zones: "Zones, dans l’ordre du trajet interdit",
  entries: "Entrées",
  exits: "Sorties",
  spaces: "Places de stationnement, une zone chacune",
  heading: "Sens permis",
  direction: "Sens",
  allowed: "Sens permis",
  minStayS: "Pendant au moins",
  max: "Plus que ce nombre",
  minTravel: "Va contre le sens sur",
  withinS: "En moins de",
  redLamp: "Où se trouve le feu rouge",
  graceS: "Rouge depuis au moins",
  maxKmh: "Plus vite que",
  minTravelM: "Mesuré sur",
  minCount: "Au moins ce nombre",
  minSpeed: "Courir : plus vite que",
  returnWithinS: "Même visite si de retour en moins de",
  maxPerM2: "Plus de",
  maxLength: "Plus que ce nombre dans la file",
  maxWaitS: "Attente plus longue que",
  minDistanceM: "Plus près que",
  maxStayS: "Plus longtemps que",
  minStopS: "S’arrête au moins",
  minLeftS: "L’objet reste au moins",
  minSize: "Plus petit objet",
  ownerDistance: "Propriétaire plus loin que",
  minDownS: "À terre au moins",
  concept: "Son nom dans le modèle",
  required: "Doit être vu sur chaque personne",
  normally: "Normalement",
  watch: "Chercher",
  minShare: "Plus petite partie changée",
  maxLevel: "À partir de quel niveau",
  minFree: "Moins de places libres que",
} as const;

export const option = {
  alarm: "Alarme",
  record: "Registre seul",
  low: "Basse",
  normal: "Normale",
  high: "Haute",
  forward: "Direct (flèche)",
  backward: "Inverse",
  both: "Les deux",
  top: "En haut",
  bottom: "En bas",
  left: "À gauche",
  right: "À droite",
  whole: "Tout le cercle",
  closed: "Fermée",
  open: "Ouverte",
  smoke: "Fumée",
  fire: "Flammes",
  half: "À moitié",
  full: "Pleine",
  overflowing: "Débordante",
} as const;

export const schedule = {
  always: "Toujours",
  calendar: "Selon calendrier",
  days: "Jours",
  from: "De",
  to: "À",
  add: "Ajouter un horaire",
  remove: "Enlever cet horaire",
  zone: "Heures du fuseau {{zone}}. Un début après la fin veut dire : par-dessus minuit.",
  siteZone: "Prendre le fuseau du site, {{zone}}",
  window: "Horaire {{number}}",
  mon: "lun.",
  tue: "mar.",
  wed: "mer.",
  thu: "jeu.",
  fri: "ven.",
  sat: "sam.",
  sun: "dim.",
  onHolidays: "Les jours fériés",
  holiday: "Un jour férié",
  addHoliday: "Ajouter ce jour",
  removeHoliday: "Enlever le {{day}}",
  frenchHolidays: "Ajouter les jours fériés français {{from}} et {{to}}",
} as const;

export const until = {
  "1h": "1 heure",
  "2h": "2 heures",
  tonight: "Cette nuit",
  permanent: "Permanent",
  keep: "Inchangé",
  ends: "Se termine {{time}}",
  tonightHint: "Jusqu’à 6 heures du matin",
} as const;

export const fieldOf = {
  "red-light-line": "Ligne d’arrêt",
  "removed-zone": "Autour de l’objet",
  "light-on-zone": "Autour de la lampe",
  "door-state-zone": "Autour de la porte ou de la barrière",
  "bin-level-zone": "Autour de l’ouverture et de ce qui dépasse",
  "work-at-height-zone": "Zone au-dessus de la hauteur, ou la structure",
  "scene-change-minStayS": "Le reste au moins",
  "tailgating-withinS": "Juste derrière : en moins de",
} as const;

export const unit = {
  s: "s",
  m: "m",
  kmh: "km/h",
  perM2: "par m²",
  percent: "%",
  sizes: "fois sa taille",
  heights: "hauteurs d’homme",
  heightsPerS: "hauteurs par seconde",
  "long-min": "= {{value}} min",
  "long-h": "= {{value}} h",
} as const;

export const holidays = {
  "as-usual": "Comme les autres jours",
  never: "Ne pas surveiller",
  "all-day": "Surveiller toute la journée",
} as const;

export const threshold = {
  title: "Quelle certitude il faut",
  record: "Enregistré à partir de ce score",
  alarm: "Alarme à partir de ce score",
  saysBoth: "À partir de {{record}} sur 100 c’est enregistré, à partir de {{alarm}} il y a alarme.",
  saysRecord: "À partir de {{record}} sur 100 c’est enregistré.",
  saysAll: "Tout ce qui est vu est enregistré, et donne l’alarme.",
  saysAllRecord: "Tout ce qui est vu est enregistré.",
  saysAlarm: "Tout ce qui est vu est enregistré ; à partir de {{alarm}} sur 100 il y a alarme.",
} as const;

export const concept = {
  hint: "Comme un modèle enregistré le nomme.",
  unknown: "Aucun modèle enregistré ne connaît : {{names}}.",
  waits: "Il faut un modèle qui l’a appris. Tant qu’aucun n’est enregistré, le scénario dit qu’il ne surveille pas.",
} as const;

/** Of the modes that a site has from the start. */
export const armModeName = {
  armed: "Armé",
  home: "Présence",
  disarmed: "Désarmé",
} as const;

export const armMode = {
  all: "Aucun choisi : il surveille dans tous les modes.",
  only: "Il ne surveille que dans ceux-ci.",
  now: "Mode d’armement du site : {{mode}}",
  label: "Mode d’armement du site",
} as const;

export const score = {
  none: "Pas encore de score publié : personne ne l’a mesuré sur des films jamais vus.",
  measured:
    "Mesuré sur {{span}} de films simulés que personne n’avait regardés, avec le détecteur « {{detector}} » : trouvés : {{found}} sur {{all}} ; faux : {{wrong}} (F1 {{f1}}).",
  brief: "trouvés : {{found}} sur {{all}} ; faux : {{wrong}}",
  poor: "Ce qu’il vaut sur de mauvaises images",
  poorList:
    "F1 selon l’image, sur moins de films (1,00 : tout trouvé, rien de faux ; 0,00 : rien de juste) : {{list}}.",
  hint: "Sous chaque situation : ce qui a été trouvé et ce qui a été dit à tort, sur des films simulés que personne n’avait regardés.",
  noneBrief: "pas encore mesuré",
  minutes: "{{count}} min",
  few: "Peu d’événements : ce n’est qu’un indice.",
  otherDetector: "Pas mesuré avec « {{detector}} », qui regarde ici.",
} as const;

export const poorPicture = {
  "as filmed": "telle quelle",
  noise: "bruit",
  blur: "flou",
  "low bit rate": "faible débit",
  "low resolution": "demi-résolution",
  "black and white": "noir et blanc",
  night: "nuit",
} as const;

/** A place that nobody has named yet. */
export const placeName = {
  line: "Ligne {{number}}",
  zone: "Zone {{number}}",
  light: "Feu {{number}}",
  mask: "Masque {{number}}",
} as const;
