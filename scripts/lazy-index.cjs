/**
 * Makes the built lib/index.js load a file when one of its exports is first used, as aws-cdk-lib does: who needs a
 * repository only does not pay for builds, previews and GitHub.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const path = join(__dirname, '..', 'lib', 'index.js');
const built = readFileSync(path, 'utf8');
const modules = [...built.matchAll(/^var (\w+) = require\(("[^"]+")\);$/gm)];
if (modules.length === 0) throw new Error('lib/index.js must be as the compiler writes it, got no require');

const lazy = modules.reduce(
  (text, [line, name, file]) =>
    text.replace(line, `var ${name} = () => require(${file});`).replaceAll(`return ${name}.`, `return ${name}().`),
  built,
);
// Node finds the names for `import { X }` in the text. A getter that it can't follow would hide its name, unless it does
// not see whose getter it is: the list of `exports.X = void 0` above tells it then.
writeFileSync(path, lazy.replaceAll(/defineProperty\(exports, ("\w+")/g, 'defineProperty(exports, (0, $1)'));
