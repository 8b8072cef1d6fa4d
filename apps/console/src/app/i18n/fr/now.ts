// French: what is counted at this moment; two people at once; closer looks.
export const now = {
  title: "Maintenant",
  since: "depuis {{time}}",
  unknown: "Pas connu maintenant : {{reason}}.",
  lost: "Ces chiffres ne sont plus renouvelés : le serveur ne répond pas.",
  inside: "dans {{place}}",
  inQueue: "dans la file",
  freeOf: "libres sur {{total}}",
  freeAtLeast: "ou plus libres sur {{total}}",
  spacesUnknown_one: "{{count}} pas encore connue",
  spacesUnknown_other: "{{count}} pas encore connues",
  minFree: "signalé sous {{limit}} libres",
  peak: "au plus {{count}}",
  limit: "limite {{limit}}",
  waitLimit: "attente la plus longue {{limit}}",
  toldFrom: "signalé à partir de {{count}}",
  wait: "Environ {{wait}} d’attente ; {{rate}} par minute en sortent.",
  waitUnknown: "L’attente n’est pas encore connue : moins de trois personnes en sont sorties.",
  seconds: "{{count}} s",
  minutes: "{{count}} min",
  perM2: "par mètre carré",
  onArea: "{{count}} sur {{area}} m²",
  axles: "Essieux",
  axlesUnknown: "inconnu",
  fromTo: "De \\ vers",
  sum: "Somme",
} as const;

export const space = {
  free: "libre",
  taken: "prise",
  unknown: "pas connue",
} as const;

export const meeting = {
  title: "Quelqu’un d’autre a changé {{names}} entre-temps",
  titlePlain: "Quelqu’un d’autre a changé cela entre-temps",
  text: "Votre version n’est pas encore enregistrée et rien n’en est perdu. Prenez la sienne, ou gardez la vôtre et enregistrez-la par-dessus.",
  theirs: "Charger la sienne",
  mine: "Garder la mienne",
  bothKept: "Quelqu’un d’autre a changé cette caméra entre-temps ; ses changements et les vôtres sont gardés.",
} as const;

export const closer = {
  label: "Regards de plus près sur ce qui bouge et est petit",
  text: "Là où quelque chose de petit bouge, cette partie de l’image est montrée une seconde fois, agrandie, au détecteur. Cela coûte jusqu’au double de l’analyse : cette machine surveille alors moins de caméras. Laissez éteint là où rien n’est petit ni loin. Les structures de « Travail en hauteur » sont regardées de plus près dans tous les cas.",
  helps:
    "Mesuré avec {{detector}} sur les boîtes tracées de trois clips, part trouvée juste (F1) : personnes {{person}}, véhicules {{vehicle}}. Avec ce détecteur, c’est utile.",
  hurts:
    "Mesuré avec {{detector}} sur les boîtes tracées de trois clips, part trouvée juste (F1) : personnes {{person}}, véhicules {{vehicle}}. Ce détecteur en devient moins bon : laissez éteint.",
  unmeasured:
    "Cela n’a pas été mesuré avec {{detector}}. Avec yolox-nano, les véhicules passent de 0,77 à 0,85, avec picodet-s-416 de 0,84 à 0,86, avec embedded ils baissent de 0,65 à 0,61.",
  useless: "{{detector}} n’en a pas l’usage.",
} as const;
