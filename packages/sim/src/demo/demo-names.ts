// What the demo site's places are called in the other language of the product; English is in the scenes themselves.

const FRENCH: Readonly<Record<string, string>> = {
  "School street": "Rue de l’École",
  "Jules Ferry school, bus bay": "École Jules-Ferry, arrêt de car",
  "Bus bay": "Arrêt de car",
  "Car stopped in the bus bay": "Voiture sur l’arrêt de car",
  "Mill Lane": "Rue du Moulin",
  "One-way street, north end": "Sens unique, côté nord",
  Lane: "Chaussée",
  "Vehicle against the one-way street": "Véhicule à contresens",
  "Works yard": "Cour du dépôt",
  "Municipal depot, gate": "Dépôt municipal, portail",
  Yard: "Cour",
  "Somebody in the yard at night": "Quelqu’un dans la cour la nuit",
  "Market square": "Place du Marché",
  "Town hall, fountain side": "Mairie, côté fontaine",
  "Square centre": "Centre de la place",
  "More than two in the middle of the square": "Plus de deux au centre de la place",
  "Station junction": "Carrefour de la gare",
  "Station avenue, cycle path": "Avenue de la Gare, piste cyclable",
  "Main road": "Avenue",
  "Cycle path": "Piste cyclable",
  "Vehicles on the main road": "Véhicules sur l’avenue",
  "Bicycles on the cycle path": "Vélos sur la piste cyclable",
  "Library door": "Porte de la médiathèque",
  "Public library, car park": "Médiathèque, parking",
  "Door step": "Seuil",
  "Somebody hangs about at the door": "Quelqu’un s’attarde à la porte",
};

/** A name of the demo site in this language; any other name as it is. */
export function demoName(name: string, language: "en" | "fr"): string {
  return language === "fr" ? (FRENCH[name] ?? name) : name;
}
