// French: the sentence that says why, by kind of scenario, from the facts of an event; a word in braces is a fact.
export const why = {
  intrusion: "{{what}} dans « {{place}} » pendant {{seconds}} s ; limite {{limit}} s",
  loitering: "{{what}} reste {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  crowd:
    "{{number}} personnes ou objets rassemblés dans « {{place}} » pendant {{seconds}} s ; signalé à partir de {{minCount}} pendant {{limit}} s",
  density:
    "{{perM2}} par m² dans « {{place}} » pendant {{seconds}} s ({{number}} sur {{areaM2}} m²) ; limite {{maxPerM2}} par m²",
  queue: "{{number}} dans la file « {{place}} » pendant {{seconds}} s ; limite {{maxLength}}",
  "queue-wait": "{{number}} dans la file « {{place}} », environ {{waitS}} s d’attente ; limite {{maxWaitS}} s",
  "work-at-height": "{{what}} en hauteur sur « {{place}} » pendant {{seconds}} s ; limite {{limit}} s",
  proximity: "{{what}} et {{machine}} en mouvement, à {{metres}} m, dans « {{place}} » ; limite {{limitM}} m",
  tailgating:
    "{{what}} franchit « {{place}} » {{seconds}} s derrière quelqu’un d’autre ; signalé en moins de {{limit}} s",
  stopped: "{{what}} à l’arrêt {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  parking: "{{what}} en stationnement {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  overstay: "{{what}} reste {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  dumping: "{{what}} : déposé et laissé {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  abandoned: "{{what}} : laissé seul {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  removed: "quelque chose manque depuis {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  obstruction: "{{what}} gêne le passage {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  waste: "{{what}} au sol {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  "wrong-way": "{{what}} franchit « {{place}} » {{direction}} ; autorisé : {{allowed}}",
  "wrong-way-zone": "{{what}} va contre le sens de « {{place}} » sur {{sizes}} fois sa taille ; limite {{limitSizes}}",
  "line-crossing": "{{what}} franchit « {{place}} » {{direction}}",
  "zone-sequence": "{{what}} fait le trajet {{place}} en {{seconds}} s ; signalé en moins de {{limit}} s",
  "red-light":
    "{{what}} franchit « {{place}} » alors que le feu est rouge depuis {{seconds}} s ; tolérance {{graceS}} s",
  speed: "{{what}} à {{kmh}} km/h (à {{doubtKmh}} près) dans « {{place}} » ; limite {{limitKmh}} km/h",
  pavement: "{{what}} sur « {{place}} » pendant {{seconds}} s ; limite {{limit}} s",
  "on-tracks": "{{what}} sur « {{place}} » pendant {{seconds}} s ; limite {{limit}} s",
  "crowd-movement":
    "{{number}} {{movement}} dans « {{place}} », à {{heightsPerS}} hauteurs de corps par seconde ; signalé à partir de {{minCount}} à {{minSpeed}}",
  "line-count": "{{what}} passe « {{place}} » {{direction}}",
  occupancy: "{{number}} à la fois dans « {{place}} » pendant {{seconds}} s ; limite {{limit}}",
  "turn-count": "{{what}} fait le trajet {{place}} en {{seconds}} s",
  "axle-count": "{{what}} à {{axles}} essieux passe « {{place}} » {{direction}}",
  "axle-count-unknown": "{{what}} passe « {{place}} » {{direction}} ; essieux inconnus : {{because}}",
  fall: "{{what}} tombe et reste à terre {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  lying: "{{what}} est au sol depuis {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  waving: "{{what}} agite les bras {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  tamper: "la vue de la caméra est {{condition}} depuis {{seconds}} s ; limite {{limit}} s",
  "poor-view": "la vue est trop {{condition}} pour juger depuis {{seconds}} s ; limite {{limit}} s",
  "light-on":
    "lumière dans « {{place}} » depuis {{seconds}} s (clarté {{brightness}} %, autour {{aroundIt}} %) ; limite {{limit}} s",
  "door-state":
    "« {{place}} » : plus {{normally}} comme d’habitude depuis {{seconds}} s ({{percent}} % semble différent) ; limite {{limit}} s",
  "smoke-fire":
    "ce qui ressemble à {{sign}} sur {{percent}} % de « {{place}} » pendant {{seconds}} s ; limite {{limit}} s ; expérimental, d’après le mouvement et la couleur",
  "scene-change":
    "{{percent}} % de « {{place}} » semble différent depuis plus de {{limit}} s ; limite {{limitPercent}} %",
  "bin-level":
    "« {{place}} » semble {{level}} depuis {{seconds}} s (remplissage à {{percent}} % de la hauteur tracée) ; limite : {{limitLevel}} pendant {{limit}} s ; expérimental",
  "parking-spaces":
    "{{free}} places libres sur {{total}} pendant {{seconds}} s ; moins de {{minFree}} : événement après {{limit}} s",
  concept: "{{what}} : vu pendant {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  ppe: "{{what}} sans {{missing}} pendant {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  masked: "{{what}} : vu pendant {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  weapon: "{{what}} : vu pendant {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  violence: "{{what}} : vu pendant {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  ended: "{{sentence}} ; terminé : {{because}}",
} as const;

export const way = {
  forward: "dans le sens direct",
  backward: "en sens inverse",
} as const;

/** Values of facts that are words. */
export const factWord = {
  object: "un objet",
  black: "noire",
  covered: "couverte",
  "partly covered": "couverte en partie",
  moved: "tournée",
  blurred: "floue",
  frozen: "figée",
  dark: "sombre",
  dazzled: "éblouie",
  hazy: "voilée",
  running: "courent",
  turning: "se retournent d’un coup",
  smoke: "de la fumée",
  fire: "des flammes",
  open: "ouvert",
  closed: "fermé",
  half: "à moitié plein",
  full: "plein",
  "half full": "à moitié plein",
  "almost empty": "presque vide",
  overflowing: "débordant",
  small: "trop petit dans l’image, ou vu trop peu de temps",
  slanted: "le véhicule n’a pas été vu de côté",
  cut: "une partie n’a jamais été vue",
  unclear: "ses roues ne se distinguent pas du reste",
} as const;

export const because = {
  "the picture was interrupted": "l’image a été interrompue",
  "its watching hours are over": "ses heures de surveillance sont passées",
  "it became day": "le jour s’est levé",
  "the scenario was changed": "le scénario a été modifié",
  "the recording ended": "l’enregistrement est fini",
} as const;
