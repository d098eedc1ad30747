/** Fields of forms: an input with its label, its hint and its error. */

let made = 0;

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Connects labels, hints and errors with their inputs, after a template was copied. */
export function wire(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>(".field")) {
    const control = field.querySelector<Control>("input, select, textarea");
    const error = field.querySelector<HTMLElement>(".error");
    const hint = field.querySelector<HTMLElement>(".hint");
    if (!control || !error) continue;
    const id = control.id || `field-${++made}`;
    control.id = id;
    error.id ||= `${id}-error`;
    if (hint) hint.id = `${id}-hint`;
    const label = field.querySelector("label");
    if (label && !label.contains(control)) label.htmlFor = id;
    control.setAttribute("aria-describedby", [hint?.id, error.id].filter(Boolean).join(" "));
  }
}

export function showError(field: HTMLElement, words: string): void {
  const error = field.querySelector<HTMLElement>(".error");
  const control = field.querySelector<Control>("input, select, textarea");
  if (error) error.textContent = words;
  if (error) error.hidden = !words;
  if (words) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}
