import { Token } from 'aws-cdk-lib';
import { shortened } from '../text/short-hash';
import { awsLimits } from './limits';

/** The description of a project, which CodeBuild limits. A name that is known at deploy time only is not counted. */
export function projectDescription(text: string): string {
  return Token.isUnresolved(text) ? text : shortened(text, awsLimits.codeBuild.descriptionCharacters);
}
