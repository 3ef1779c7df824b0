import { runChild } from './child';
import type { Dependencies } from './imports/dependencies';
import type { Workspace } from './workspace';

/** CPU seconds over those of the AWS modules, one number a round. */
export interface ImportCost {
  /** Over `require` of the same modules by name. They are lazy: they load a class when it is first used. */
  readonly overModules: readonly number[];
  /** Over the same files of them that the package loads, so that only its own code is left. */
  readonly overFiles: readonly number[];
}

/** Loads the package and its dependencies in turns, so that each round compares measurements from the same time. */
export function measureImportCost(workspace: Workspace, rounds: number): ImportCost {
  const { modules, files } = dependencies(workspace);
  const cost = { overModules: [] as number[], overFiles: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const ours = cpuSeconds(workspace, ['cdk-ecr-publishing']);
    cost.overModules.push(ours - cpuSeconds(workspace, modules));
    cost.overFiles.push(ours - cpuSeconds(workspace, files));
  }
  return cost;
}

function dependencies(workspace: Workspace): Dependencies {
  return JSON.parse(runChild(workspace, { script: workspace.script('imports/dependencies') }).stdout) as Dependencies;
}

function cpuSeconds(workspace: Workspace, modules: readonly string[]): number {
  return runChild(workspace, { script: workspace.script('imports/load'), args: modules }).cpuSeconds;
}
