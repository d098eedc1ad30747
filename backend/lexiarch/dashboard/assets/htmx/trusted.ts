/**
 * The one place where text becomes elements. The pages' policy refuses text everywhere else (Trusted Types); htmx is bundled
 * with these in place of the browser's own, and the policy below is out of every other script's reach. What htmx parses is
 * what our own server answered: `selfRequestsOnly` in base.html.
 */
interface Policy { createHTML(text: string): string }
interface Factory { createPolicy(name: string, rules: Policy): Policy }

const trustedTypes = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = trustedTypes?.createPolicy("lexiarch-htmx", { createHTML: (text) => text });
const BrowsersParser = globalThis.DOMParser;

/** Stands for the browser's in htmx. */
export class DOMParser {
  parseFromString(text: string, type: DOMParserSupportedType): Document {
    return new BrowsersParser().parseFromString(policy ? policy.createHTML(text) : text, type);
  }
}

/** Stands for `Document.parseHTMLUnsafe` in htmx; without declarative shadow roots, which no page has. */
export function parseAnswer(text: string): Document {
  return new DOMParser().parseFromString(text, "text/html");
}
