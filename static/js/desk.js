// The administration keeps what is typed as every page does, and forgets what someone else left in this browser.
import { keepWhatIsTyped } from "./keeper.js";

keepWhatIsTyped(document);
