// A sentence that stands alone begins with a capital.
export function capitalised(sentence: string): string {
  const [first = "", ...rest] = sentence;
  return first.toLocaleUpperCase() + rest.join("");
}
