/** The offer that the page is about. It is kept nowhere but here. */
import type { SignedOffer } from "./offer";

let current: SignedOffer | null = null;

export function currentOffer(): SignedOffer | null {
  return current;
}

export function setOffer(signed: SignedOffer | null): void {
  current = signed;
}
