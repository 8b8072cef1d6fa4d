// English: thresholds, moving scenarios, analysis slots.
export const calibration = {
  title: "Verdicts and thresholds of “{{name}}”",
  prices_one: "What each alarm threshold costs, measured over {{count}} day",
  prices_other: "What each alarm threshold costs, measured over {{count}} days",
  threshold: "From score",
  alarms: "Alarms a day",
  false: "False a day",
  missed: "Missed",
  use: "Use",
  useAt: "Use {{score}} as the alarm threshold",
  used: "It alarms from {{score}} of 100 on.",
  inForce: "in force",
  noEvents: "No event was kept yet: there is nothing to measure a threshold by.",
  automatic: "Acting without a person",
  notAllowed: "Nothing may act without a person. Nothing in this version does; the permission is kept for later.",
  allowed: "From {{score}} of 100 on, allowed by {{name}}, {{time}}. Nothing in this version acts on it yet.",
  allow: "Allow from {{score}} on",
  takeBack: "Take it back",
} as const;

export const move = {
  title: "Move “{{name}}” to another camera",
  text: "The scenario and its drawing go to the other camera; look there whether the drawing fits its picture.",
  slotGoes: "Its analysis slot goes along: {{camera}} is not analysed any more.",
  slotStays_one:
    "{{count}} more scenario watches here, so {{camera}} keeps its analysis slot; the other camera needs one.",
  slotStays_other:
    "{{count}} more scenarios watch here, so {{camera}} keeps its analysis slot; the other camera needs one.",
  to: "To which camera",
  noOther: "There is no other camera.",
  go: "Move it",
  done: "“{{name}}” watches at {{camera}} now.",
  freed: "{{camera}} is not analysed any more.",
} as const;

export const slots = {
  used: "{{used}} of {{count}} analysis slots in use",
  full_one: "The only analysis slot is in use",
  full_other: "All {{count}} analysis slots are in use",
} as const;
