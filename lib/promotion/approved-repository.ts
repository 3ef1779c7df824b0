import { CfnDeletionPolicy, Token, Validations } from 'aws-cdk-lib';
import { CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Problem, quote, refuseIf } from '../private/validation/validation';

/** Throws where a repository does not keep what is approved in it as it is; warns where it goes with its stack, or is not scanned. */
export function checkApproved(path: string, repository: IRepository): void {
  const resource = repository.node.defaultChild;
  if (!(resource instanceof CfnRepository)) return;
  refuseIf(path, movingTagsProblem(resource) ?? emptyingProblem(resource));
  if (!scansPushes(resource)) {
    Validations.of(repository).addWarning(
      'cdk-ecr-publishing:ApprovedNotScanned',
      'What is approved should go on being scanned, since findings come later too: set `imageScanOnPush`, and have the ' +
        'registry scan it continuously.',
    );
  }
  const kept = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];
  const { deletionPolicy } = resource.cfnOptions;
  if (deletionPolicy && kept.includes(deletionPolicy)) return;
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:ApprovedNotRetained',
    'Approved images should outlive the stack: set `removalPolicy: RemovalPolicy.RETAIN`.',
  );
}

function scansPushes({ imageScanningConfiguration: scanning }: CfnRepository): boolean {
  if (scanning === undefined) return false;
  return (
    Token.isUnresolved(scanning) || (scanning as CfnRepository.ImageScanningConfigurationProperty).scanOnPush !== false
  );
}

function movingTagsProblem({ imageTagMutability: mutability = 'MUTABLE' }: CfnRepository): Problem {
  return mutability === 'IMMUTABLE' || Token.isUnresolved(mutability)
    ? undefined
    : `must have immutable tags, all of them, got ${quote(mutability)}; an approved tag would become another image`;
}

function emptyingProblem({ emptyOnDelete }: CfnRepository): Problem {
  return emptyOnDelete === true
    ? 'must keep its images, got `emptyOnDelete: true`; approved images are what runs'
    : undefined;
}
