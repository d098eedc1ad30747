/** The browser's part: readable pages need none of it. Contract calls (viem) are a chunk of their own, loaded when needed. */
import { startLanguages } from "./page/languages";
import { startLive } from "./page/live";
import { startNotify } from "./page/notify";
import { startTimes } from "./page/times";
import { startMine } from "./wallet/mine";
import { startPanels } from "./wallet/panels";
import { startWalletButton } from "./wallet/button";

startLanguages();
startTimes();
startLive();
startPanels();
startMine();
startWalletButton();
startNotify();
if (document.getElementById("builder")) void import("./propose/start");
if (document.getElementById("credentials")) void import("./credentials/start").then(({ start }) => start());
if (document.getElementById("webhook")) void import("./webhooks/start").then(({ start }) => start());
if (document.getElementById("offer-form")) void import("./roll/start");
if (document.getElementById("session")) void import("./sign_in/page").then(({ start }) => start());
for (const place of document.querySelectorAll<HTMLElement>("[data-sign-in]")) void import("./sign_in/place").then(({ start }) => start(place));
if (document.getElementById("patterns")) void import("./patterns");
