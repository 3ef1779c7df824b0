import { buildGraph } from '../lib/review/templates/build-graph';
import { synthesizeExample } from './example-apps';
import { shown } from './review/templates/graphs';
import { type Properties, type SynthesizedResource } from './synthesis';

/** A template, with the account and Region of its stack. */
interface DeployedTemplate {
  readonly name: string;
  readonly file: string;
  readonly body: { readonly Resources: Readonly<Record<string, SynthesizedResource>> };
  readonly env: { readonly account: string; readonly region: string };
}

function templatesOf(example: string): DeployedTemplate[] {
  return synthesizeExample(example, () => undefined).stacks.map(
    ({ stackName, templateFile, template, environment: { account, region } }) => ({
      name: stackName,
      file: templateFile,
      body: template as DeployedTemplate['body'],
      env: { account, region },
    }),
  );
}

/** The resources of an example without what depends on stacks and construct paths, sorted by their content. */
function resourcesOf(example: string) {
  const templates = templatesOf(example);
  const originals = new Map(
    templates.flatMap(({ name, body }) =>
      Object.entries(body.Resources).map(([id, resource]) => [`${name}.${id}`, resource] as const),
    ),
  );
  return shown(buildGraph(templates))
    .resources.map(({ type, source, env, properties }) => {
      const { DeletionPolicy, UpdateReplacePolicy, Metadata } =
        originals.get(`${source.template}.${source.logicalId}`) ?? {};
      return {
        type,
        env,
        DeletionPolicy,
        UpdateReplacePolicy,
        skipped: skippedChecks(Metadata),
        properties: JSON.parse(withoutPaths(JSON.stringify(properties), originals)) as Properties,
      };
    })
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** The checks of checkov that a resource skips. Their order has no meaning. */
function skippedChecks({ checkov }: Properties = {}): string[] {
  const { skip = [] } = (checkov ?? {}) as { skip?: { id: string; comment: string }[] };
  return skip.map(({ id, comment }) => `${id}: ${comment}`).sort();
}

/** A reference that is not known at synth becomes the type of its resource. Generated names have a hash of their path. */
function withoutPaths(text: string, originals: ReadonlyMap<string, SynthesizedResource>): string {
  return text
    .replace(/(?<=\$\{)[\w-]+\.\w+/g, (reference) => originals.get(reference)?.Type ?? reference)
    .replace(/\b\w+(-\w+)*-[\dA-F]{8}\b/g, 'GeneratedName')
    .replace(/(?<="Sid":"[A-Za-z]+)[\da-f]{8}(?=")/g, '-hash');
}

/** The content as a text that does not depend on the order of keys. */
function sortKey(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.entries(one).sort() : one,
  );
}

test('examples/registry-in-code creates the same resources as examples/registry', () => {
  const resources = resourcesOf('registry-in-code');
  expect(resources.map(({ type, env }) => `${env.region} ${type}`)).toContain('eu-west-2 AWS::CodeBuild::Project');
  expect(resources).toEqual(resourcesOf('registry'));
});
