import { basename } from 'node:path';
import { type CfnElement, type Stack } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { type ReasonsByPath } from '../report/acknowledgements';
import { acknowledgementEntry, textsOf } from '../read/assembly-acknowledgements';

/** What the constructs of an app have acknowledged, the app itself and its stages too: reasons by path and id. */
export function constructAcknowledgements(app: IConstruct): ReasonsByPath {
  const found = new Map<string, Record<string, string>>();
  for (const { node } of app.node.findAll()) {
    for (const { type, data } of node.metadata) {
      if (type === acknowledgementEntry) found.set(node.path, { ...found.get(node.path), ...textsOf(data) });
    }
  }
  return found;
}

/** The paths of an app's resources, by the files of their templates and their logical ids. */
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

/** Goes by the members, since the class would load the CDK for a review on the command line. */
function isElement(construct: IConstruct): construct is IConstruct & Pick<CfnElement, 'logicalId'> & { stack: Stack } {
  return 'logicalId' in construct && 'stack' in construct;
}

function keyOf(file: string, logicalId: string): string {
  return `${file}\0${logicalId}`;
}
