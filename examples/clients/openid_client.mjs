// Sign-in with npm's openid-client 6. Settings as JSON in the first argument; prints the address to send the
// visitor to, reads on standard input where they came back, and prints what was learned.
import * as client from "openid-client";
import { createInterface } from "node:readline/promises";

const { issuer, id, secret, redirectUri, scope } = JSON.parse(process.argv[2]);

// On https leave the last argument out.
const insecure = issuer.startsWith("http://") ? { execute: [client.allowInsecureRequests] } : undefined;
const config = await client.discovery(new URL(issuer), id, secret, undefined, insecure);

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const there = client.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope,
  state,
  nonce,
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
console.log(there.href);

const lines = createInterface({ input: process.stdin });
const back = new URL((await lines[Symbol.asyncIterator]().next()).value);
lines.close();
const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
let tokens = await client.authorizationCodeGrant(config, back, checks);
const claims = tokens.claims();
const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
let refreshed;
if (tokens.refresh_token) {
  tokens = await client.refreshTokenGrant(config, tokens.refresh_token);
  refreshed = tokens.claims();
  await client.tokenRevocation(config, tokens.refresh_token);
}
const leave = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token });
console.log(JSON.stringify({ claims, userinfo, refreshed, access: tokens.access_token, leave: leave.href }));
