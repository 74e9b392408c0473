/* Starts the form editor: its configuration is config.json, its files are written by record-text.js. */

import { format } from "./record-text.js"

const { cms, keys } = await (await fetch("config.json")).json()
for (const [kind, tree] of Object.entries(keys)) {
  window.CMS.registerCustomFormat(kind, "yml", format(window.jsyaml, tree))
}
window.CMS.init({ config: cms })
