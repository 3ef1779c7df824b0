import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, type AppProps } from 'aws-cdk-lib';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
import { addSnapshotStack } from '../examples/codebuild-snapshot/snapshot-stack';
import { addServiceStack } from '../examples/codepipeline/service-stack';
import { addBothAccounts } from '../examples/cross-account/both-accounts';
import { addEarthlyStack } from '../examples/earthly/earthly-stack';
import { addPizzaStack } from '../examples/larger-stack/pizza-stack';
import { addShopStack } from '../examples/monorepo/shop-stack';
import { addPublishersStack } from '../examples/other-ci/publishers-stack';
import { addIncomingStack } from '../examples/outside-contributor/incoming-stack';
import { addPipelineStack } from '../examples/pipelines/pipeline-stack';
import { addPromotionStack } from '../examples/promotion/promotion-stack';
import { addBothRegions } from '../examples/registry-in-code/both-regions';
import { addStackSets } from '../examples/stack-sets/stack-sets';
import { readConfig } from '../lib/app/config';
import { addRegistryStacks } from '../lib/app/registry-stacks';
import { newApp } from './synthesis';

const root = join(__dirname, '../examples');

/** The functions that add each example to an app. */
const examples: Readonly<Record<string, (app: App) => void>> = {
  'codebuild-snapshot': addSnapshotStack,
  codepipeline: addServiceStack,
  'cross-account': addBothAccounts,
  earthly: addEarthlyStack,
  'larger-stack': (app) => addPizzaStack(app),
  monorepo: addShopStack,
  organization: (app) => addRegistryStacks(app, readConfig(join(root, 'organization/ecr-publishing.yaml'))),
  'other-ci': addPublishersStack,
  'outside-contributor': (app) => addIncomingStack(app),
  pipelines: addPipelineStack,
  promotion: addPromotionStack,
  registry: (app) => addRegistryStacks(app, readConfig(join(root, 'registry/ecr-publishing.yaml'))),
  'registry-in-code': addBothRegions,
  'registry-settings': (app) => addRegistryStacks(app, readConfig(join(root, 'registry-settings/ecr-publishing.yaml'))),
  'stack-sets': addStackSets,
};

/** The folders of examples/, each of which must be synthesized. */
export const exampleNames = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Returns a file of an example, or nothing if it does not exist. */
export function exampleFile(name: string, file: string): string | undefined {
  const path = join(root, name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Synthesizes an example, after `add` changed its app. */
export function synthesizeExample(name: string, add: (app: App) => void, props: AppProps = {}): CloudAssembly {
  const app = newApp(props);
  const example = examples[name];
  if (!example) throw new Error(`add ${name} to test/example-apps.ts, so that it is tested`);
  example(app);
  add(app);
  return app.synth();
}

/** A finding that a checker reported, or that was acknowledged. */
export interface Finding {
  readonly ruleName: string;
  readonly description: string;
  readonly acknowledgedAt?: string;
  readonly reason?: string;
}

/** The findings of each checker in an assembly. */
export function readFindings(
  assembly: CloudAssembly,
): { plugin: string; violations: Finding[]; suppressed: Finding[] }[] {
  const path = join(assembly.directory, 'validation-report.json');
  const report = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const { pluginReports = [] } = JSON.parse(report) as {
    pluginReports?: { pluginName: string; violations: Finding[]; suppressedViolations?: Finding[] }[];
  };
  return pluginReports.map(({ pluginName, violations, suppressedViolations = [] }) => ({
    plugin: pluginName,
    violations,
    suppressed: suppressedViolations,
  }));
}
