import { Stage } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { shortHash } from '../text/short-hash';

/** A hash of the path of a construct in its stage. So an app has the same names as a stage with the same stacks. */
export function pathHash(construct: IConstruct): string {
  const ofStage = Stage.of(construct)?.node.path ?? '';
  const { path } = construct.node;
  return shortHash(ofStage === '' ? path : path.slice(ofStage.length + 1)).slice(0, 8);
}
