/** htmx, as the global that the other scripts and the pages' attributes use. */
import htmx from "htmx.org";

Object.assign(window, { htmx });
