import { hasUnresolved } from '../../texts/symbolic-text';
import { textOf } from '../shape';
import { quoted } from '../shown';
import { buildRule } from './build-rule';

export const mutableBuildImage = buildRule({
  id: 'build-mutable-image',
  severity: 'warning',
  title: 'A build image that others can replace',
  fix: 'Name it by digest, `IMAGE@sha256:...`, best from your own ECR repository, or use an `aws/codebuild/` image.',
  problem: ({ environment }) => {
    const image = textOf(environment.Image);
    const problem = image === undefined ? undefined : problemOf(image);
    return image !== undefined && problem !== undefined
      ? `builds in ${quoted(image)}, ${problem}. The next image that is pushed there runs with its role.`
      : undefined;
  },
});

function problemOf(image: string): string | undefined {
  if (image.startsWith('aws/codebuild/') || image.includes('@sha256:')) return undefined;
  if (image.endsWith(':latest')) return "whose tag 'latest' moves";
  const [host = '', ...path] = image.split('/');
  // If the registry is filled in at deploy, its owner is not known.
  if (hasUnresolved(host)) return undefined;
  const isHost = path.length > 0 && (/[.:]/.test(host) || host === 'localhost');
  if (!isHost || host === 'docker.io' || host === 'index.docker.io') return 'from Docker Hub by a tag that can move';
  return hasUnresolved(image) || /:[^/]+$/.test(image) ? undefined : "without a tag, which is 'latest'";
}
