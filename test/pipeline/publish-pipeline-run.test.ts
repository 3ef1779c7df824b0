import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../lib/naming/image-tag';
import { jobsIn, scriptOf } from './pipeline-lint';
import { bitbucketRun, digest, gitLabRun, run, uri } from './pipeline-run';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from './publisher';

const both = { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] };
const deploys = [EcsDeployment.named('c', 's')];
const gitLab = jobsIn(pipelineOf({ ...both, tags: [ImageTag.commit(), ImageTag.fixed('latest')] }, { deploys }));
const bitbucket = jobsIn(
  pipelineOf({ ...bitbucketRefs, tags: [ImageTag.buildNumber()] }, { subjects: bitbucketSubjects }),
);

test('the job of one platform assumes the role by a token in a file, builds by digest and gives the digest to the next job', () => {
  const { status, stderr, read } = run(scriptOf(gitLab['build-arm64']), gitLabRun);
  expect([status, stderr]).toEqual([0, '']);
  const calls = read('calls');
  expect(calls[0]).toMatch(
    /^aws sts assume-role-with-web-identity --region eu-west-1 --role-arn arn:aws:iam::123456789012:role\/publish-app --role-session-name gitlab-42-99 --duration-seconds 3600 --web-identity-token file:\/\/\S+ --query /,
  );
  expect(calls.join('\n')).not.toContain('id-token');
  const [build = ''] = calls.filter((call) => call.startsWith('docker buildx build'));
  expect(build).toContain('--platform linux/arm64');
  expect(build).toContain(`name=${uri},push-by-digest=true`);
  expect(calls).toContain(
    'docker buildx create --name image-build --driver docker-container --driver-opt ' +
      'image=public.ecr.aws/vend/moby/buildkit:buildx-stable-1 --bootstrap publish',
  );
  expect(read('publish-results/build-arm64.env')).toEqual([`IMAGE_DIGEST=${digest}`]);
});

test('Bitbucket names an image without other tags by the number, the id and the repetition of the run', () => {
  const { stdout } = run(scriptOf(bitbucket['Publish the image']), { ...bitbucketRun, BITBUCKET_STEP_RUN_NUMBER: '2' });
  expect(stdout).toContain('The tags of this image: build-7-d0b8e1f2-2\n');
});

test.each([
  [
    'AWS refuses the token',
    { FAILS: 'sts' },
    'The role arn:aws:iam::123456789012:role/publish-app cannot be assumed by this job. It trusts some branches and tags of ' +
      'one project. Compare the subjects of the role with this run: acme/app, main. AWS says: sts was refused \n',
  ],
  [
    'the ref is not protected',
    { CI_COMMIT_REF_PROTECTED: 'false' },
    'The ref main is not protected in GitLab, and the role trusts protected refs only. Protect it in the settings of the ' +
      'project, or set acceptUnprotected\n',
  ],
  [
    'the job has no token',
    { AWS_ID_TOKEN: '' },
    'This job has no ID token. Keep the setting of the generated file that requests it\n',
  ],
  [
    'Docker does not start',
    { FAILS: 'docker info', DOCKER_POLL_SECONDS: '0', DOCKER_HOST: 'tcp://docker:2376' },
    'Docker does not answer at tcp://docker:2376. Its service needs a privileged container. It says: docker info was refused\n',
  ],
])('fails when %s', (_, env, message) => {
  const { status, stderr } = run(scriptOf(gitLab['build-amd64']), { ...gitLabRun, ...env });
  expect([status, stderr]).toEqual([1, message]);
});

test('fails when the results of a platform are missing', () => {
  const results = { 'build-amd64': `IMAGE_DIGEST=${digest}\n` };
  const { status, stderr } = run(scriptOf(gitLab.publish), gitLabRun, results);
  expect([status, stderr]).toEqual([
    1,
    'The job before did not write IMAGE_DIGEST to publish-results/build-arm64.env. Run the pipeline again as a whole\n',
  ]);
});

test('an image is not deployed if its tag is at a newer image by now', () => {
  const results = { image: `IMAGE_URI=${uri}@${digest}\nIMAGE_FOLLOWS=latest\n` };
  const { status, stdout, read } = run(scriptOf(gitLab.deploy), { ...gitLabRun, TAGGED: 'sha256:newer' }, results);
  expect([status, stdout]).toEqual([0, `The tag latest is at a newer image, so ${uri}@${digest} is not deployed\n`]);
  expect(read('calls').filter((call) => call.startsWith('aws ecs'))).toEqual([]);
  const newest = run(scriptOf(gitLab.deploy), { ...gitLabRun, TAGGED: digest, FAILS: 'describe-services' }, results);
  expect([newest.status, newest.stderr]).toEqual([
    1,
    'The service s of the cluster c cannot be read: describe-services was refused\n',
  ]);
});
