import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type App } from 'aws-cdk-lib';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import ts from 'typescript';
import { readConfig } from '../lib/app/config';
import { addRegistryStacks } from '../lib/app/registry-stacks';
import { regionServices } from '../lib/private/aws/region-service';
import { newApp } from './synthesis';

/** A partition with its Regions. */
export interface Place {
  readonly partition: string;
  readonly regions: readonly string[];
}

const awsRegion = /\b(?:us|eu)-(?:east|west)-\d\b/g;

/** The Regions that an example names. */
export function regionsOf(name: string): readonly string[] {
  const folder = exampleFolder(name);
  const texts = sourcesIn(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.flatMap((text) => text.match(awsRegion) ?? []))];
}

/** Synthesizes an example whose Regions and ARNs were replaced, as a user of another partition does it. */
export function synthesizeMoved(name: string, { partition, regions }: Place): CloudAssembly {
  const folder = mkdtempSync(join(tmpdir(), 'moved-example-'));
  try {
    cpSync(exampleFolder(name), folder, { recursive: true });
    const before = regionsOf(name);
    for (const file of sourcesIn(folder).map((one) => join(folder, one))) {
      const text = readFileSync(file, 'utf8').replaceAll('arn:aws:', `arn:${partition}:`);
      writeFileSync(
        file,
        text.replaceAll(awsRegion, (region) => regions[before.indexOf(region)] ?? region),
      );
    }
    // The examples are about names, so the services that a partition lacks do not matter here.
    const lacking = Object.keys(regionServices.lacking);
    const app = newApp({ context: { ...featureFlags, 'cdk-ecr-publishing:availableServices': lacking } });
    add(app, folder);
    return app.synth();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function exampleFolder(name: string): string {
  return join(__dirname, '../examples', name);
}

function sourcesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.(ts|yaml)$/.test(file));
}

/** Adds an example to an app by the function that its `app.ts` calls, or by its config. */
function add(app: App, folder: string): void {
  if (!existsSync(join(folder, 'app.ts'))) {
    addRegistryStacks(app, readConfig(join(folder, 'ecr-publishing.yaml')));
    return;
  }
  const [, name = '', path = ''] =
    /import \{ (add\w+) \} from '(\.\/[\w-]+)'/.exec(readFileSync(join(folder, 'app.ts'), 'utf8')) ?? [];
  const exported = load(join(folder, `${path}.ts`)) as Record<string, (app: App) => void>;
  exported[name]?.(app);
}

/** Loads a file and its imports from outside of the project, with the packages of the project. */
function load(file: string): unknown {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  const requireFrom = (path: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the example imports it
    path.startsWith('.') ? load(join(dirname(file), `${path}.ts`)) : require(path);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is an example of this project
  const run = new Function('require', 'exports', '__dirname', outputText) as (...args: unknown[]) => void;
  run(requireFrom, exported, dirname(file));
  return exported;
}
