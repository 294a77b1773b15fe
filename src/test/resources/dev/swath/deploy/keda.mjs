// Holds manifests against KEDA's schema, and against its types for fields that the schema does not know.
//
//   node keda.mjs MODULES MANIFESTS     where MANIFESTS is a JSON file of an array; each finding is a line
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , modules, file] = process.argv;
const folder = `${modules}/@kubernetes-models/keda/keda.sh/v1alpha1`;
const kinds = { ScaledObject: 'ScaledObjectSpec', TriggerAuthentication: 'TriggerAuthenticationSpec' };
const parts = { triggers: 'ScaleTriggers', scaleTargetRef: 'ScaleTarget', fallback: 'Fallback', secretTargetRef: 'AuthTargetRef' };

function unknown(object, type) {
  const known = readFileSync(`${folder}/${type}.d.ts`, 'utf8');
  return Object.entries(object).flatMap(([key, value]) => {
    if (!known.includes(`"${key}"`)) return [`${type} has no field ${key}`];
    return key in parts ? [value].flat().flatMap(part => unknown(part, parts[key])) : [];
  });
}

for (const manifest of JSON.parse(readFileSync(file, 'utf8'))) {
  const model = await import(pathToFileURL(`${folder}/${manifest.kind}.js`));
  try {
    new model[manifest.kind](manifest).validate();
  } catch (failure) {
    console.log(`${manifest.kind} ${manifest.metadata.name}: ${failure.message}`);
  }
  for (const finding of unknown(manifest.spec, kinds[manifest.kind])) {
    console.log(`${manifest.kind} ${manifest.metadata.name}: ${finding}`);
  }
}
