// English: the scenarios of a camera: the list, the form and its fields, the preview of the stored past.
export const scenarios = {
  title: "Scenarios",
  add: "Add a scenario",
  pick: "What should this camera notice?",
  none: "No scenario yet: this camera records, and asks for nobody.",
  edit: "Change {{name}}",
  remove: "Delete {{name}}",
  removeQuestion: "Delete the scenario “{{name}}”? Its alarms and counts stay.",
  create: "Start watching",
  save: "Save",
  saved: "{{name}} is watching.",
  removed: "{{name}} was deleted.",
  alarm: "alarm",
  record: "record only",
  stopped: "stopped {{time}}",
  until: "until {{time}}",
  scheduled: "by calendar",
  chooseLine: "Choose a line",
  chooseZone: "Choose a zone",
  required: "Something is needed here.",
  classesHint: "The detector “{{detector}}” of this camera can tell these apart.",
  classUnseen: "{{name}} (not seen by “{{detector}}”)",
  unsupported: "The field “{{name}}” cannot be shown here; change it in a scenario file.",
  advanced: "More settings",
  savedWaits: "{{name}} is stored; it watches as soon as a registered model knows what it looks for.",
  chooseLight: "Choose a light",
  drawNew: "Draw",
  drawingNow: "Draw on the picture …",
  drawArrow: "Draw the arrow",
  headingGiven: "The arrow on the picture shows it.",
  headingNone: "Two points on the picture: from where, to where.",
  addDrawn: "Add one that is drawn",
  addTo: "Add to {{list}}",
  takeOut: "Take {{name}} out",
  optional: "optional",
  classesUnseen:
    "The detector “{{detector}}” of this camera cannot see all of these; it will say that it is not watching.",
  ended: "“{{name}}” at {{camera}} has come to its end ({{time}}) and does not watch any more.",
  endedTitle: "A temporary scenario has ended",
  calibrateShort: "Verdicts and thresholds",
  moveShort: "Move to another camera",
  actions: "More for {{name}}",
  notWatching: "Not watching: {{reason}}",
  planned: "Pauses: {{reason}}",
} as const;

export const field = {
  name: "Name",
  classes: "What",
  machines: "Keep away from",
  mode: "What happens",
  priority: "Priority",
  schedule: "When",
  armModes: "In which arm mode",
  until: "How long",
  line: "Line",
  zone: "Zone",
  light: "Traffic light",
  zones: "Zones, in the order of the forbidden way",
  entries: "Entries",
  exits: "Exits",
  spaces: "Parking spaces, one zone each",
  heading: "Allowed direction",
  direction: "Direction",
  allowed: "Allowed direction",
  minStayS: "For at least",
  max: "More than this many",
  minTravel: "Goes against it for",
  withinS: "Within",
  redLamp: "Where the red lamp is",
  graceS: "Red for at least",
  maxKmh: "Faster than",
  minTravelM: "Measured over",
  minCount: "At least this many",
  minSpeed: "Running means faster than",
  returnWithinS: "Still the same visit when back within",
  maxPerM2: "More than",
  maxLength: "More than this many in the queue",
  maxWaitS: "Waiting longer than",
  minDistanceM: "Nearer than",
  maxStayS: "Longer than",
  minStopS: "Stops for at least",
  minLeftS: "The object stays for at least",
  minSize: "Smallest object",
  ownerDistance: "Owner farther away than",
  minDownS: "Down for at least",
  concept: "What the model calls it",
  required: "Must be seen on each person",
  normally: "Normally",
  watch: "Look for",
  minShare: "Smallest changed part",
  maxLevel: "From which level on",
  minFree: "Fewer free than",
} as const;

export const option = {
  alarm: "Alarm",
  record: "Record only",
  low: "Low",
  normal: "Normal",
  high: "High",
  forward: "Forward (arrow)",
  backward: "Backward",
  both: "Both",
  top: "At the top",
  bottom: "At the bottom",
  left: "On the left",
  right: "On the right",
  whole: "The whole circle",
  closed: "Closed",
  open: "Open",
  smoke: "Smoke",
  fire: "Flames",
  half: "Half full",
  full: "Full",
  overflowing: "Overflowing",
} as const;

