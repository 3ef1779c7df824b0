import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IConstruct } from 'constructs';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/** The account and Region of most tests. */
export const account = '123456789012';
export const region = 'eu-west-1';
export const env = { account, region };

const outdirs: string[] = [];

afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

/** An app like that of `cdk init`, with all recommended flags, whose cloud assembly is gone after the test file. */
export function newApp(props: AppProps = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-ecr-publishing-'));
  outdirs.push(outdir);
  return new App({ outdir, context: { ...featureFlags }, builtinCloudFormationValidation: false, ...props });
}

/** A stack in its own app, in a known account and Region. */
export function newStack(props: StackProps = {}): Stack {
  return new Stack(newApp(), 'Stack', { env, ...props });
}

/** A stack whose account and Region are known at deploy time only. */
export function newOpenStack(): Stack {
  return new Stack(newApp(), 'Stack');
}

/** A resource as its template has it. */
export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
  readonly Metadata?: Properties;
}

/** Properties of a resource; tests know their form, and `toEqual` checks it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Properties = Record<string, any>;

/** The template of a stack. Warnings, which CDK prints while it synthesizes, are read by `warningsOf` instead. */
export function templateOf(stack: Stack): Template {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    return Template.fromStack(stack);
  } finally {
    printed.mockRestore();
  }
}

/** All resources of a type, in the order of the template. */
export function resourcesOf(stack: Stack, type: string): SynthesizedResource[] {
  return Object.values(templateOf(stack).findResources(type)) as SynthesizedResource[];
}

/** The resource of a type that the stack has one of. */
export function onlyResource(stack: Stack, type: string): SynthesizedResource {
  const [only, ...more] = resourcesOf(stack, type);
  if (only === undefined || more.length > 0) throw new Error(`expected one ${type}, got ${more.length + 1}`);
  return only;
}

/** The properties of the resource that the stack has one of. */
export function onlyProperties(stack: Stack, type: string): Properties {
  return onlyResource(stack, type).Properties;
}

/** The build specification of a project, which may be in a mapping of the template. */
export function buildspecOf(mappings: Properties, { Source: source }: Properties): string {
  const { BuildSpec: text } = source as { BuildSpec: string | { 'Fn::FindInMap': [string, string, string] } };
  if (typeof text === 'string') return text;
  const [mapping, key, second] = text['Fn::FindInMap'];
  return (mappings[mapping] as Record<string, Record<string, string>>)[key]?.[second] ?? '';
}

/** The mappings of a template. */
export function mappingsOf(stack: Stack): Properties {
  return (templateOf(stack).toJSON() as { Mappings?: Properties }).Mappings ?? {};
}

/** Freezes a value and all that it holds, so that a change of it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) if (isPlain(held)) frozen(held);
  }
  return value;
}

/** Constructs and tokens keep their own state. Props and lists hold values of the caller. */
function isPlain(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && value.constructor === Object);
}

/** The warnings of a construct and of all that is in it, in the order in which they were given. */
export function warningsOf(construct: IConstruct): string[] {
  const entries = construct.node.findAll().flatMap(({ node }) => node.metadata);
  return entries.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}
