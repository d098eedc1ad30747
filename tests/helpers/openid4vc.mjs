// A wallet of other makers: OpenID4VCI and OpenID4VP by @openid4vc, SD-JWT by @sd-jwt. Says what it got as JSON.
import { createHash, randomBytes, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { clientAuthenticationAnonymous, setGlobalConfig } from "@openid4vc/oauth2";
import { Openid4vciClient } from "@openid4vc/openid4vci";
import { Openid4vpClient } from "@openid4vc/openid4vp";
import { SDJwtInstance } from "@sd-jwt/core";

setGlobalConfig({ allowInsecureUrls: true }); // the service listens on this machine

const EC = { name: "ECDSA", namedCurve: "P-256" };
const ES256 = { name: "ECDSA", hash: "SHA-256" };
const b64 = (data) => Buffer.from(data).toString("base64url");
const hash = (data, alg) => new Uint8Array(createHash(String(alg).replace("-", "")).update(data).digest());

async function newKey() {
  const pair = await webcrypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  return webcrypto.subtle.exportKey("jwk", pair.privateKey);
}

const publicOf = ({ kty, crv, x, y }) => ({ kty, crv, x, y });

async function sign(text, jwk) {
  const key = await webcrypto.subtle.importKey("jwk", jwk, EC, false, ["sign"]);
  return b64(await webcrypto.subtle.sign(ES256, key, Buffer.from(text)));
}

async function isSigned(text, signature, jwk) {
  const key = await webcrypto.subtle.importKey("jwk", publicOf(jwk), EC, false, ["verify"]);
  return webcrypto.subtle.verify(ES256, key, Buffer.from(signature, "base64url"), Buffer.from(text));
}

function callbacks(keys) {
  return {
    fetch,
    hash,
    generateRandom: (length) => new Uint8Array(randomBytes(length)),
    clientAuthentication: clientAuthenticationAnonymous(),
    signJwt: async (signer, { header, payload }) => {
      const jwk = keys.find((each) => each.x === signer.publicJwk.x);
      const text = `${b64(JSON.stringify(header))}.${b64(JSON.stringify(payload))}`;
      return { jwt: `${text}.${await sign(text, jwk)}`, signerJwk: publicOf(jwk) };
    },
    verifyJwt: () => ({ verified: false }),
    decryptJwe: () => ({ decrypted: false }),
    encryptJwe: () => Promise.reject(new Error("nothing is encrypted here")),
  };
}

function sdJwt(issuerKeys, holderKey) {
  return new SDJwtInstance({
    hasher: hash,
    hashAlg: "sha-256",
    saltGenerator: (length) => randomBytes(length).toString("hex"),
    verifier: async (text, signature) => (await Promise.all(issuerKeys.map((key) => isSigned(text, signature, key)))).includes(true),
    kbSigner: holderKey && ((text) => sign(text, holderKey)),
    kbSignAlg: "ES256",
  });
}

async function fetchCredentials({ offer, txCode, number, configuration }) {
  const keys = await Promise.all(Array.from({ length: number }, newKey));
  const client = new Openid4vciClient({ callbacks: callbacks(keys) });
  const credentialOffer = await client.resolveCredentialOffer(offer);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, txCode: txCode ?? undefined });
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
  const jwt = [];
  for (const key of keys) {
    const signer = { method: "jwk", publicJwk: publicOf(key), alg: "ES256" };
    jwt.push((await client.createCredentialRequestJwtProof({ issuerMetadata, credentialConfigurationId: configuration, nonce, signer })).jwt);
  }
  const { credentialResponse } = await client.retrieveCredentials({ accessToken: accessTokenResponse.access_token, issuerMetadata, credentialConfigurationId: configuration, proofs: { jwt } });
  return { credentials: credentialResponse.credentials.map((each) => each.credential), keys, offered: credentialOffer.credential_configuration_ids };
}

async function readCredential({ credential, issuerKeys }) {
  const reader = sdJwt(issuerKeys);
  const { payload } = await reader.verify(credential);
  return { payload, keys: await reader.presentableKeys(credential) };
}

async function presentCredential({ link, credential, issuerKeys, key }) {
  const client = new Openid4vpClient({ callbacks: callbacks([key]) });
  const params = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link });
  const { authorizationRequestPayload: request, client: verifier, dcql } = await client.resolveOpenId4vpAuthorizationRequest({ authorizationRequestPayload: params.params });
  const query = (dcql?.query ?? request.dcql_query).credentials[0];
  const frame = Object.fromEntries((query.claims ?? []).map(({ path }) => [path[0], true]));
  const shown = await sdJwt(issuerKeys, key).present(credential, frame, { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: request.client_id, nonce: request.nonce } } });
  const made = await client.createOpenid4vpAuthorizationResponse({ authorizationRequestPayload: request, authorizationResponsePayload: { vp_token: { [query.id]: [shown] } } });
  const { response } = await client.submitOpenid4vpAuthorizationResponse({ authorizationRequestPayload: request, authorizationResponsePayload: made.authorizationResponsePayload });
  return { status: response.status, prefix: verifier.prefix, vct: query.meta.vct_values };
}

const commands = { fetch: fetchCredentials, read: readCredential, present: presentCredential };
const { command, ...what } = JSON.parse(readFileSync(0, "utf8"));
try {
  console.log(JSON.stringify(await commands[command](what)));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message ?? error), response: error.response?.credentialErrorResponseResult?.data ?? error.errorResponse }));
}
