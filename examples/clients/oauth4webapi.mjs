// Sign-in of a client that can keep no secret, with npm's oauth4webapi 3. Arguments and output as openid_client.mjs.
import * as oauth from "oauth4webapi";
import { createInterface } from "node:readline/promises";

const { issuer: address, id, redirectUri, scope } = JSON.parse(process.argv[2]);
const issuer = new URL(address);
const options = { [oauth.allowInsecureRequests]: issuer.protocol === "http:" }; // on https leave it out

const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
const client = { client_id: id, id_token_signed_response_alg: "ES256" };

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const nonce = oauth.generateRandomNonce();
const there = new URL(server.authorization_endpoint);
there.search = new URLSearchParams({
  client_id: id,
  redirect_uri: redirectUri,
  response_type: "code",
  scope,
  state,
  nonce,
  max_age: "3600",
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
}).toString();
console.log(there.href);

const lines = createInterface({ input: process.stdin });
const back = new URL((await lines[Symbol.asyncIterator]().next()).value);
lines.close();
const answer = oauth.validateAuthResponse(server, client, back, state);
const response = await oauth.authorizationCodeGrantRequest(
  server,
  client,
  oauth.None(),
  answer,
  redirectUri,
  verifier,
  options,
);
const expected = { expectedNonce: nonce, maxAge: 3600, requireIdToken: true };
const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, expected);
await oauth.validateApplicationLevelSignature(server, response, options);
const claims = oauth.getValidatedIdTokenClaims(tokens);
const told = await oauth.userInfoRequest(server, client, tokens.access_token, options);
const userinfo = await oauth.processUserInfoResponse(server, client, claims.sub, told);
console.log(JSON.stringify({ claims, userinfo, access: tokens.access_token }));
