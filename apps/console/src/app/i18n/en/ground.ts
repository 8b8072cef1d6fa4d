// English: measuring the ground in the picture.
export const ground = {
  needed: "This needs metres: measure the ground in the picture first.",
  helps: "It judges better once the ground is measured in the picture.",
  measure: "Measure the ground",
} as const;
