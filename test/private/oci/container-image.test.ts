import { containerImageRule } from '../../../lib/private/oci/container-image';
import { hostileTexts, refuses, takes } from '../rule-cases';

const digest = `sha256:${'0'.repeat(64)}`;
const what = "an image with its registry, like 'public.ecr.aws/team/image:1' or '...@sha256:...'";
const moving = "'latest' may be another image tomorrow. Name a version or a digest";

takes(
  containerImageRule,
  [
    'public.ecr.aws/vend/moby/buildkit:buildx-stable-1',
    'mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/a__b--c.d:1',
    `example.com:5000/x@${digest}`,
    `example.com/x:latest@${digest}`,
  ],
  'example.com/x',
);

refuses(containerImageRule, what, [
  ...hostileTexts,
  ['comes from Docker Hub unsaid', 'moby/buildkit:1', "got 'moby/buildkit:1'"],
  ['is of Docker itself', 'alpine:3', "got 'alpine:3'"],
  ['has no tag', 'example.com/x', `got 'example.com/x'. ${moving}`],
  ['has the tag latest', 'example.com/x:latest', `got 'example.com/x:latest'. ${moving}`],
  ['has an address before it', 'https://example.com/x:1', "got 'https://example.com/x:1'"],
  ['has upper case', 'example.com/X:1', "got 'example.com/X:1'"],
  ['has a second option', 'example.com/x:1,network=host', "got 'example.com/x:1,network=host'"],
  ['has a digest of another kind', 'example.com/x@md5:1', "got 'example.com/x@md5:1'"],
]);

test('fails when the text next to a token cannot be part of one', () => {
  expect(containerImageRule.literalPart?.(':1,network=host')).toBe(
    `must be ${what}, got ':1,network=host' next to a token. It must not contain ',', for any value of the token`,
  );
});
