import { reviewRule } from '../review-rule';
import { fieldsOf, textOf } from '../shape';
import { shown } from '../shown';
import { type BuildProject, buildProjectsOf, buildsPullRequests } from './build-projects';

export const pullRequestCache = reviewRule({
  id: 'build-pull-request-cache',
  severity: 'warning',
  title: 'Pull requests write a cache that other builds read',
  findProblems: (graph) => {
    const projects = buildProjectsOf(graph);
    return projects.filter(buildsPullRequests).flatMap((project) => {
      const other = readerOf(project, projects);
      if (other === undefined) return [];
      return [
        {
          source: project.resource.source,
          message: `Project '${shown(project.name)}' builds pull requests with a cache that ${other}. Files that a pull request leaves there can become part of other images.`,
          fix: "Set Cache to 'NO_CACHE' for pull requests, or give them their own cache.",
        },
      ];
    });
  },
});

/** The builds that share the cache: its own later builds on the machine, or another project with the same bucket. */
function readerOf(project: BuildProject, projects: readonly BuildProject[]): string | undefined {
  const { Type: type, Location: location } = fieldsOf(project.resource.properties.Cache);
  if (type === 'LOCAL') return 'its next builds on the machine share';
  const bucket = textOf(location);
  if (type !== 'S3' || bucket === undefined) return undefined;
  const sharing = projects.find((other) => other.name !== project.name && other.pushes && cacheOf(other) === bucket);
  return sharing && `project '${shown(sharing.name)}' shares, which pushes images`;
}

function cacheOf({ resource }: BuildProject): unknown {
  return fieldsOf(resource.properties.Cache).Location;
}
