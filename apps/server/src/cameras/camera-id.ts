// Makes a camera's id from the name that a person gave it.

const MAX_LENGTH = 63;

/** Shape: lower-case letters, digits, hyphens; "camera" when the name has none of them; a number is added when it is taken. */
export function idFromName(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, "");
  const base = slug === "" ? "camera" : slug;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    const candidate = `${base.slice(0, MAX_LENGTH - 5).replace(/-+$/, "")}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
