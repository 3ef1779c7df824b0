import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCdk } from './cdk-cli';
import { cleanEnvironment } from './clean-environment';
import { isObject, type Json, type JsonObject } from './json';
import { localAwsEnvironment } from './local-aws';
import { projectFolder, workFolder } from './places';
import { config, environment, place } from './promotion-names';
import { runCommand } from './run-command';
import { type SynthesizedResource } from './synthesized';

/** The types of resources that moto creates as in the template. Tests read all other types from the template. */
const deployed = new Set([
  'AWS::CodeBuild::Project',
  'AWS::ECR::Repository',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
]);

export interface SynthesizedPromotion {
  /** The contributor's page, and next to it the page of the admin who issues credentials. */
  readonly contributorPage: string;
  readonly adminPage: string;
  readonly resources: readonly SynthesizedResource[];
}

const folder = join(workFolder, 'promotion');
/** The stacks of the environment, in the order of their deployment: policies of repositories name roles. */
const stackNames = [`ecr-publishing-${environment}-contributors`, `ecr-publishing-${environment}`];

/** Runs the ready app with the config, as `cdk synth` does, into an empty folder. */
export async function synthesize(contributor: string): Promise<SynthesizedPromotion> {
  const [assembly, file] = [join(folder, 'cdk.out'), join(folder, 'ecr-publishing.yaml')];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, config);
  const synth = ['synth', '--quiet', '--output', assembly, '--context', `config=${file}`];
  await runCdk(synth, projectFolder, cleanEnvironment());
  const page = (name: string) =>
    readFileSync(join(assembly, 'ecr-publishing-handouts', environment, `${name}.md`), 'utf8');
  return {
    contributorPage: page(contributor),
    adminPage: page(`${contributor}-admin`),
    resources: stackNames.flatMap((name) => Object.values(templateOf(name).Resources)),
  };
}

interface Template {
  readonly Mappings?: JsonObject;
  readonly Resources: Readonly<Record<string, SynthesizedResource & { readonly DependsOn?: readonly string[] }>>;
}

/** Deploys what moto can make. */
export async function deploy(python: string, endpoint: string): Promise<void> {
  const env = localAwsEnvironment(endpoint);
  const aws = join(python, '..', 'aws');
  const run = (...args: string[]) => runCommand(aws, ['cloudformation', ...args], { env });
  for (const stackName of stackNames) {
    const { Resources: all, Mappings } = templateOf(stackName);
    const Resources = Object.fromEntries(Object.entries(all).filter(([, { Type }]) => deployed.has(Type)));
    const file = join(folder, `${stackName}.deployed.json`);
    writeFileSync(file, JSON.stringify({ Mappings, Resources }));
    const stack = ['--stack-name', stackName, '--template-body', `file://${file}`];
    await run('create-stack', ...stack, '--capabilities', 'CAPABILITY_NAMED_IAM');
    await run('wait', 'stack-create-complete', '--stack-name', stackName);
  }
}

function templateOf(stackName: string): Template {
  const text = readFileSync(join(folder, 'cdk.out', `${stackName}.template.json`), 'utf8');
  return withKnownArns(JSON.parse(text) as Template);
}

/** The template with ARNs for what moto does not make, and for the pseudo parameters of a state machine's text. */
function withKnownArns(template: Template): Template {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
  const known = new Map<string, string>([['AWS::Partition', 'aws']]);
  for (const [id, { Type, Properties: properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::SNS::Topic') known.set(id, arn('sns', 'verdicts'));
    if (Type === 'AWS::StepFunctions::StateMachine') {
      known.set(id, arn('states', `stateMachine:${properties?.StateMachineName as string}`));
    }
  }
  return replaced(template as unknown as Json, known) as unknown as Template;
}

function replaced(value: Json, known: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => replaced(one, known));
  if (!isObject(value)) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  const arn = known.get(ref ?? attribute?.[0] ?? '');
  if (arn !== undefined) return arn;
  const members = Object.entries(value).map(([key, held]) => [key, held === undefined ? held : replaced(held, known)]);
  const result = Object.fromEntries(members) as JsonObject;
  const join = result['Fn::Join'] as [string, readonly Json[]] | undefined;
  return join?.[1].every((part) => typeof part === 'string') ? join[1].join(join[0]) : result;
}

/** The one resource of a type whose property ends so. */
export function only({ resources }: SynthesizedPromotion, type: string, property: string, end = ''): JsonObject {
  const found = resources.flatMap(({ Type, Properties: properties = {} }) =>
    Type === type && (properties[property] as string).endsWith(end) ? [properties] : [],
  );
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`${found.length} of ${type} ${end}`);
  return one;
}
