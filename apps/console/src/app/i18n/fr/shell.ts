// French: the frame around every page, the account pages, words used everywhere.
export const common = {
  save: "Enregistrer",
  cancel: "Annuler",
  close: "Fermer",
  delete: "Supprimer",
  retry: "Réessayer",
  loading: "Chargement…",
  yes: "Oui",
  no: "Non",
  more: "Afficher la suite",
  unreachable: "Le serveur ne répond pas. Il redémarre peut-être ; la page réessaie d’elle-même.",
  failed: "Une erreur s’est produite.",
  notFound: "Il n’y a rien à cette adresse.",
  toStart: "Vers le poste d’alarme",
  quoted: "« {{text}} »",
} as const;

export const shell = {
  nav: "Navigation principale",
  alarms: "Alarmes",
  live: "Direct",
  figures: "Chiffres",
  cameras: "Caméras",
  settings: "Réglages",
  skip: "Aller au contenu",
  account: "Compte de {{name}}",
  signOut: "Se déconnecter",
  language: "Langue",
  switchLanguage: "Switch to English",
  connected: "Connecté",
  connecting: "Connexion…",
  lost: "Connexion perdue",
  lostLong:
    "Connexion au serveur perdue depuis {{time}}. Ce que vous voyez n’est peut-être plus à jour ; les nouvelles alarmes n’arrivent plus ici.",
  retryIn: "Prochain essai dans {{seconds}} s",
  retryNow: "Essayer maintenant",
  serverProblems: "Le serveur signale : {{reasons}}",
  camerasAre_one: "{{names}}, état « {{state}} » : {{reason}}",
  camerasAre_other: "{{names}}, état « {{state}} » : {{reason}}",
  moreCameras: "{{count}} autres",
  moreScenarios_one: "{{count}} autre scénario",
  moreScenarios_other: "{{count}} autres scénarios",
  notWatching_one: "{{names}} ne surveille pas : {{reason}}.",
  notWatching_other: "{{names}} ne surveillent pas : {{reason}}.",
  soundOn: "Son des alarmes : activé",
  soundOff: "Son des alarmes : coupé",
  soundWaits: "Son des alarmes : activé ; le navigateur le jouera après votre premier clic ou votre première touche",
  titleOpen: "({{count}}) Vigie",
  siteTime: "Heure du site, {{zone}}",
} as const;

export const role = {
  administrator: "Administrateur",
  operator: "Opérateur",
  viewer: "Lecteur",
} as const;

export const account = {
  tagline: "Les caméras que vous avez déjà, attentives à ce qui compte.",
  signIn: "Se connecter",
  email: "Courriel",
  password: "Mot de passe",
  name: "Votre nom",
  wrong: "Le courriel ou le mot de passe n’est pas le bon.",
  tooMany: "Trop d’essais ; attendez une minute.",
  setupTitle: "Créer le premier administrateur",
  setupText:
    "Ce lien ne sert qu’une fois. Il n’existe aucun mot de passe par défaut ; choisissez-en un que vous seul connaissez.",
  passwordHint: "Au moins 12 caractères. Une courte phrase se retient bien.",
  passwordShort: "Un mot de passe a au moins 12 caractères.",
  emailBad: "Ce n’est pas une adresse de courriel.",
  nameMissing: "Saisissez un nom.",
  create: "Créer et se connecter",
  setupDone: "Ce serveur est déjà configuré.",
  noToken: "Cette adresse ne contient pas de jeton. Ouvrez le lien complet que le serveur a affiché à son démarrage.",
  setupNeeded:
    "Ce serveur n’a pas encore d’administrateur. Ouvrez le lien de configuration qu’il a affiché à son démarrage.",
} as const;
