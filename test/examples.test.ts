import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
import { exampleFile, exampleNames, readFindings, synthesizeExample } from './example-apps';
import { addAllPacks, allPacks } from './nag-packs';
import { takesResource } from './service-authorization';
import { newApp, type Properties, type SynthesizedResource } from './synthesis';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

const synthesized = new Map<string, CloudAssembly>();

/** Each example is synthesized once, with all packs of cdk-nag. */
function assemblyOf(name: string): CloudAssembly {
  const assembly = synthesized.get(name) ?? synthesizeExample(name, addAllPacks);
  synthesized.set(name, assembly);
  return assembly;
}

function resourcesOf(name: string): [path: string, resource: SynthesizedResource][] {
  return assemblyOf(name).stacksRecursively.flatMap(({ stackName, template }) => {
    const { Resources: resources } = template as { Resources: Record<string, SynthesizedResource> };
    return Object.entries(resources).map(([id, resource]): [string, SynthesizedResource] => [
      `${stackName}/${id}`,
      resource,
    ]);
  });
}

/** The roles and policies that the CDK writes for its pipelines. Their examples say why they accept each finding of them. */
const ofPipelines = ['registry-pipeline/', 'pizza-pipeline/Pipeline', 'pizza-pipeline/BuildAccessRoleDefaultPolicy'];

/** The resources of an example whose policies are written here. */
function ownResourcesOf(name: string): SynthesizedResource[] {
  return resourcesOf(name).flatMap(([path, resource]) =>
    ofPipelines.some((start) => path.startsWith(start)) ? [] : [resource],
  );
}

describe.each(exampleNames)('examples/%s', (name) => {
  test('is clean in all packs of cdk-nag', () => {
    expect(readFindings(assemblyOf(name)).flatMap(({ violations }) => violations)).toEqual([]);
  });

  test('says for each finding that is meant why it is', () => {
    const suppressed = readFindings(assemblyOf(name)).flatMap((report) => report.suppressed);
    expect(suppressed).not.toEqual([]);
    expect(suppressed.filter(({ reason = '' }) => reason.length < 20 || !reason.includes(' '))).toEqual([]);
  });

  test('acknowledges on resources, never on a stack or the app', () => {
    const places = readFindings(assemblyOf(name)).flatMap(({ suppressed }) =>
      suppressed.map(({ acknowledgedAt = '' }) => acknowledgedAt),
    );
    expect(places.filter((path) => path.split('/').length < 3)).toEqual([]);
  });

  test('warns of nothing', () => {
    const messages = assemblyOf(name).stacksRecursively.flatMap((stack) => stack.messages);
    expect(messages.map(({ level, entry }) => `${level}: ${JSON.stringify(entry.data)}`)).toEqual([]);
  });

  test('asks no account for anything at synth', () => {
    expect(assemblyOf(name).manifest.missing ?? []).toEqual([]);
  });

  test('has no Lambda function and no custom resource', () => {
    const types = resourcesOf(name).map(([, { Type }]) => Type);
    expect(types.filter((type) => /^AWS::Lambda::|^Custom::|CustomResource$/.test(type))).toEqual([]);
  });

  test('allows actions on every resource only if IAM accepts no resource for them', async () => {
    const open = ownResourcesOf(name).flatMap((resource) =>
      identityStatements(resource)
        .filter(({ Resource: resources }) => textsIn(resources).includes('*'))
        .flatMap(({ Action: action }) => textsIn(action)),
    );
    expect(open).toContain('ecr:GetAuthorizationToken');
    const withResource = await Promise.all(open.map(async (action) => ((await takesResource(action)) ? [action] : [])));
    expect(withResource.flat()).toEqual([]);
  });

  test('allows no action by a pattern', () => {
    const actions = ownResourcesOf(name).flatMap((resource) =>
      identityStatements(resource).flatMap(({ Action: action, NotAction: not }) => textsIn([action, not])),
    );
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('has its own page, and is named in the main one', () => {
    expect(exampleFile(name, 'README.md')).toMatch(/^# .+\n[^]+```sh/);
    expect(readme.match(/\bexamples\/[\w-]+/g)).toContain(`examples/${name}`);
  });
});

/** The statements of what a principal may do; the policies of resources name principals. */
function identityStatements({ Type, Properties: properties }: SynthesizedResource): Properties[] {
  if (!Type.startsWith('AWS::IAM::')) return [];
  const inline = (properties.Policies ?? []) as Properties[];
  return [properties, ...inline].flatMap(
    ({ PolicyDocument: document }) => ((document as Properties | undefined)?.Statement ?? []) as Properties[],
  );
}

/** One text or several, as a list. */
function textsIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value.flatMap(textsIn) : [value];
  return values.filter((one): one is string => typeof one === 'string');
}

const withApp = exampleNames.filter((name) => exampleFile(name, 'cdk.json') !== undefined);

test.each(withApp)('examples/%s runs by its own cdk.json', (name) => {
  const { app, context } = JSON.parse(exampleFile(name, 'cdk.json') ?? '') as { app: string; context: object };
  const [command = '', ...parameters] = app.split(' ');
  const { directory } = newApp().synth();
  const { status, stderr } = spawnSync(command, parameters, {
    cwd: join(__dirname, '../examples', name),
    env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('every pack is at work here', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack');
  new CfnBucket(stack, 'Bucket');
  new CfnFunction(stack, 'Function', { code: { zipFile: '-' }, role: 'role', runtime: 'nodejs18.x', handler: 'main' });
  addAllPacks(app);
  const report = messageOf(() => app.synth());
  expect(allPacks.filter((pack) => !report.includes(`(${pack})`))).toEqual([]);
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  return '';
}
