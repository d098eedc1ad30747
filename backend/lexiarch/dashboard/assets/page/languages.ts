/** The choice of language leads back to where the reader is, and what is fetched comes in the language of the page. */
import { spoken } from "./language";

export function startLanguages(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    Object.assign((event as CustomEvent<{ headers: Record<string, string> }>).detail.headers, spoken);
  });
  document.querySelector<HTMLFormElement>("form.languages")?.addEventListener("submit", (event) => {
    const back = (event.currentTarget as HTMLFormElement).elements.namedItem("back");
    if (back instanceof HTMLInputElement) back.value = location.pathname + location.search;
  });
}
