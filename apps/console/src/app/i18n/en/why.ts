// English: the sentence that says why, by kind of scenario, from the facts of an event; a word in braces is a fact.
export const why = {
  intrusion: "{{what}} in {{place}} for {{seconds}} s; limit {{limit}} s",
  loitering: "{{what}} stayed {{seconds}} s in {{place}}; limit {{limit}} s",
  crowd: "{{number}} gathered in {{place}} for {{seconds}} s; told from {{minCount}} for {{limit}} s",
  density: "{{perM2}} per m² in {{place}} for {{seconds}} s ({{number}} on {{areaM2}} m²); limit {{maxPerM2}} per m²",
  queue: "{{number}} in the queue {{place}} for {{seconds}} s; limit {{maxLength}}",
  "queue-wait": "{{number}} in the queue {{place}}, about {{waitS}} s to wait; limit {{maxWaitS}} s",
  "work-at-height": "{{what}} at height on {{place}} for {{seconds}} s; limit {{limit}} s",
  proximity: "{{what}} {{metres}} m from {{machine}} that moves in {{place}}; limit {{limitM}} m",
  tailgating: "{{what}} crossed {{place}} {{seconds}} s behind another; told within {{limit}} s",
  stopped: "{{what}} stopped {{seconds}} s in {{place}}; limit {{limit}} s",
  parking: "{{what}} parked {{seconds}} s in {{place}}; limit {{limit}} s",
  overstay: "{{what}} stayed {{seconds}} s in {{place}}; limit {{limit}} s",
  dumping: "{{what}} dumped and left {{seconds}} s in {{place}}; limit {{limit}} s",
  abandoned: "{{what}} left alone {{seconds}} s in {{place}}; limit {{limit}} s",
  removed: "something is missing for {{seconds}} s in {{place}}; limit {{limit}} s",
  obstruction: "{{what}} in the way {{seconds}} s in {{place}}; limit {{limit}} s",
  waste: "{{what}} on the ground {{seconds}} s in {{place}}; limit {{limit}} s",
  "wrong-way": "{{what}} crossed {{place}} {{direction}}; allowed is {{allowed}}",
  "wrong-way-zone": "{{what}} went {{sizes}} of its sizes against the direction of {{place}}; limit {{limitSizes}}",
  "line-crossing": "{{what}} crossed {{place}} {{direction}}",
  "zone-sequence": "{{what}} went {{place}} in {{seconds}} s; told within {{limit}} s",
  "red-light": "{{what}} crossed {{place}} although the light had been red for {{seconds}} s; grace {{graceS}} s",
  speed: "{{what}} at {{kmh}} km/h (within {{doubtKmh}}) in {{place}}; limit {{limitKmh}} km/h",
  pavement: "{{what}} on {{place}} for {{seconds}} s; limit {{limit}} s",
  "on-tracks": "{{what}} on {{place}} for {{seconds}} s; limit {{limit}} s",
  "crowd-movement":
    "{{number}} {{movement}} in {{place}} at {{heightsPerS}} body heights a second; told from {{minCount}} at {{minSpeed}}",
  "line-count": "{{what}} counted {{direction}} across {{place}}",
  occupancy: "{{number}} at once in {{place}} for {{seconds}} s; limit {{limit}}",
  "turn-count": "{{what}} went {{place}} in {{seconds}} s",
  "axle-count": "{{what}} with {{axles}} axles counted {{direction}} across {{place}}",
  "axle-count-unknown": "{{what}} counted {{direction}} across {{place}}; axles unknown: {{because}}",
  fall: "{{what}} fell and is down for {{seconds}} s in {{place}}; limit {{limit}} s",
  lying: "{{what}} lies on the ground for {{seconds}} s in {{place}}; limit {{limit}} s",
  waving: "{{what}} waving for {{seconds}} s in {{place}}; limit {{limit}} s",
  tamper: "the camera’s view is {{condition}} for {{seconds}} s; limit {{limit}} s",
  "poor-view": "the view is too {{condition}} to judge for {{seconds}} s; limit {{limit}} s",
  "light-on":
    "light in {{place}} for {{seconds}} s (brightness {{brightness}} %, around it {{aroundIt}} %); limit {{limit}} s",
  "door-state":
    "{{place}} is not {{normally}} as usual for {{seconds}} s ({{percent}} % of it looks different); limit {{limit}} s",
  "smoke-fire":
    "what looks like {{sign}} over {{percent}} % of {{place}} for {{seconds}} s; limit {{limit}} s; experimental, by motion and colour",
  "scene-change": "{{percent}} % of {{place}} has looked different for more than {{limit}} s; limit {{limitPercent}} %",
  "bin-level":
    "{{place}} seems {{level}} for {{seconds}} s (filled to {{percent}} % of the drawn height); limit {{limitLevel}} for {{limit}} s; experimental",
  "parking-spaces":
    "{{free}} of {{total}} parking spaces free for {{seconds}} s; fewer than {{minFree}} is an event after {{limit}} s",
  concept: "{{what}} seen for {{seconds}} s in {{place}}; limit {{limit}} s",
  ppe: "{{what}} without {{missing}} for {{seconds}} s in {{place}}; limit {{limit}} s",
  masked: "{{what}} seen for {{seconds}} s in {{place}}; limit {{limit}} s",
  weapon: "{{what}} seen for {{seconds}} s in {{place}}; limit {{limit}} s",
  violence: "{{what}} seen for {{seconds}} s in {{place}}; limit {{limit}} s",
  ended: "{{sentence}}; ended because {{because}}",
} as const;

export const way = {
  forward: "forward",
  backward: "backward",
} as const;

/** Values of facts that are words. */
export const factWord = {
  object: "an object",
  black: "black",
  covered: "covered",
  "partly covered": "partly covered",
  moved: "moved",
  blurred: "blurred",
  frozen: "standing still",
  dark: "dark",
  dazzled: "dazzled",
  hazy: "hazy",
  running: "ran",
  turning: "turned at once",
  smoke: "smoke",
  fire: "flames",
  open: "open",
  closed: "closed",
  half: "half full",
  full: "full",
  "half full": "half full",
  "almost empty": "almost empty",
  overflowing: "overflowing",
  small: "it was too small in the picture, or seen too briefly",
  slanted: "it was not seen from its side",
  cut: "a part of it was never seen",
  unclear: "its wheels could not be told from the rest",
} as const;

export const because = {
  "the picture was interrupted": "the picture was interrupted",
  "its watching hours are over": "its watching hours are over",
  "it became day": "it became day",
  "the scenario was changed": "the scenario was changed",
  "the recording ended": "the recording ended",
} as const;
