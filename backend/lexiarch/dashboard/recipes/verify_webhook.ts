/** Verifies a webhook; https://www.standardwebhooks.com says how it is signed. */

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Rejects unless the message is from who knows the secret, and new. Names of headers in lower case, tolerance in seconds. */
export async function verify(
  secret: string, headers: Record<string, string>, body: Uint8Array, tolerance = 300,
): Promise<void> {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures = "" } = headers;
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age <= tolerance)) throw new Error("too old, or of the future");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(secret.replace(/^whsec_/, "")), algorithm, false, ["verify"]);
  const content = new Uint8Array([...new TextEncoder().encode(`${id}.${timestamp}.`), ...body]);
  for (const signature of signatures.split(" ")) {
    const [version, digest = ""] = signature.split(",");
    if (version === "v1" && (await crypto.subtle.verify("HMAC", key, bytesOf(digest), content))) return;
  }
  throw new Error("signed by somebody else");
}
