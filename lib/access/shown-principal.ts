import { Reference, Tokenization } from 'aws-cdk-lib';
import { quote } from '../private/validation/validation';

/** A principal as messages name it: by the path of its construct where its ARN is known at deploy time only. */
export function shownPrincipal(arn: string): string {
  const token = Tokenization.reverseCompleteString(arn);
  return quote(Reference.isReference(token) ? token.target.node.path.replace(/\/Resource$/, '') : arn);
}
