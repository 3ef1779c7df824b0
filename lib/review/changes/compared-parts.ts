import { type ComparedParts } from '../report/review-report';
import { type TemplateGraph } from '../templates/template-graph';
import { compareGraphs } from './comparison';

/** The parts that both graphs have, which a comparison says if nothing changes in them. */
export function comparedParts(before: TemplateGraph, after: TemplateGraph): ComparedParts {
  const { templates, kept } = compareGraphs(before, after);
  const resources = new Map(
    kept.map(({ after: { resource } }) => [`${resource.source.template}\0${resource.source.logicalId}`, resource.type]),
  );
  return {
    templates: templates.map((pair) => pair.after.name),
    repositories: [...resources.values()].filter((type) => type === 'AWS::ECR::Repository').length,
    resources: resources.size,
  };
}