export const schedule = {
  always: "Always",
  calendar: "By calendar",
  days: "Days",
  from: "From",
  to: "To",
  add: "Add a time",
  remove: "Remove this time",
  zone: "By the clock of the time zone {{zone}}. From later than to means over midnight.",
  siteZone: "Use the site's time zone, {{zone}}",
  window: "Time {{number}}",
  mon: "Mon",
  tue: "Tue",
  wed: "Wed",
  thu: "Thu",
  fri: "Fri",
  sat: "Sat",
  sun: "Sun",
  onHolidays: "On holidays",
  holiday: "A holiday",
  addHoliday: "Add the holiday",
  removeHoliday: "Remove {{day}}",
  frenchHolidays: "Add the French public holidays {{from}} and {{to}}",
} as const;

export const until = {
  "1h": "1 hour",
  "2h": "2 hours",
  tonight: "Tonight",
  permanent: "Permanent",
  keep: "As set",
  ends: "Ends {{time}}",
  tonightHint: "Until 6 in the morning",
} as const;

export const fieldOf = {
  "red-light-line": "Stop line",
  "removed-zone": "Around the object",
  "light-on-zone": "Around the lamp",
  "door-state-zone": "Around the door or barrier",
  "bin-level-zone": "Around the opening and what stands above it",
  "work-at-height-zone": "Zone above the height, or the structure",
  "scene-change-minStayS": "Stays so for at least",
  "tailgating-withinS": "Right behind: within",
} as const;

export const unit = {
  s: "s",
  m: "m",
  kmh: "km/h",
  perM2: "per m²",
  percent: "%",
  sizes: "of its own sizes",
  heights: "heights of a person",
  heightsPerS: "body heights a second",
  "long-min": "= {{value}} min",
  "long-h": "= {{value}} h",
} as const;

export const holidays = {
  "as-usual": "As on other days",
  never: "Do not watch",
  "all-day": "Watch all day",
} as const;

export const threshold = {
  title: "How sure it must be",
  record: "Recorded from this score on",
  alarm: "Alarm from this score on",
  saysBoth: "From {{record}} of 100 on it is recorded, from {{alarm}} on it alarms.",
  saysRecord: "From {{record}} of 100 on it is recorded.",
  saysAll: "Everything that is seen is recorded, and alarms.",
  saysAllRecord: "Everything that is seen is recorded.",
  saysAlarm: "Everything that is seen is recorded; from {{alarm}} of 100 on it alarms.",
} as const;

export const concept = {
  hint: "As a registered model names it.",
  unknown: "No registered model knows: {{names}}.",
  waits: "This needs a model that has learnt it. Until one is registered, the scenario says that it is not watching.",
} as const;

/** Of the modes that a site has from the start. */
export const armModeName = {
  armed: "Armed",
  home: "Home",
  disarmed: "Disarmed",
} as const;

export const armMode = {
  all: "None chosen: it watches in every mode.",
  only: "It watches only in these.",
  now: "Arm mode of the site: {{mode}}",
  label: "Arm mode of the site",
} as const;

export const score = {
  none: "No published score yet: nobody has measured this kind on unseen films.",
  measured:
    "Measured on {{span}} of simulated film that nobody had looked at, with the detector “{{detector}}”: {{found}} of {{all}} found, {{wrong}} false (F1 {{f1}}).",
  brief: "{{found}} of {{all}} found, {{wrong}} false",
  poor: "How good it is on poor pictures",
  poorList: "F1 by picture, on fewer films (1.00: all found, nothing false; 0.00: nothing right): {{list}}.",
  hint: "Below each card: what it found and what it told wrongly, on simulated films that nobody had looked at.",
  noneBrief: "not measured yet",
  minutes: "{{count}} min",
  few: "Few events: take it as a hint.",
  otherDetector: "It was not measured with “{{detector}}”, which looks here.",
} as const;

export const poorPicture = {
  "as filmed": "as filmed",
  noise: "noise",
  blur: "blur",
  "low bit rate": "low bit rate",
  "low resolution": "half the resolution",
  "black and white": "black and white",
  night: "night",
} as const;

/** A place that nobody has named yet. */
export const placeName = {
  line: "Line {{number}}",
  zone: "Zone {{number}}",
  light: "Light {{number}}",
  mask: "Mask {{number}}",
} as const;
