import { LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { account, newStack, warningsOf } from '../synthesis';
import { addPrefixPromotion } from './promotion';

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
