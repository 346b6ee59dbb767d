// Reads FHIR documents (a JSON object of them) and prints what an R4 validator not ours says.
const { Fhir } = require('fhir');
const bundles = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const fhir = new Fhir();
const found = {};
for (const [name, bundle] of Object.entries(bundles)) {
  const result = fhir.validate(bundle, { errorOnUnexpected: true });
  found[name] = result.messages.filter(m => m.severity === 'error' || m.severity === 'fatal');
  if (!result.valid && !found[name].length) found[name] = ['not valid'];
}
console.log(JSON.stringify(found));
