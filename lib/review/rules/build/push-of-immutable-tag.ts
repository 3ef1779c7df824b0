import { type RepositoryNode } from '../../templates/template-graph';
import { isStuck, tagMobility } from '../repository/tag-mobility';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { buildProjectsOf } from './build-projects';
import { phaseCommandsOf } from './buildspec-commands';

/** Tags that each build gives to its own image. */
const forEachBuild = /^(latest|main|master|develop|dev|test|staging|stable|prod|production|edge|nightly|release)$/;
const push = /^docker\s+(?:image\s+)?push\s/;
const pushWithTags = /^docker\s+(?:buildx\s+)?build\s(?:.*\s)?--push(?:\s|$)|^docker\s+buildx\s+imagetools\s+create\s/;

export const pushOfImmutableTag = reviewRule({
  id: 'build-push-of-immutable-tag',
  severity: 'error',
  title: 'A tag of each build in a repository that keeps it at its first image',
  findProblems: (graph) => {
    const { repositories } = graph;
    if (repositories.length === 0) return [];
    return buildProjectsOf(graph).flatMap((project) =>
      phaseCommandsOf(project)
        .flatMap(({ text }) => pushedImages(text))
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
  readonly path: string;
  readonly tag: string;
}

/** The images that a command pushes, if their tags are literal. */
function pushedImages(command: string): PushedImage[] {
  const words = command.replace(/["']/g, '').split(/\s+/);
  const names = push.test(command)
    ? words.filter((word) => !word.startsWith('-')).slice(-1)
    : pushWithTags.test(command)
      ? [...words.join(' ').matchAll(/\s(?:-t|--tag)[ =]?(\S+)/g)].flatMap(([, name]) => name ?? [])
      : [];
  return names.flatMap((name) => {
    const [, path, tag] = /^(.+\/[^:]+):([\w.-]+)$/.exec(name) ?? [];
    return path !== undefined && tag !== undefined && forEachBuild.test(tag) ? [{ path, tag }] : [];
  });
}

function isImmutable({ path, tag }: PushedImage, { resource, name }: RepositoryNode): boolean {
  return path.endsWith(`/${name}`) && isStuck(tagMobility(resource), tag);
}
