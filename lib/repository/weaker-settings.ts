import { Token, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { type ImageRepositoryProps } from './image-repository-props';
import { keepsAllImages } from './lifecycle/default-retention';
import { isMutable } from './tag-mutability';

/** A setting that is weaker than its default: when it applies, and what it means. The id acknowledges it. */
interface WeakerSetting {
  readonly id: string;
  readonly applies: (props: ImageRepositoryProps) => boolean;
  readonly message: (props: ImageRepositoryProps) => string;
}

const weakerSettings: readonly WeakerSetting[] = [
  {
    id: 'cdk-ecr-publishing:AllTagsMutable',
    applies: isMutable,
    message: ({ immutableTags = [] }) =>
      `A push can replace the image of any tag${except(immutableTags)}, so a deployment by tag may run another image than the ` +
      'tested one. List the tags that move in mutableTags instead.',
  },
  {
    id: 'cdk-ecr-publishing:KeepsAllImages',
    applies: ({ retention }) => keepsAllImages(retention),
    message: () =>
      'The repository keeps all images, so their number and costs grow, and old images with known vulnerabilities can still ' +
      'be pulled. Use ImageRetention.keepNewest(...) instead.',
  },
  {
    id: 'cdk-ecr-publishing:NotScannedOnPush',
    applies: ({ imageScanOnPush }) => imageScanOnPush === false,
    message: () =>
      'A push starts no basic scan. Unless the registry scans the repository by its own settings, known vulnerabilities are ' +
      'not found. Omit imageScanOnPush.',
  },
  {
    id: 'cdk-ecr-publishing:EmptyOnDelete',
    applies: ({ emptyOnDelete }) => emptyOnDelete === true,
    message: () => 'The images are deleted with the repository when it leaves the stack, and cannot be restored.',
  },
];

/** Warns of each setting of a repository that is weaker than its default. */
export function warnOfWeakerSettings(repository: IConstruct, props: ImageRepositoryProps): void {
  for (const { id, applies, message } of weakerSettings) {
    if (applies(props)) Validations.of(repository).addWarning(id, message(props));
  }
}

function except(tags: readonly string[]): string {
  return tags.length === 0 || Token.isUnresolved(tags) ? '' : ` except ${tags.join(', ')}`;
}
