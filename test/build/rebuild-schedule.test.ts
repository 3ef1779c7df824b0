import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { TimeZone } from 'aws-cdk-lib';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTag } from '../../lib/naming/image-tag';
import { InvalidInputError } from '../../lib/private/validation/validation';
import { account, newStack, onlyProperties, region, resourcesOf } from '../synthesis';
import { addProject, policiesOf } from './build-project';

const schedule = ScheduleExpression.cron({ weekDay: 'MON', hour: '3', minute: '0', timeZone: TimeZone.EUROPE_BERLIN });
const props = { rebuilds: { schedule }, tags: [ImageTag.commit(), ImageTag.semanticVersion()] };

test.each<[string, Partial<ImageBuildProjectProps>]>([
  ['StartBuild', {}],
  ['StartBuildBatch', { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] }],
])('a schedule calls %s, with a role that can do nothing else', (action, more) => {
  const stack = newStack();
  addProject(stack, { ...props, ...more });
  expect(onlyProperties(stack, 'AWS::Scheduler::Schedule')).toMatchObject({
    ScheduleExpression: 'cron(0 3 ? * MON *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: `arn:aws:scheduler:::aws-sdk:codebuild:s${action.slice(1)}`,
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringContaining('Undelivered'), 'Arn'] as unknown } },
    },
  });
  const text = JSON.stringify(onlyProperties(stack, 'AWS::Scheduler::Schedule').Target);
  expect(text).toContain('REBUILD');
  const statements = policiesOf(stack).flatMap(
    ({ Statement: all }) => all as { Sid?: string; Action: unknown; Resource: unknown }[],
  );
  const ofSchedule = statements.filter(({ Sid: sid }) => sid === 'StartBuilds' || sid === 'KeepFailedStarts');
  expect(ofSchedule.map(({ Action: done }) => done)).toEqual([`codebuild:${action}`, 'sqs:SendMessage']);
  expect(JSON.stringify(ofSchedule.map(({ Resource: resource }) => resource))).not.toContain('*');
  expect(statements.find(({ Sid: sid }) => sid === 'FindReleases')?.Action).toEqual([
    'ecr:GetDownloadUrlForLayer',
    'ecr:ListImages',
  ]);
  const trusted = resourcesOf(stack, 'AWS::IAM::Role').filter(({ Properties: role }) =>
    JSON.stringify(role.AssumeRolePolicyDocument).includes('scheduler.amazonaws.com'),
  );
  expect(JSON.stringify(trusted)).toContain(`:scheduler:${region}:${account}:schedule-group/default`);
});

const refuse = (more: Partial<ImageBuildProjectProps>) => () => addProject(newStack(), { ...props, ...more });

test.each<[string, () => unknown, string]>([
  [
    'no tag is a version',
    refuse({ tags: [ImageTag.commit()] }),
    '`rebuilds` requires ImageTag.semanticVersion() in `tags`. The release with the highest version is built again.',
  ],
  [
    'another program builds',
    refuse({ builder: ImageBuilder.earthly({ target: 'docker' }) }),
    '`rebuilds` requires the builder buildx, got earthly. No other one records the base images.',
  ],
  [
    'the image has no provenance',
    refuse({ compatibility: ImageCompatibility.LAMBDA }),
    '`rebuilds` requires the provenance of the image, which records its base images. Leave `provenance` and `attestations` out. An image for Lambda has none.',
  ],
  [
    'the schedule never fires',
    refuse({ rebuilds: { schedule: ScheduleExpression.expression('cron(0 3 31 2 ? *)') } }),
    "`rebuilds.schedule` must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got 'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
  ],
])('fails when %s', (_, add, message) => {
  expect(add).toThrow(new InvalidInputError(message));
});

test('fails when the source has no commits', () => {
  const stack = newStack();
  const source = ImageSource.s3(Bucket.fromBucketName(stack, 'Source', 'sources'), 'app.zip');
  expect(() => addProject(stack, { ...props, source })).toThrow(
    new InvalidInputError('`rebuilds` requires a Git repository as the source. A ZIP file has no commit of a release.'),
  );
});
