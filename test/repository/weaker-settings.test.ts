import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { TagMutability } from 'aws-cdk-lib/aws-ecr';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import { newStack, onlyProperties, warningsOf } from '../synthesis';

const mutable = { imageTagMutability: TagMutability.MUTABLE };
const anyTag = (except: string) =>
  `A push can replace the image of any tag${except}, so a deployment by tag may run another image than the tested one. List ` +
  'the tags that move in mutableTags instead. [ack: Annotation::cdk-ecr-publishing:AllTagsMutable]';

const cases: readonly [string, string, ImageRepositoryProps, string][] = [
  ['all tags move', 'AllTagsMutable', mutable, anyTag('')],
  [
    'most tags move',
    'AllTagsMutable',
    { ...mutable, immutableTags: ['v*', 'release-*'] },
    anyTag(' except v*, release-*'),
  ],
  [
    'all images are kept',
    'KeepsAllImages',
    { retention: [ImageRetention.keepAll()] },
    'The repository keeps all images, so their number and costs grow, and old images with known vulnerabilities can still be ' +
      'pulled. Use ImageRetention.keepNewest(...) instead. [ack: Annotation::cdk-ecr-publishing:KeepsAllImages]',
  ],
  [
    'no push is scanned',
    'NotScannedOnPush',
    { imageScanOnPush: false },
    'A push starts no basic scan. Unless the registry scans the repository by its own settings, known vulnerabilities are not ' +
      'found. Omit imageScanOnPush. [ack: Annotation::cdk-ecr-publishing:NotScannedOnPush]',
  ],
  [
    'images are deleted with the repository',
    'EmptyOnDelete',
    { emptyOnDelete: true, removalPolicy: RemovalPolicy.DESTROY },
    'The images are deleted with the repository when it leaves the stack, and cannot be restored. ' +
      '[ack: Annotation::cdk-ecr-publishing:EmptyOnDelete]',
  ],
];

test('nothing is warned about by default', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service');
  expect(warningsOf(stack)).toEqual([]);
});

test.each(cases)('warns if %s, until it is acknowledged', (_, id, props, warning) => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service', props);
  expect(warningsOf(stack)).toEqual([warning]);
  Validations.of(repository).acknowledge({
    id: `Annotation::cdk-ecr-publishing:${id}`,
    reason: 'The team has agreed to this until the end of the year.',
  });
  expect(warningsOf(stack)).toEqual([]);
});

test('a repository that keeps all images has no lifecycle policy', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { retention: [ImageRetention.keepAll()] });
  expect(onlyProperties(stack, 'AWS::ECR::Repository').LifecyclePolicy).toBeUndefined();
});

test('keepAll is no document for a team to apply', () => {
  expect(() => ImageRetention.lifecyclePolicyText(ImageRetention.keepAll())).toThrow(
    new Error('`retentions` must not be ImageRetention.keepAll(), because it has no document. Leave the document out.'),
  );
});
