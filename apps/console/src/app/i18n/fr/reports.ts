// French: sentences of the server that carry figures or names of their own, and those that come without a code.
import { className } from "./class-names.ts";

type Sentence = readonly [RegExp, string | ((...groups: string[]) => string)];

/** Names of classes in a list of the server's, in French; names that only a model knows stay as the model has them. */
function classesIn(list: string): string {
  const names = list.split(/, | and | or /).map((name) => {
    const more = /^(\d+) more$/.exec(name)?.[1];
    if (more !== undefined) return `${more} autres`;
    if (name === "nothing") return "rien";
    const known: Readonly<Record<string, string>> = className;
    return known[name]?.replace(/ \(.*\)$/, "") ?? `« ${name} »`;
  });
  return new Intl.ListFormat("fr").format(names);
}

/** Of a camera: each stands for the code's own sentence, and says the figures as well. */
const OF_CAMERAS: readonly Sentence[] = [
  [
    /^This machine is too slow for what is asked: about (\d+) % of the pictures that should be analysed are left out; .*$/,
    "La machine ne suit pas : environ $1 % des images à analyser sont écartées ; analysez moins d’images par seconde, prenez un détecteur plus léger, ou surveillez moins de caméras.",
  ],
  [
    /^The stream is damaged: about (\d+) % of its pictures; .*$/,
    "Le flux est abîmé : environ $1 % de ses images ; voyez le réseau ou le fichier.",
  ],
  [
    /^It has brought its worker down (\d+) times \((.+)\) and was set aside; .*$/,
    "La caméra a fait tomber son processus $1 fois ($2) ; elle est mise à l’écart : enregistrez-la de nouveau pour réessayer.",
  ],
  [
    /^No answer from (.+) within (\d+) s: .*$/,
    "Pas de réponse de $1 en $2 s : la caméra est éteinte, ailleurs, ou derrière un pare-feu.",
  ],
  [/^(.+) refuses the connection: .*$/, "$1 refuse la connexion : rien n’écoute à ce port."],
  [/^The name in (.+) cannot be resolved to an address\.$/, "Le nom dans $1 ne mène à aucune adresse."],
  [/^(.+) cannot be reached over the network \((.+)\)\.$/, "$1 est injoignable par le réseau ($2)."],
  [
    /^The camera at (.+) does not accept this user name and password\.$/,
    "La caméra à $1 refuse cet utilisateur ou ce mot de passe.",
  ],
  [
    /^The camera at (.+) forbids this address to this user \(403\)\.$/,
    "La caméra à $1 interdit cette adresse à cet utilisateur (403).",
  ],
  [/^The camera at (.+) has no stream under this path \(404\)\.$/, "La caméra à $1 n’a pas de flux à ce chemin (404)."],
  [/^The camera at (.+) answers the request with an error of its own\.$/, "La caméra à $1 répond par une erreur."],
  [/^The camera at (.+) closed the connection\.$/, "La caméra à $1 a coupé la connexion."],
  [
    /^The camera at (.+) is connected but sent nothing for (\d+) s\.$/,
    "La caméra à $1 est connectée mais n’envoie rien depuis $2 s.",
  ],
  [
    /^What answers at (.+) is not a video stream that can be read\.$/,
    "Ce qui répond à $1 n’est pas un flux vidéo lisible.",
  ],
  [/^(.+) hung up or does not speak RTSP\.$/, "$1 a raccroché ou ne parle pas RTSP."],
  [/^The connection to the camera at (.+) failed \((.+)\)\.$/, "La connexion à la caméra à $1 a échoué ($2)."],
];

/** Why a camera learns its view anew. */
const OF_MEMORY: readonly Sentence[] = [
  [
    /^The camera's picture has another size than the one it has learnt with; .*$/,
    "L’image de la caméra a une autre taille que celle de son apprentissage ; elle réapprend sa vue.",
  ],
  [
    /^The camera's source or masks are not those it has learnt with; .*$/,
    "La source ou les masques de la caméra ont changé ; elle réapprend sa vue.",
  ],
  [
    /^The camera was not watched for more than two hours; .*$/,
    "La caméra n’a pas été regardée pendant plus de deux heures ; elle réapprend sa vue.",
  ],
  [
    /^What the camera had learnt was written by another version; .*$/,
    "Ce que la caméra avait appris vient d’une autre version ; elle réapprend sa vue.",
  ],
  [
    /^What the camera had learnt cannot be read; .*$/,
    "Ce que la caméra avait appris est illisible ; elle réapprend sa vue.",
  ],
];

