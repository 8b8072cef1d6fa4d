// English: what a scenario would have found in the stored past.
export const preview = {
  title: "What it would have found",
  period: "Period that is asked",
  "1h": "1 h",
  "24h": "24 h",
  "7d": "7 days",
  "30d": "30 days",
  asking: "Asking the stored past …",
  left: "Asking the stored past, {{span}} left",
  cancelled: "Cancelled.",
  pictureOnly:
    "This is judged from the picture itself; no picture of the past is kept for that, so the past cannot be asked. It judges what it sees from its start on.",
  conceptOnly:
    "Only a model that has learnt it sees this: what there was of it in the past is not known, and the past cannot be asked.",
  incomplete: "As soon as the place is drawn, this shows what would have been found in the last hours.",
  needsPlane: "As soon as the ground is measured, this shows what would have been found in the last hours.",
  alarms_one: "alarm",
  alarms_other: "alarms",
  records_one: "entry in the register",
  records_other: "entries in the register",
  analysed: "in {{span}} that were analysed",
  perDay: "about {{number}} a day",
  guess: "too little for more than a guess: {{number}} a day",
  strip_one: "{{count}} event between {{from}} and {{to}}",
  strip_other: "{{count}} events between {{from}} and {{to}}",
  unknown: "Nothing is known from {{from}} to {{to}}",
  bar: "{{time}}: {{count}}",
  tooShort: "Nothing as long as {{span}} was analysed yet: what takes that long could not have been found.",
  nothingKept: "No tracks are kept for this period: nothing is known, which is not the same as nothing happened.",
  since: "Tracks are kept since {{time}}; nothing is known before (hatched).",
  holes: "Nothing is known where it is hatched: the camera was not analysed then.",
  whole: "The whole period was analysed.",
  most: "The newest {{count}} are shown one by one.",
  armModes:
    "It is not known in which mode the site was: every hour is counted as if it had watched. It will watch only in: {{modes}}; expect fewer.",
  closer:
    "While it watches, the detector looks closer at this place, if it is no higher than a third of the picture. Before it was there nobody did: expect that it finds more.",
  knownObjects_one: "The object that is known at this camera is counted here; when it watches, it is left out.",
  knownObjects_other:
    "The {{count}} objects that are known at this camera are counted here; when it watches, they are left out.",
  listHint: "Choose one to see on the picture where it was.",
  firstOf: "The newest {{shown}} of {{count}}.",
} as const;

export const price = {
  guess: "a guess, from less than an hour",
  recordsPerDay: "recorded: about {{number}} a day",
  alarmsPerDay: "alarms: about {{number}} a day",
} as const;
