/* Starts the form editor: its configuration is config.json, its files are written by record-text.js, and the words that
 * Decap lacks, or has in the other written form, are words.json. */

import { format } from "./record-text.js";

const read = async (name) => (await fetch(name)).json();
const [{ cms, formats, models }, words] = await Promise.all([read("config.json"), read("words.json")]);

function put(phrases, [first, ...rest], said) {
  if (rest.length) put((phrases[first] ??= {}), rest, said);
  else phrases[first] = said;
}

const phrases = structuredClone(window.CMS.getLocale(cms.locale));
for (const [key, said] of Object.entries(words)) put(phrases, key.split("."), said[cms.locale.slice(0, 2)]);
window.CMS.registerLocale(cms.locale, phrases);

for (const [kind, model] of Object.entries(formats)) {
  window.CMS.registerCustomFormat(kind, "yml", format(window.jsyaml, model, models));
}
window.CMS.init({ config: cms });
