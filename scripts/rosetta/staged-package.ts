import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The folder of the copy. Other packages are found in the node_modules above it. */
export const stage = join(root, 'dist/rosetta');

/** The built package without its sources, as users install it. */
export const stagedPackage = join(stage, 'node_modules/cdk-ecr-publishing');

interface Assembly {
  readonly name: string;
}

/**
 * Copies the built package, with a submodule for each page. Rosetta reads the README of a package and those of its
 * submodules, and its messages name the submodule.
 */
export function stagePackage(): void {
  rmSync(stage, { recursive: true, force: true });
  for (const path of ['package.json', 'rosetta', 'lib']) {
    cpSync(join(root, path), join(stagedPackage, path), { recursive: true, filter: isCopied });
  }
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly;
  const submodules = pages().map((page) => {
    const markdown = readFileSync(join(root, page), 'utf8');
    return [`${assembly.name}.${page}`, { readme: { markdown } }];
  });
  const withPages = { ...assembly, submodules: Object.fromEntries(submodules) as object };
  writeFileSync(join(stagedPackage, '.jsii'), JSON.stringify(withPages));
}

function isCopied(path: string): boolean {
  return statSync(path).isDirectory() || !/(?<!\.d)\.ts$/.test(path);
}

/** The pages other than the README, which is part of the package. The reference of the API shows signatures, not snippets. */
function pages(): string[] {
  return ['docs', 'examples']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.md') && !/node_modules|cdk\.out|^docs\/api\//.test(path))
    .sort();
}
