import { Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';

/** Says that a repository takes its images along when it goes. */
export function warnOfEmptying(repository: Construct): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:EmptyOnDelete',
    'The images are deleted with the repository when it leaves the stack, and cannot be brought back.',
  );
}
