import { type AppProps } from 'aws-cdk-lib';
import { validateConfig } from '../../lib/app/config';
import { type EnvironmentStacks } from '../../lib/app/stacks/environment-stacks';
import { type RegistryStack } from '../../lib/app/stacks/registry-stack';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { newApp, type Properties, type SynthesizedResource } from '../synthesis';
import { minimal } from './config-cases';

/** A template as it is deployed. */
export interface SynthesizedTemplate {
  readonly Resources: Readonly<Record<string, SynthesizedResource>>;
  readonly Mappings?: Properties;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description: string }>>;
}

/** The environments of the minimal config with these keys. */
export function environmentsOf(config: object, props: AppProps = {}): readonly EnvironmentStacks[] {
  return addRegistryStacks(newApp(props), validateConfig({ ...minimal, ...config }));
}

/** The stacks of the minimal config with these keys. */
export function stacksOf(config: object, props: AppProps = {}): readonly RegistryStack[] {
  return environmentsOf(config, props).flatMap(({ stacks }) => stacks);
}

/** The stacks that others must wait for, by the name of the stack that waits. */
export function dependenciesOf(config: object): Record<string, string[]> {
  const app = newApp();
  const stacks = addRegistryStacks(app, validateConfig({ ...minimal, ...config })).flatMap((one) => one.stacks);
  app.synth();
  return Object.fromEntries(
    stacks
      .filter(({ dependencies }) => dependencies.length > 0)
      .map(({ stackName, dependencies }) => [stackName, dependencies.map((other) => other.stackName)]),
  );
}

/** The templates of a config by the names of their stacks, in the order of its environments. */
export function templatesOf(config: object, props: AppProps = {}): Record<string, SynthesizedTemplate> {
  const app = newApp(props);
  const stacks = addRegistryStacks(app, validateConfig({ ...minimal, ...config })).flatMap((one) => one.stacks);
  const assembly = app.synth();
  return Object.fromEntries(
    stacks.map(({ stackName }) => [stackName, assembly.getStackByName(stackName).template as SynthesizedTemplate]),
  );
}

/** The resources and outputs of all stacks of a config with one environment, as one template. */
export function templateOf(config: object, props: AppProps = {}): SynthesizedTemplate {
  const templates = Object.values(templatesOf(config, props));
  const all = <K extends 'Resources' | 'Outputs' | 'Mappings'>(key: K) =>
    Object.assign({}, ...templates.map((template) => template[key])) as NonNullable<SynthesizedTemplate[K]>;
  return { Resources: all('Resources'), Outputs: all('Outputs'), Mappings: all('Mappings') };
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
