import { basename } from 'node:path';
import { type CfnElement, type Stack } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { type ReasonsByPath } from '../report/acknowledgements';
import { acknowledgementEntry, textsOf } from '../read/assembly-acknowledgements';

/** The reasons that the constructs of an app, its stages and the app itself acknowledged findings with, by path and id. */
export function constructAcknowledgements(app: IConstruct): ReasonsByPath {
  const found = new Map<string, Record<string, string>>();
  for (const { node } of app.node.findAll()) {
    for (const { type, data } of node.metadata) {
      if (type === acknowledgementEntry) found.set(node.path, { ...found.get(node.path), ...textsOf(data) });
    }
  }
  return found;
}

/** The paths of an app's resources, by the file of the template and the logical id. */
export class ConstructPaths {
  private readonly paths = new Map<string, string>();

  public constructor(app: IConstruct) {
    for (const construct of app.node.findAll().filter(isElement)) {
      const { stack, logicalId, node } = construct;
      this.paths.set(keyOf(stack.templateFile, String(stack.resolve(logicalId))), node.path);
    }
  }

  /** The path of a resource; empty if the app has none of that logical id. */
  public of(file: string, logicalId: string): string {
    return this.paths.get(keyOf(basename(file), logicalId)) ?? '';
  }
}

/** Checks the members, because the class would load CDK for a review on the command line. */
function isElement(construct: IConstruct): construct is IConstruct & Pick<CfnElement, 'logicalId'> & { stack: Stack } {
  return 'logicalId' in construct && 'stack' in construct;
}

function keyOf(file: string, logicalId: string): string {
  return `${file}\0${logicalId}`;
}
