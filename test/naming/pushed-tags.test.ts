import { pushedRepository, type PushedRepository, refuseStuckPushes } from '../../lib/naming/pushed-tags';
import { Lazy } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newStack, region } from '../synthesis';

const repository: PushedRepository = { name: 'team/app', account, region, mutableTags: ['latest', 'branch-*'] };
const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;

/** The tag that is refused, or nothing. */
function refused(command: string, variables: Record<string, string> = {}, of = repository): string | undefined {
  try {
    refuseStuckPushes({ commands: [command] }, of, variables);
    return undefined;
  } catch (error) {
    return /got a push of '([^']*)'/.exec((error as Error).message)?.[1];
  }
}

test.each([
  'docker push $REPOSITORY_URI:prod',
  'docker push "${REPOSITORY_URI}:prod"',
  'docker image push --quiet "${IMAGE_URI%:*}:prod"',
  'docker push "${IMAGE_URI_BY_DIGEST%@*}":prod',
  `docker push ${registry}/team/app:prod`,
  'docker push "$REGISTRY/team/app:prod" 2>&1 | tee log',
  `docker push "$ACCOUNT.dkr.ecr.$AWS_REGION.amazonaws.com/team/app:prod" > log.txt`,
  `docker push ${account}.dkr-ecr.${region}.on.aws/team/app:prod`,
  'docker tag app "$REPOSITORY_URI:prod" && docker push "$REPOSITORY_URI:prod"',
  'if [ "$BRANCH" = main ]; then docker push $REPOSITORY_URI:prod; fi',
  '(cd app; docker buildx build --push -t "$REPOSITORY_URI:prod" .)',
  'docker buildx build --push --tag="$IMAGE_URI" --tag=$REPOSITORY_URI:prod .',
  'docker build --output type=registry,name=$REPOSITORY_URI:prod .',
  'docker build -o type=image,name=$REPOSITORY_URI:prod,push=true .',
  'docker buildx imagetools create --tag "$REPOSITORY_URI:prod" "$IMAGE_URI_BY_DIGEST"',
  'podman push localhost/app "docker://$REPOSITORY_URI:prod"',
  'skopeo copy --all "docker://$IMAGE_URI" "docker://$REPOSITORY_URI:prod"',
  'crane tag "$IMAGE_URI_BY_DIGEST" $X || true; crane tag "$REPOSITORY_URI:1" prod',
  'aws ecr put-image --repository-name team/app --image-tag prod --image-manifest "$MANIFEST"',
  'aws --region eu-west-1 ecr put-image --image-tag=prod --repository-name "${REPOSITORY_URI#*/}" --image-manifest "$M"',
  'docker push \\\n  "$REPOSITORY_URI:prod"',
  'set -x\nsudo docker push $REPOSITORY_URI:prod',
])('fails for a literal tag that does not move: %s', (command) => {
  expect(refused(command)).toBe('prod');
});

test.each([
  'docker push "$IMAGE_URI"',
  'docker push "$REPOSITORY_URI:$IMAGE_TAG"',
  'docker push "$REPOSITORY_URI:$IMAGE_TAG-debug"',
  'docker push $REPOSITORY_URI:latest',
  'docker push $REPOSITORY_URI:branch-main',
  'docker push --all-tags $REPOSITORY_URI',
  'docker push ghcr.io/team/app:prod',
  'docker push "$REGISTRY/team/other:prod"',
  'docker push "$REGISTRY/big-team/app:prod"',
  'docker push 999999999999.dkr.ecr.eu-west-1.amazonaws.com/team/app:prod',
  `docker push ${account}.dkr.ecr.us-west-2.amazonaws.com/team/app:prod`,
  'docker pull $REPOSITORY_URI:prod',
  'docker tag app $REPOSITORY_URI:prod',
  'docker build --tag $REPOSITORY_URI:prod .',
  'docker buildx build --push --tag "$IMAGE_URI" --build-arg BASE=$REPOSITORY_URI:prod .',
  'docker buildx imagetools create --tag "$IMAGE_URI" $REPOSITORY_URI:prod',
  'skopeo copy docker://$REPOSITORY_URI:prod docker://ghcr.io/acme/app:prod',
  'echo "docker push $REPOSITORY_URI:prod"',
  '# docker push $REPOSITORY_URI:prod',
  'aws ecr put-image --repository-name other --image-tag prod --image-manifest "$M"',
  'docker push',
  'crane tag',
  '',
])('accepts %s', (command) => {
  expect(refused(command)).toBeUndefined();
});

test('the message names the tag, the repository and the ways out', () => {
  expect(() => {
    refuseStuckPushes({ commandsAfterPush: ['echo', 'docker push $REPOSITORY_URI:prod'] }, repository);
  }).toThrow(
    new Error(
      "`commandsAfterPush[1]` must push no tag that the repository does not let move, got a push of 'prod' to 'team/app'. Each build " +
        "would push it, and the second one would fail. Add 'prod' to the repository's mutableTags, or leave the push to `tags`.",
    ),
  );
});

test('the variables of the user are filled in, unless they are known at deploy time only', () => {
  const command = 'docker push "$REPOSITORY_URI:${STAGE}"';
  expect(refused(command, { STAGE: 'prod' })).toBe('prod');
  expect(refused(command, { STAGE: 'latest' })).toBeUndefined();
  expect(refused(command, { STAGE: Lazy.string({ produce: () => 'prod' }) })).toBeUndefined();
  expect(refused('docker push $REPOSITORY_URI:prod', { REPOSITORY_URI: 'ghcr.io/acme/app' })).toBeUndefined();
});

test('a repository whose setting synth does not know is accepted', () => {
  const stack = newStack();
  const imported = pushedRepository(Repository.fromRepositoryName(stack, 'Imported', 'team/app'));
  expect(refused('docker push $REPOSITORY_URI:prod', {}, imported)).toBeUndefined();
  const ours = pushedRepository(new ImageRepository(stack, 'App'));
  expect(refused('docker push $REPOSITORY_URI:latest', {}, ours)).toBe('latest');
  expect(refused('docker push $REGISTRY/app:latest', {}, ours)).toBeUndefined();
});
