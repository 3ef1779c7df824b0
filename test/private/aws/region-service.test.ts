import { Aws, Stack } from 'aws-cdk-lib';
import { isOffered, regionServices, requireService } from '../../../lib/private/aws/region-service';
import { regionalServices } from '../../../lib/private/aws/regional-services';
import { newApp, newStack, warningsOf } from '../../synthesis';

const { builds, connections, enhancedScanning } = regionalServices;

test.each([
  [builds, 'us-east-1', true],
  [builds, 'cn-north-1', true],
  [connections, 'us-gov-west-1', true],
  [connections, 'me-central-1', false],
  [enhancedScanning, 'cn-northwest-1', false],
  [enhancedScanning, 'me-central-1', true],
  [builds, 'eusc-de-east-1', undefined],
  [builds, 'us-iso-east-1', undefined],
  [builds, 'us-new-9', undefined],
])('%j in %s: %s', (service, region, offered) => {
  expect(isOffered(service, region)).toBe(offered);
});

test('every service of the table is in some Regions and not in others, so that a check of it can fail', () => {
  for (const { type } of Object.values(regionalServices)) {
    const lacking = regionServices.lacking[type] ?? [];
    expect([type, lacking.length > 0 && lacking.length < regionServices.regions.length]).toEqual([type, true]);
  }
});

test('fails when the Region lacks the service, with the Regions near it that have it', () => {
  expect(() => {
    requireService(newStack(), 'A build', builds, 'ca-west-1');
  }).toThrow(
    "A build requires AWS CodeBuild, which Region 'ca-west-1' lacks. Build in another Region and replicate the images, or " +
      'push them from a CI system. Regions ca-* that have it: ca-central-1. If AWS has added it since ' +
      `${regionServices.read}, list 'AWS::CodeBuild::Project' in the context \`cdk-ecr-publishing:availableServices\`.`,
  );
});

test('a Region of one partition is not near to those of another', () => {
  const message = (region: string) => {
    try {
      requireService(newStack(), 'x', { type: 'AWS::CodeBuild::Fleet', name: 'fleets', remedy: 'y' }, region);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  expect(message('us-gov-east-1')).not.toContain('Regions us-');
  expect(message('us-west-1')).toContain(' Regions us-* that have it: us-east-1, us-east-2, us-west-2. ');
});

test('the context can name a service that AWS has added since', () => {
  const app = newApp({ context: { 'cdk-ecr-publishing:availableServices': [builds.type] } });
  const stack = new Stack(app, 'Stack');
  expect(() => {
    requireService(stack, 'A build', builds, 'ca-west-1');
  }).not.toThrow();
  expect(() => {
    requireService(stack, '`connectionArn`', connections, 'ca-west-1');
  }).toThrow("`connectionArn` requires AWS CodeConnections, which Region 'ca-west-1' lacks.");
});

test('warns if the data does not have the Region', () => {
  const stack = newStack();
  requireService(stack, '`gate`', enhancedScanning, 'eusc-de-east-1');
  expect(warningsOf(stack)).toEqual([
    '`gate` requires Amazon Inspector. It is not known whether Region eusc-de-east-1 has it. Look it up before you deploy. ' +
      'If the Region lacks it: Use basic scanning. [ack: Annotation::cdk-ecr-publishing:ServiceMayBeMissing]',
  ]);
});

test('does not check a Region that is known at deployment', () => {
  const stack = newStack();
  requireService(stack, 'A build', builds, Aws.REGION);
  expect(warningsOf(stack)).toEqual([]);
});
