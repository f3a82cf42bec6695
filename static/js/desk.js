// The administration keeps what is typed as every page does, and forgets what someone else left in this browser.
import { focusErrors } from "./errors.js";
import { keepWhatIsTyped } from "./keeper.js";

focusErrors(document);
keepWhatIsTyped(document);
