import { CfnDeletionPolicy, Token, Validations } from 'aws-cdk-lib';
import { CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { tagMutabilityOf } from '../naming/tag-mobility';
import { type Problem, quote, refuseIf } from '../private/validation/validation';

/** Throws if approved images could change or be deleted. Warns if the repository is deleted with its stack, or not scanned. */
export function checkApproved(path: string, repository: IRepository): void {
  const resource = repository.node.defaultChild;
  if (!(resource instanceof CfnRepository)) return;
  refuseIf(path, movingTagsProblem(resource) ?? emptyingProblem(resource));
  if (!scansPushes(resource)) {
    Validations.of(repository).addWarning(
      'cdk-ecr-publishing:ApprovedNotScanned',
      'Approved images should still be scanned, since new findings appear later. Set `imageScanOnPush`, and let the ' +
        'registry scan continuously.',
    );
  }
  const retaining = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];
  const { deletionPolicy } = resource.cfnOptions;
  if (deletionPolicy && retaining.includes(deletionPolicy)) return;
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:ApprovedNotRetained',
    'Approved images should be retained when the stack is deleted. Set `removalPolicy: RemovalPolicy.RETAIN`.',
  );
}

function scansPushes({ imageScanningConfiguration: scanning }: CfnRepository): boolean {
  if (scanning === undefined) return false;
  return (
    Token.isUnresolved(scanning) || (scanning as CfnRepository.ImageScanningConfigurationProperty).scanOnPush !== false
  );
}

function movingTagsProblem(resource: CfnRepository): Problem {
  const mutability = tagMutabilityOf(resource);
  return mutability === undefined || mutability === 'IMMUTABLE'
    ? undefined
    : `must have immutable tags only, got ${quote(mutability)}. Otherwise an approved tag could become another image.`;
}

function emptyingProblem({ emptyOnDelete }: CfnRepository): Problem {
  return emptyOnDelete === true
    ? 'must keep its images, got `emptyOnDelete: true`. Approved images are in use.'
    : undefined;
}
