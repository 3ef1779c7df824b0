import { type IBuildImage, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { account, newStack, region, resourcesOf, warningsOf } from '../synthesis';
import { addPrefixPromotion, policiesOf } from './promotion';

const warningsIn = (region: string, props: Parameters<typeof addPrefixPromotion>[1] = {}) => {
  const stack = newStack({ env: { account, region } });
  addPrefixPromotion(stack, props);
  return warningsOf(stack).filter((warning) => warning.includes('UnreachableFromRegion'));
};

test('warns in China that copies install a tool from the proxy of Go, unless the build image is given', () => {
  expect(warningsIn('cn-north-1')).toEqual([
    'Copies in China may not reach the proxy of Go, from which they install regctl. Set `buildImage` to an image that ' +
      'contains regctl and the AWS CLI. [ack: Annotation::cdk-ecr-publishing:UnreachableFromRegion]',
  ]);
  expect(warningsIn('cn-north-1', { buildImage: LinuxBuildImage.fromCodeBuildImageId('own') })).toEqual([]);
  expect(warningsIn('us-east-1')).toEqual([]);
});

test('warns in an isolated Region that copies cannot reach the proxy of Go', () => {
  expect(warningsIn('us-iso-east-1')).toEqual([
    'Copies in us-iso-east-1 cannot reach the proxy of Go, from which they install regctl. Set `buildImage` to an image ' +
      'that contains regctl and the AWS CLI. [ack: Annotation::cdk-ecr-publishing:UnreachableFromRegion]',
  ]);
});

test('warns in China of a build image of a registry that copies may not reach', () => {
  const digest = `@sha256:${'0'.repeat(64)}`;
  const buildImage = LinuxBuildImage.fromDockerRegistry(`ghcr.io/acme/regctl:1${digest}`);
  expect(warningsIn('cn-north-1', { buildImage })).toEqual([
    'Builds in China may not reach ghcr.io. Copy the images to Amazon ECR, and set `buildImage`. ' +
      '[ack: Annotation::cdk-ecr-publishing:UnreachableFromRegion]',
  ]);
  expect(warningsIn('us-east-1', { buildImage })).toEqual([]);
});

test.each([
  ['us-east-1', 'amazonaws.com', 'aws'],
  ['cn-north-1', 'amazonaws.com.cn', 'aws-cn'],
  ['eusc-de-east-1', 'amazonaws.eu', 'aws-eusc'],
  ['us-iso-east-1', 'c2s.ic.gov', 'aws-iso'],
])(
  'copies in %s may pull their build image from Amazon ECR, and nothing else that is new',
  (place, domain, partition) => {
    const stack = newStack({ env: { account, region: place } });
    const image = `222222222222.dkr.ecr.${place}.${domain}/tools/regctl:0.11.7`;
    addPrefixPromotion(stack, { buildImage: LinuxBuildImage.fromDockerRegistry(image) });
    const statements = policiesOf(stack, 'PromotionCopyRole').flatMap(({ Statement: all }) => all as object[]);
    expect(statements).toContainEqual({
      Sid: 'PullBuildImage',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: `arn:${partition}:ecr:${place}:222222222222:repository/tools/regctl`,
    });
    expect(warningsOf(stack).filter((warning) => /UnreachableFromRegion|BuilderImageMayMove/.test(warning))).toEqual([
      `\`buildImage\` is '${image}'. Its tag may become another image, which builds then run with permission to push. ` +
        `Add its digest, such as '${image}@sha256:...'. [ack: Annotation::cdk-ecr-publishing:BuilderImageMayMove]`,
    ]);
  },
);

test('copies may pull a build image of a repository of the app, and need no permission for one of CodeBuild', () => {
  const sidsOf = (buildImage?: IBuildImage) => {
    const stack = newStack();
    const tools = Repository.fromRepositoryName(stack, 'Tools', 'tools/regctl');
    const image = buildImage ?? LinuxBuildImage.fromEcrRepository(tools, '0.11.7');
    addPrefixPromotion(stack, { buildImage: image });
    expect(
      resourcesOf(stack, 'AWS::IAM::Policy')
        .map((one) => JSON.stringify(one))
        .join(),
    ).not.toContain('tools/');
    const statements = policiesOf(stack, 'PromotionCopyRole').flatMap(
      ({ Statement: all }) => all as { Sid: string; Resource: unknown }[],
    );
    return statements.filter(({ Sid: sid }) => sid === 'PullBuildImage').map(({ Resource: arn }) => arn);
  };
  expect(sidsOf()).toEqual([`arn:aws:ecr:${region}:${account}:repository/tools/regctl`]);
  expect(sidsOf(LinuxBuildImage.fromDockerRegistry('ghcr.io/acme/regctl:1'))).toEqual([]);
  expect(sidsOf(LinuxBuildImage.STANDARD_7_0)).toEqual([]);
});

test('a build image of another partition is refused', () => {
  const buildImage = LinuxBuildImage.fromDockerRegistry('222222222222.dkr.ecr.cn-north-1.amazonaws.com.cn/regctl:1');
  expect(() => {
    addPrefixPromotion(newStack(), { buildImage });
  }).toThrow(
    new Error(
      "`buildImage` must be in partition 'aws', as its stack is, got " +
        "'arn:aws-cn:ecr:cn-north-1:222222222222:repository/regctl'. AWS connects nothing across partitions.",
    ),
  );
});
