// Reads pages (a JSON object of them) and prints what html-validate finds wrong in each.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const require = createRequire(process.env.NODE_PATH + '/');
const { HtmlValidate, StaticConfigLoader } = require('html-validate');
const judge = new HtmlValidate(new StaticConfigLoader({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  elements: ['html5'],
}));
const found = {};
for (const [name, page] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  const { results } = await judge.validateString(page, `${name}.html`);
  found[name] = results.flatMap(r => r.messages.map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}
console.log(JSON.stringify(found));