/** Why a scenario does not watch; half-sentences. */
const OF_SCENARIOS: readonly Sentence[] = [
  [
    /^the detector cannot see (.+?); it sees (.+?)(; the other ticked classes are watched)?$/,
    (_, missing = "", seen = "", still = "") =>
      `le détecteur ne sait pas voir : ${classesIn(missing)} ; il voit : ${classesIn(seen)}${still && " ; le reste de ce qui est coché est surveillé"}`,
  ],
  [
    /^it needs a model that has learnt (.+); register one$/,
    (_, names = "") =>
      `il faut un modèle qui a appris ${names.replaceAll(/"([^"]*)"/g, "« $1 »").replaceAll(" and ", " et ")} ; enregistrez-en un`,
  ],
  [
    /^.+ needs the camera's ground plane; measure at least four points on the ground$/,
    "il faut le plan du sol de la caméra ; mesurez au moins quatre points au sol",
  ],
  [
    /^(.+) (?:lies|reaches) beyond the ground that was measured.*$/,
    "« $1 » va au-delà du sol mesuré ; mesurez plus loin",
  ],
  [
    /^(.+) covers less than one square metre of ground; .*$/,
    "« $1 » fait moins d’un mètre carré au sol ; il faut une zone plus grande",
  ],
  [/^its time is over$/, "son temps est écoulé"],
  [/^the camera is not analysed now.*$/, "la caméra n’est pas analysée maintenant"],
  [/^analysis of this camera is switched off$/, "l’analyse de cette caméra est éteinte"],
  [/^its first picture is being waited for$/, "sa première image est attendue"],
  [/^it rests outside its watching hours$/, "il se repose hors de ses heures"],
  [/^whether these spaces are free is not known yet: (.+)$/, "on ne sait pas encore si ces places sont libres : $1"],
  [/^the camera is switched off$/, "la caméra est éteinte"],
  [/^the camera shows nothing(: .*)?$/, "la caméra ne montre rien"],
  [/^the camera's picture is black$/, "l’image de la caméra est noire"],
  [/^the camera is covered$/, "la caméra est masquée"],
  [/^a part of the camera's view is covered$/, "une partie de la vue de la caméra est masquée"],
  [
    /^the camera no longer shows the view that it was set up for$/,
    "la caméra ne montre plus la vue pour laquelle elle a été réglée",
  ],
  [/^the camera's picture is blurred$/, "l’image de la caméra est floue"],
  [/^the camera's picture stands still$/, "l’image de la caméra est figée"],
  [
    /^no lit lamp was recognised in the circled light for more than two minutes: .*$/,
    "aucune lampe allumée n’est reconnue dans le feu entouré depuis plus de deux minutes : quelque chose le cache, ou il est éteint",
  ],
  [
    /^no lit lamp was recognised in the circled light yet$/,
    "aucune lampe allumée n’a encore été reconnue dans le feu entouré",
  ],
  [
    /^the allowed direction has no length; .*$/,
    "le sens autorisé n’a pas de longueur ; tracez-le par deux clics éloignés l’un de l’autre",
  ],
  [
    /^it has seen the place only for seconds, and is learning what belongs to it$/,
    "il ne voit l’endroit que depuis quelques secondes, et apprend ce qui en fait partie",
  ],
  [/^it judges from the picture itself, and none is given to it$/, "il juge sur l’image elle-même, et n’en reçoit pas"],
  [/^it has not yet seen the bin empty$/, "il n’a pas encore vu le bac vide"],
  [/^it has not yet seen how the place usually looks$/, "il n’a pas encore vu l’aspect habituel de l’endroit"],
  [/^it has not yet seen how the place looks open$/, "il n’a pas encore vu l’endroit ouvert"],
  [/^it has not yet seen how the place looks closed$/, "il n’a pas encore vu l’endroit fermé"],
  [
    /^by day a light cannot be told; give it the hours of the dark$/,
    "de jour, une lumière ne se distingue pas ; donnez-lui les heures de nuit",
  ],
  [
    /^the zone leaves nothing around it to compare with; draw it close around the light$/,
    "la zone ne laisse rien autour d’elle à quoi comparer ; tracez-la au plus près de la lumière",
  ],
  [
    /^something has hidden the place for more than two minutes$/,
    "quelque chose cache l’endroit depuis plus de deux minutes",
  ],
  [
    /^this build has no rule for scenarios of kind (.+)$/,
    "cette version n’a pas de règle pour ce genre de scénario ($1)",
  ],
];

const OF_THE_SERVER: readonly Sentence[] = [
  [
    /^The field "timeZone" must be an IANA name such as Europe\/Paris; "(.+)" is not known\.$/,
    "Le fuseau horaire doit porter un nom IANA comme Europe/Paris ; « $1 » n’est pas connu.",
  ],
  [/^The store does not answer\.$/, "La base de données ne répond pas."],
  [
    /^The database does not answer; .*$/,
    "La base de données ne répond pas ; l’enregistrement et l’analyse continuent, et ce qu’ils trouvent est gardé dès son retour.",
  ],
  [/^The data folder cannot be read\.$/, "Le dossier des données est illisible."],
  [/^The camera's stream was interrupted\.$/, "Le flux de la caméra a été interrompu."],
  [/^Only (\d+) MB are free in the data folder\.$/, "Il ne reste que $1 Mo dans le dossier des données."],
  [
    /^(\d+) files whose time is over could not be deleted; .*$/,
    "$1 fichiers dont le temps est écoulé n’ont pas pu être supprimés ; un nouvel essai est fait chaque heure.",
  ],
  [
    /^Only (\d+) alarms were judged; from (\d+) on a score says how often it is right\.$/,
    "$1 alarmes seulement ont été jugées ; à partir de $2, un score dit à quelle fréquence il est juste.",
  ],
];

export const frenchReports: readonly Sentence[] = [...OF_SCENARIOS, ...OF_THE_SERVER, ...OF_MEMORY, ...OF_CAMERAS];
