// What pages gain when scripts run: each module finds its own elements and none is needed to use the site.
import { watchCounters } from "./counter.js";
import { focusErrors } from "./errors.js";
import { rankByButtons } from "./grid.js";
import { keepForms } from "./keep.js";
import { offerPrint } from "./print.js";
import { offerShare } from "./share.js";

watchCounters(document);
focusErrors(document);
rankByButtons(document);
keepForms(document);
offerPrint(document);
offerShare(document);
document.addEventListener("htmx:load", (event) => watchCounters(event.target));
