// What pages gain when scripts run: each module finds its own elements and none is needed to use the site.
import { watchCounters } from "./counter.js";
import { focusErrors } from "./errors.js";
import { offerPrint } from "./print.js";

watchCounters(document);
focusErrors(document);
offerPrint(document);
document.addEventListener("htmx:load", (event) => watchCounters(event.target));
