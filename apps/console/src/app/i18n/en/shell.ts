// English: the frame around every page, the account pages, words used everywhere.
export const common = {
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  delete: "Delete",
  retry: "Try again",
  loading: "Loading …",
  yes: "Yes",
  no: "No",
  more: "Show more",
  unreachable: "The server does not answer. It may be restarting; the page tries again by itself.",
  failed: "Something went wrong.",
  notFound: "There is nothing at this address.",
  toStart: "To the alarm desk",
} as const;

export const shell = {
  nav: "Main navigation",
  alarms: "Alarms",
  live: "Live",
  cameras: "Cameras",
  settings: "Settings",
  skip: "Skip to the content",
  account: "Account of {{name}}",
  signOut: "Sign out",
  language: "Language",
  switchLanguage: "Passer en français",
  connected: "Connected",
  connecting: "Connecting …",
  lost: "Connection lost",
  lostLong:
    "Connection to the server lost since {{time}}. What you see may be out of date; new alarms do not arrive here.",
  retryIn: "Next attempt in {{seconds}} s",
  retryNow: "Try now",
  serverProblems: "The server reports: {{reasons}}",
  cameraIs: "“{{name}}” is {{state}}: {{reason}}",
  soundOn: "Sound of alarms: on",
  soundOff: "Sound of alarms: off",
  soundWaits: "Sound of alarms: on; the browser plays it after your first click or key",
  titleOpen: "({{count}}) Vigie",
  siteTime: "Time at the site, {{zone}}",
} as const;

export const role = {
  administrator: "Administrator",
  operator: "Operator",
  viewer: "Viewer",
} as const;

export const account = {
  tagline: "The cameras you already own, watching for what matters.",
  signIn: "Sign in",
  email: "E-mail",
  password: "Password",
  name: "Your name",
  wrong: "E-mail or password is not right.",
  tooMany: "Too many attempts; wait a minute.",
  setupTitle: "Create the first administrator",
  setupText: "This link works once. There is no default password anywhere; choose one that only you know.",
  passwordHint: "At least 12 characters. A short sentence is easy to remember.",
  passwordShort: "A password has at least 12 characters.",
  emailBad: "This is not an e-mail address.",
  nameMissing: "Enter a name.",
  create: "Create and sign in",
  setupDone: "This server is already set up.",
  noToken: "This address has no set-up token. Open the whole link that the server printed when it started.",
  setupNeeded: "This server has no administrator yet. Open the set-up link that it printed when it started.",
} as const;
