/* Starts the form editor: its configuration is config.json, its files are written by record-text.js. */

import { format } from "./record-text.js";

const { cms, formats, models } = await (await fetch("config.json")).json();
for (const [kind, model] of Object.entries(formats)) {
  window.CMS.registerCustomFormat(kind, "yml", format(window.jsyaml, model, models));
}
window.CMS.init({ config: cms });
