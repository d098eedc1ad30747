/** Elements, and buttons that do something. */

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A time in the reader's form; {@link localise} writes it. */
export function time(seconds: number): HTMLTimeElement {
  const made = element("time", { dateTime: new Date(seconds * 1000).toISOString() });
  made.dataset["form"] = "absolute";
  return made;
}

/** A button that is off while it works; what fails goes to `say`. */
export function button(words: string, testId: string, work: () => Promise<void>, say: (words: string) => void): HTMLButtonElement {
  const made = element("button", { type: "button", className: "button quiet" }, words);
  made.dataset["testid"] = testId;
  made.addEventListener("click", async () => {
    made.disabled = true;
    say("");
    try { await work(); } catch (error) { say(error instanceof Error ? error.message : String(error)); } finally { made.disabled = false; }
  });
  return made;
}
