import Module, { createRequire } from 'node:module';

/** Prints what loading the package by its name asks of other packages, and which of their files that loads. */
export interface Dependencies {
  /** Module names as the package writes them: `aws-cdk-lib/aws-ecr`, `constructs`. */
  readonly modules: readonly string[];
  /** Every file loaded that is not the package's own, in the order in which loading began. */
  readonly files: readonly string[];
}

type Load = (request: string, parent: { filename: string } | undefined, isMain: boolean) => unknown;

const load = createRequire(__filename);
const packageRoot = load.resolve('cdk-ecr-publishing/package.json').replace(/package\.json$/, '');
const modules = new Set<string>();

const loader = Module as unknown as { _load: Load };
const originalLoad = loader._load;
loader._load = (request, parent, isMain) => {
  if (parent && isOwn(parent.filename) && !request.startsWith('.')) modules.add(request);
  return originalLoad(request, parent, isMain);
};
const preloaded = new Set(Object.keys(load.cache));
load('cdk-ecr-publishing');

const files = Object.keys(load.cache).filter((file) => !preloaded.has(file) && !isOwn(file));
const dependencies: Dependencies = { modules: [...modules], files };
process.stdout.write(JSON.stringify(dependencies));

function isOwn(file: string): boolean {
  return file.startsWith(packageRoot) && !file.startsWith(`${packageRoot}node_modules`);
}
