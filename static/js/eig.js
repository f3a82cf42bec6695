// What pages gain when scripts run: each module finds its own elements and none is needed to use the site.
import { followConditions } from "./conditions.js";
import { watchCounters } from "./counter.js";
import { focusErrors } from "./errors.js";
import { rankByButtons } from "./grid.js";
import { keepWhatIsTyped } from "./keeper.js";
import { offerPrint } from "./print.js";
import { offerShare } from "./share.js";
import { suggestSkills } from "./skills.js";
import { showUploads } from "./upload.js";

function enhance(root) {
  watchCounters(root);
  followConditions(root);
  focusErrors(root);
  rankByButtons(root);
  offerPrint(root);
  offerShare(root);
  keepWhatIsTyped(root);
  suggestSkills(root);
  showUploads(root, enhance);
}

enhance(document);
document.addEventListener("htmx:load", (event) => watchCounters(event.target));
