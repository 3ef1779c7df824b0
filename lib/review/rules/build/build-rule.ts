import { type TemplateGraph } from '../../templates/template-graph';
import { reviewRule, type ReviewRule } from '../review-rule';
import { shown } from '../shown';
import { type BuildProject, buildProjectsOf } from './build-projects';

interface BuildRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title'> {
  readonly fix: string;
  /** Returns the problem of a project. The sentence starts after the project's name. */
  readonly problem: (project: BuildProject, graph: TemplateGraph) => string | undefined;
}

/** A rule about CodeBuild projects. */
export function buildRule({ id, severity, title, fix, problem }: BuildRuleProps): ReviewRule {
  return reviewRule({
    id,
    severity,
    title,
    findProblems: (graph) =>
      buildProjectsOf(graph).flatMap((project) => {
        const message = problem(project, graph);
        if (message === undefined) return [];
        return [{ source: project.resource.source, message: `Project '${shown(project.name)}' ${message}`, fix }];
      }),
  });
}
