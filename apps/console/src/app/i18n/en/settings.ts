// English: settings of the site, people, detectors; names of classes.
export const settings = {
  title: "Settings",
  site: "Site",
  users: "Users",
  detectors: "Detectors",
  siteName: "Name of the site",
  timeZone: "Time zone of the site",
  noTimeZone: "No time zone of this name, such as Europe/Paris",
  retention: "Recordings are kept (days)",
  retentionNote:
    "1 to 30 whole days. In France, one month is the most that the internal security code allows (L252-5), and an authorisation may set less. Older recordings are really deleted.",
  cleanUp: "Clean-up",
  cleanUpText:
    "It runs by itself every hour. What a jump of the server's clock holds back is deleted only when you confirm it.",
  cleanUpNow: "Clean up now",
  cleanUpConfirm: "The clock is right: delete what is due",
  cleanUpDone: "Deleted: {{segments}} recordings ({{size}}), {{alarms}} alarms, {{events}} events.",
  saved: "Saved.",
  readOnly: "Only administrators change these.",
  addUser: "Add a user",
  removeUser: "Remove {{name}}",
  removeQuestion: "Remove {{name}}? Their sessions end at once.",
  removedUser: "{{name}} was removed.",
  addedUser: "{{name}} may sign in now.",
  roleHelp:
    "Administrators change everything; operators judge alarms; viewers look; a department reads figures and sees no picture.",
  role: "Role",
  nameOf: "Name",
  you: "you",
  usable: "Ready",
  unusable: "Not usable",
  best: "best here",
  licence: "Licence",
  origin: "Origin",
  sees_one: "tells {{count}} class apart",
  sees_other: "tells {{count}} classes apart",
  noDetectors: "This machine has no detector.",
  armModes: "Arm modes",
  armModesNote: "A scenario may watch only in some of them; operators switch them at the top of the page.",
  slots: "Analysis slots",
  slotsNote: "How many cameras may be analysed at once; empty when nothing limits it.",
  holidays: "Holidays of the site",
  holidaysNote: "They join the holidays of every calendar.",
} as const;

/** Detectors of the product itself. */
export const detectorName = {
  embedded: "built-in",
  motion: "motion only",
} as const;

export const detectorAbout = {
  embedded: "Made and trained with this product; tells people, bicycles and vehicles apart.",
  motion: "Part of the product; sees that something moves, not what it is.",
} as const;
