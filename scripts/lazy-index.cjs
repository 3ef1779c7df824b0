/**
 * Makes the built lib/index.js and lib/review/index.js load a file when one of their exports is first used, as
 * aws-cdk-lib does: a user of a repository only does not pay for builds, previews and GitHub, and the help of the command
 * line does not pay for the review.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

for (const file of ['index.js', 'review/index.js']) makeLazy(join(__dirname, '..', 'lib', file));

function makeLazy(path) {
  const built = readFileSync(path, 'utf8');
  const modules = [...built.matchAll(/^var (\w+) = require\(("[^"]+")\);$/gm)];
  if (modules.length === 0) throw new Error(`${path} must be as the compiler writes it, got no require`);
  const lazy = modules.reduce(
    (text, [line, name, file]) =>
      text
        .replace(line, `var ${name} = () => { const found = require(${file}); ${name} = () => found; return found; };`)
        .replaceAll(`return ${name}.`, `return ${name}().`),
    built,
  );
  // Node finds the names for `import { X }` in the text. A getter that it can't follow would hide its name, unless it
  // does not see whose getter it is: the list of `exports.X = void 0` above tells it then.
  writeFileSync(path, lazy.replaceAll(/defineProperty\(exports, ("\w+")/g, 'defineProperty(exports, (0, $1)'));
}
