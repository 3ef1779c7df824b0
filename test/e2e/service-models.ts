import { join } from 'node:path';
import { e2eFolder } from './places';
import { preparePython } from './python-environment';
import { runCommand } from './run-command';

/** A shape of a service model: a structure, a list, a map, or a value with its limits. */
export interface Shape {
  readonly type: string;
  readonly members: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface Operation {
  readonly input: string | null;
  readonly output: string | null;
  readonly errors: readonly string[];
}

export interface ServiceModel {
  readonly serviceId: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Reads the models of services from the pinned botocore. */
export async function readServiceModels<Name extends string>(
  names: readonly Name[],
): Promise<Readonly<Record<Name, ServiceModel>>> {
  const python = await preparePython('moto');
  const { stdout } = await runCommand(python, [join(e2eFolder, 'service_models.py'), ...names]);
  return JSON.parse(stdout) as Record<Name, ServiceModel>;
}
