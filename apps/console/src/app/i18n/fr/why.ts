// French: the sentence that says why, by kind of scenario, from the facts of an event.
export const why = {
  intrusion: "{{what}} dans « {{place}} » pendant {{seconds}} s ; limite {{limit}} s",
  loitering: "{{what}} reste {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  stopped: "{{what}} à l’arrêt {{seconds}} s dans « {{place}} » ; limite {{limit}} s",
  occupancy: "{{number}} à la fois dans « {{place}} » pendant {{seconds}} s ; limite {{limit}}",
  "line-crossing": "{{what}} franchit « {{place}} » {{direction}}",
  "line-count": "{{what}} passe « {{place}} » {{direction}}",
  "wrong-way": "{{what}} franchit « {{place}} » {{direction}} ; autorisé : {{allowed}}",
  ended: "{{sentence}} ; terminé : {{because}}",
} as const;

export const way = {
  forward: "dans le sens direct",
  backward: "en sens inverse",
} as const;

export const because = {
  "the picture was interrupted": "l’image a été interrompue",
  "its watching hours are over": "ses heures de surveillance sont passées",
  "the scenario was changed": "le scénario a été modifié",
  "the recording ended": "l’enregistrement est fini",
} as const;
