// French: settings of the site, people, detectors; names of classes.
export const settings = {
  title: "Réglages",
  site: "Site",
  users: "Utilisateurs",
  detectors: "Détecteurs",
  siteName: "Nom du site",
  timeZone: "Fuseau horaire du site",
  noTimeZone: "Aucun fuseau de ce nom, comme Europe/Paris",
  retention: "Conservation des enregistrements (jours)",
  retentionNote:
    "De 1 à 30 jours entiers. En France, un mois est le maximum que permet le code de la sécurité intérieure (L252-5), et une autorisation peut fixer moins. Les enregistrements plus anciens sont vraiment effacés.",
  cleanUp: "Nettoyage",
  cleanUpText:
    "Il se fait seul toutes les heures. Ce qu’un saut de l’horloge du serveur retient n’est supprimé qu’avec votre confirmation.",
  cleanUpNow: "Nettoyer maintenant",
  cleanUpConfirm: "L’horloge est juste : supprimer ce qui est échu",
  cleanUpDone: "Supprimés : {{segments}} enregistrements ({{size}}), {{alarms}} alarmes, {{events}} événements.",
  saved: "Enregistré.",
  readOnly: "Seuls les administrateurs les changent.",
  addUser: "Ajouter un utilisateur",
  removeUser: "Retirer {{name}}",
  removeQuestion: "Retirer {{name}} ? Ses sessions se terminent aussitôt.",
  removedUser: "{{name}} a été retiré.",
  addedUser: "{{name}} peut maintenant se connecter.",
  roleHelp:
    "Les administrateurs changent tout ; les opérateurs jugent les alarmes ; les lecteurs regardent ; un service lit les chiffres et ne voit aucune image.",
  role: "Rôle",
  nameOf: "Nom",
  you: "vous",
  usable: "Prêt",
  unusable: "Inutilisable",
  best: "le meilleur ici",
  licence: "Licence",
  origin: "Origine",
  sees_one: "distingue {{count}} classe",
  sees_other: "distingue {{count}} classes",
  noDetectors: "Cette machine n’a aucun détecteur.",
  armModes: "Modes d’armement",
  armModesNote: "Un scénario peut ne surveiller que dans certains ; les opérateurs les changent en haut de la page.",
  slots: "Places d’analyse",
  slotsNote: "Combien de caméras peuvent être analysées à la fois ; vide si rien ne limite.",
  holidays: "Jours fériés du site",
  holidaysNote: "Ils s’ajoutent à ceux de chaque calendrier.",
} as const;

/** Detectors of the product itself. */
export const detectorName = {
  embedded: "intégré",
  motion: "mouvement seul",
} as const;

export const detectorAbout = {
  embedded: "Fait et entraîné avec ce produit ; distingue personnes, vélos et véhicules.",
  motion: "Fait partie du produit ; voit que quelque chose bouge, pas ce que c’est.",
} as const;
