import { type AppProps } from 'aws-cdk-lib';
import { validateConfig } from '../../lib/app/config';
import { type EnvironmentStack } from '../../lib/app/stacks/environment-stack';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { newApp, type Properties, type SynthesizedResource } from '../synthesis';
import { minimal } from './config-cases';

/** A template as it is deployed. */
export interface SynthesizedTemplate {
  readonly Resources: Readonly<Record<string, SynthesizedResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description: string }>>;
}

/** The stacks of a config that says this, and else the least. */
export function stacksOf(config: object, props: AppProps = {}): readonly EnvironmentStack[] {
  return addRegistryStacks(newApp(props), validateConfig({ ...minimal, ...config }));
}

/** The templates of a config by the names of their stacks, in the order of its environments. */
export function templatesOf(config: object, props: AppProps = {}): Record<string, SynthesizedTemplate> {
  const app = newApp(props);
  const stacks = addRegistryStacks(app, validateConfig({ ...minimal, ...config }));
  const assembly = app.synth();
  return Object.fromEntries(
    stacks.map(({ stackName }) => [stackName, assembly.getStackByName(stackName).template as SynthesizedTemplate]),
  );
}

/** The one template of a config with one environment. */
export function templateOf(config: object, props: AppProps = {}): SynthesizedTemplate {
  const [template, ...more] = Object.values(templatesOf(config, props));
  if (template === undefined || more.length > 0) throw new Error(`expected one stack, got ${more.length + 1}`);
  return template;
}

/** The properties of all resources of a type. */
export function propertiesOf(template: SynthesizedTemplate | undefined, type: string): Properties[] {
  return Object.values(template?.Resources ?? {}).flatMap(({ Type, Properties: properties }) =>
    Type === type ? [properties] : [],
  );
}

/** So many repositories. */
export function repositories(count: number): { name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ name: `service-${index}` }));
}

/** A publisher to a repository, trusted for the branch main. */
export function publisher(repository: string, more: object = {}): object {
  const github = [{ repository: 'acme/service', ownerId: '1', repositoryId: '2', branches: ['main'] }];
  return { name: 'github-ci', github, repositories: [repository], ...more };
}

/** A build into a repository, from CodeCommit. */
export function build(repository: string, more: object = {}): object {
  return { name: 'build', repository, source: { codeCommit: 'service' }, ...more };
}
