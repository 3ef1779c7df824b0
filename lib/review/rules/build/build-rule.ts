import { type TemplateGraph } from '../../templates/template-graph';
import { reviewRule, type FoundProblem, type ReviewRule } from '../review-rule';
import { shown } from '../shown';
import { type BuildProject, buildProjectsOf } from './build-projects';

interface BuildRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title'> {
  readonly fix: string;
  /** Returns the problem of a project. The sentence starts after the project's name. */
  readonly problem: (project: BuildProject, graph: TemplateGraph) => string | BuildProblem | undefined;
}

/** A problem whose severity may be lower than the rule's own. */
export type BuildProblem = Pick<FoundProblem, 'severity' | 'message'>;

/** A rule about CodeBuild projects. */
export function buildRule({ id, severity, title, fix, problem }: BuildRuleProps): ReviewRule {
  return reviewRule({
    id,
    severity,
    title,
    findProblems: (graph) =>
      buildProjectsOf(graph).flatMap((project) => {
        const found = problem(project, graph);
        if (found === undefined) return [];
        const { message, ...rest } = typeof found === 'string' ? { message: found } : found;
        const text = `Project '${shown(project.name)}' ${message}`;
        return [{ source: project.resource.source, message: text, fix, ...rest }];
      }),
  });
}
