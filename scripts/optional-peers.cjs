/**
 * Removes optional peers from the built .jsii. jsii does not know optional ones, so every other language would install
 * cdk-nag with this package. Go could not do that, because cdk-nag 3 does not exist there. The public API has no type of it.
 */
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { peerDependenciesMeta } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));

for (const [name, { optional }] of Object.entries(peerDependenciesMeta)) {
  if (!optional) continue;
  if (JSON.stringify(assembly.types).includes(`"fqn":"${name}.`)) {
    throw new Error(`${name} must not be optional: the public API has types of it`);
  }
  delete assembly.dependencies[name];
  delete assembly.dependencyClosure[name];
}

// The fingerprint says which API this is, so it is computed again, in the way of jsii.
delete assembly.fingerprint;
const fingerprint = createHash('sha256').update(JSON.stringify(assembly)).digest('base64');
writeFileSync(join(root, '.jsii'), JSON.stringify({ ...assembly, fingerprint }, null, 2));
