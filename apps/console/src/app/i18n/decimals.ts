// How a language writes and reads the fraction of a number in an input; the point is always understood.
export function decimals(language: string): { decimalSeparator: string; allowedDecimalSeparators: string[] } {
  return { decimalSeparator: language === "fr" ? "," : ".", allowedDecimalSeparators: [",", "."] };
}
