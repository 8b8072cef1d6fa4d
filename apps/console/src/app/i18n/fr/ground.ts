// French: measuring the ground in the picture.
export const ground = {
  needed: "Il faut des mètres : mesurez d’abord le sol dans l’image.",
  helps: "Il juge mieux quand le sol est mesuré dans l’image.",
  measure: "Mesurer le sol",
} as const;
