/** Texts stand in English where they are used, marked for translation. */

/** `text` in the page's language, with `{name}` replaced by the values. */
export function t(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
