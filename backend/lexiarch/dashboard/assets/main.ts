/** The browser's part: readable pages need none of it. Contract calls (viem) are a chunk of their own, loaded when needed. */
import { startLive } from "./page/live";
import { startTimes } from "./page/times";
import { startMine } from "./wallet/mine";
import { startPanels } from "./wallet/panels";
import { startWalletButton } from "./wallet/button";

startTimes();
startLive();
startPanels();
startMine();
startWalletButton();
if (document.getElementById("builder")) void import("./propose/start");
if (document.getElementById("patterns")) void import("./patterns");
