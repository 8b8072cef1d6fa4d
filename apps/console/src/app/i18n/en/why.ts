// English: the sentence that says why, by kind of scenario, from the facts of an event.
export const why = {
  intrusion: "{{what}} in {{place}} for {{seconds}} s; limit {{limit}} s",
  loitering: "{{what}} stayed {{seconds}} s in {{place}}; limit {{limit}} s",
  stopped: "{{what}} stopped {{seconds}} s in {{place}}; limit {{limit}} s",
  occupancy: "{{number}} at once in {{place}} for {{seconds}} s; limit {{limit}}",
  "line-crossing": "{{what}} crossed {{place}} {{direction}}",
  "line-count": "{{what}} counted {{direction}} across {{place}}",
  "wrong-way": "{{what}} crossed {{place}} {{direction}}; allowed is {{allowed}}",
  ended: "{{sentence}}; ended because {{because}}",
} as const;

export const way = {
  forward: "forward",
  backward: "backward",
} as const;

export const because = {
  "the picture was interrupted": "the picture was interrupted",
  "its watching hours are over": "its watching hours are over",
  "the scenario was changed": "the scenario was changed",
  "the recording ended": "the recording ended",
} as const;
