// Small choices that this browser remembers; without storage they last as long as the page.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`vigie.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`vigie.${key}`, value);
  } catch {
    // Private windows may refuse; nothing else depends on it.
  }
}
