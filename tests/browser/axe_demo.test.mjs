// D1 on the demo site; a file of its own, so that sites are judged side by side.
import { judge } from "./axe.mjs";

judge("demo-below");
