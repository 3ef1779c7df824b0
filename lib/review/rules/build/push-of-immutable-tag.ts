import { type RepositoryNode } from '../../templates/template-graph';
import { isSameText } from '../../texts/wildcard-match';
import { isStuck, tagMobility } from '../repository/tag-mobility';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { buildProjectsOf } from './build-projects';
import { phaseCommandsOf } from './buildspec-commands';
import { pushedNames } from './pushing-commands';

/** Tags that each build gives to its own image. */
const forEachBuild = /^(latest|main|master|develop|dev|test|staging|stable|prod|production|edge|nightly|release)$/;

export const pushOfImmutableTag = reviewRule({
  id: 'build-push-of-immutable-tag',
  severity: 'error',
  title: 'A tag of each build in a repository that keeps it at its first image',
  findProblems: (graph) => {
    const { repositories } = graph;
    if (repositories.length === 0) return [];
    return buildProjectsOf(graph).flatMap((project) =>
      phaseCommandsOf(project)
        .filter(({ mayFail }) => !mayFail)
        .flatMap(({ text }) => pushedNames(text).flatMap(pushedImage))
        .flatMap((image) =>
          repositories.filter((repository) => isImmutable(image, repository)).map(({ name }) => ({ image, name })),
        )
        .slice(0, 1)
        .map(({ image: { tag }, name }) => ({
          source: project.resource.source,
          message: `Project '${shown(project.name)}' pushes the tag ${quoted(tag)} to repository ${quoted(name)}, which does not let it move. The second build fails.`,
          fix: `Push a tag of the commit, or set IMMUTABLE_WITH_EXCLUSION with a filter for '${tag}' at the repository.`,
        })),
    );
  },
});

interface PushedImage {
  readonly host: string;
  readonly name: string;
  readonly tag: string;
}

/** An image whose tag is literal. Docker pushes the tag `latest` if a name has none. */
function pushedImage(text: string): PushedImage[] {
  const [, host, name, tag = 'latest'] = /^([^/]+)\/([^:@]+)(?::([\w.-]+))?$/.exec(text) ?? [];
  return host !== undefined && name !== undefined && forEachBuild.test(tag) ? [{ host, name, tag }] : [];
}

function isImmutable({ host, name, tag }: PushedImage, repository: RepositoryNode): boolean {
  return name === repository.name && isIn(host, repository) && isStuck(tagMobility(repository.resource), tag);
}

/** Whether a host can be the registry of a repository. A variable of the build can be any host. */
function isIn(host: string, { resource: { env } }: RepositoryNode): boolean {
  const [, account, region] = /^([^.]+)\.dkr[.-]ecr(?:-fips)?\.([^.]+)\./.exec(host) ?? [];
  if (account === undefined || region === undefined) return host.includes('$') || !host.includes('.');
  const isSame = (text: string, own: string) => text.includes('$') || isSameText(text, own) !== 'no';
  return isSame(account, env.account) && isSame(region, env.region);
}
