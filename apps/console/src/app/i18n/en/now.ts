// English: what is counted at this moment; two people at once; closer looks.
export const now = {
  title: "Now",
  since: "since {{time}}",
  unknown: "Not known now: {{reason}}.",
  lost: "These figures are not renewed now: the server does not answer.",
  inside: "in {{place}}",
  inQueue: "in the queue",
  freeOf: "free of {{total}}",
  freeAtLeast: "or more free of {{total}}",
  spacesUnknown_one: "{{count}} not known yet",
  spacesUnknown_other: "{{count}} not known yet",
  minFree: "told below {{limit}} free",
  peak: "at most {{count}}",
  limit: "limit {{limit}}",
  waitLimit: "longest wait {{limit}}",
  toldFrom: "told from {{count}}",
  wait: "About {{wait}} to wait; {{rate}} a minute leave it.",
  waitUnknown: "The wait is not known yet: fewer than three were seen to leave.",
  seconds: "{{count}} s",
  minutes: "{{count}} min",
  perM2: "per square metre",
  onArea: "{{count}} on {{area}} m²",
  axles: "Axles",
  axlesUnknown: "not known",
  fromTo: "From \\ to",
  sum: "Sum",
} as const;

export const space = {
  free: "free",
  taken: "taken",
  unknown: "not known",
} as const;

export const meeting = {
  title: "Somebody else has changed {{names}} meanwhile",
  titlePlain: "Somebody else has changed this meanwhile",
  text: "Yours is not stored yet and nothing of it is lost. Take theirs, or keep yours and store it over theirs.",
  theirs: "Load theirs",
  mine: "Keep mine",
  bothKept: "Somebody else has changed this camera meanwhile; theirs and yours are both kept.",
} as const;

export const closer = {
  label: "Closer looks at small things that move",
  text: "Where something small moves, that part of the picture is shown to the detector once more, enlarged. It costs up to twice the analysis: this machine watches fewer cameras with it. Off is right where nothing is small or far. The structures of “Work at a height” are looked at closer either way.",
  helps:
    "Measured with {{detector}} on drawn boxes of three clips, share found right (F1): persons {{person}}, vehicles {{vehicle}}. It helps with this detector.",
  hurts:
    "Measured with {{detector}} on drawn boxes of three clips, share found right (F1): persons {{person}}, vehicles {{vehicle}}. It makes this detector worse: leave it off.",
  unmeasured:
    "It was not measured with {{detector}}. With yolox-nano vehicles went from 0.77 to 0.85, with picodet-s-416 from 0.84 to 0.86, with embedded down from 0.65 to 0.61.",
  useless: "{{detector}} has no use for it.",
} as const;
