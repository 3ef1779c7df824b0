import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { assemblyFolder } from './cdk';
import { type Json, type JsonObject } from './json';

export interface SynthesizedResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DeletionPolicy?: string;
}

export interface SynthesizedStack {
  readonly name: string;
  readonly region: string;
  readonly resources: Readonly<Record<string, SynthesizedResource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: Json }>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>>;
}

interface Template {
  readonly Resources: SynthesizedStack['resources'];
  readonly Outputs?: SynthesizedStack['outputs'];
  readonly Mappings?: SynthesizedStack['mappings'];
}

/** The stacks of the last run of the CDK CLI. */
export function synthesizedStacks(): SynthesizedStack[] {
  return new CloudAssembly(assemblyFolder).stacksRecursively.map((stack) => {
    const template = stack.template as Template;
    return {
      name: stack.stackName,
      region: stack.environment.region,
      resources: template.Resources,
      outputs: template.Outputs ?? {},
      mappings: template.Mappings ?? {},
    };
  });
}
