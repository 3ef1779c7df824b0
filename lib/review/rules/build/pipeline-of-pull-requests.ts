import { type TemplateGraph } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf } from '../shape';
import { quoted, shown } from '../shown';
import { roleChainsOf } from '../role-chains';
import { type Pipeline, type PipelineAction, pipelinesOf } from './pipelines';

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html */
export const pipelineOfPullRequests = reviewRule({
  id: 'build-pipeline-of-pull-requests',
  severity: 'error',
  title: 'Pull requests start a pipeline that pushes images or deploys',
  findProblems: (graph) =>
    pipelinesOf(graph)
      .filter(startsForPullRequests)
      .flatMap(({ resource: { source }, name, actions }) =>
        actions
          .filter(({ isGuarded }) => !isGuarded)
          .flatMap((action) => {
            const harm = harmOf(action, graph);
            return harm === undefined ? [] : [{ action, harm }];
          })
          .slice(0, 1)
          .map(({ action, harm }) => ({
            source,
            message: `Pull requests start pipeline '${shown(name)}', and its action ${quoted(action.name)} ${harm}. Code that no reviewer has seen is published.`,
            fix: 'Leave PullRequest out of its triggers, and test pull requests in another pipeline whose roles neither push nor deploy. Or put an approval before the action.',
          })),
      ),
});

function startsForPullRequests({ triggers, resource }: Pipeline): boolean {
  if (resource.properties.PipelineType === 'V1') return false;
  return triggers.some((trigger) => listOf(fieldsOf(trigger.GitConfiguration).PullRequest).length > 0);
}

function harmOf(action: PipelineAction, graph: TemplateGraph): string | undefined {
  const { provider, category, configuration, project, role } = action;
  if (project?.pushes === true) return `starts project '${shown(project.name)}', whose role can push images`;
  if (provider === 'ECRBuildAndPublish') return 'builds and pushes an image';
  // Its commands come from the pipeline, and run the code of the source.
  if (provider === 'Commands' && role && roleChainsOf(graph).toPusher(role)) {
    return `runs commands with role ${quoted(role.name)}, which can push images`;
  }
  // A change set changes nothing before another action executes it.
  return category === 'Deploy' && configuration.ActionMode !== 'CHANGE_SET_REPLACE' ? 'deploys' : undefined;
}
