import { filterCanMatchBelow, filterMatches } from '../../../private/oci/scan-filter';
import { isExcluded } from '../../templates/excluded-statement';
import { isSameEnvironment } from '../../templates/environment';
import { type RepositoryNode, type TemplateGraph } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';
import { type ScanningConfiguration, scanningConfigurations, unscanned } from './scanning-configurations';

const mostNames = 5;

export const scanningLeavesOut = reviewRule({
  id: 'registry-scanning-leaves-out',
  severity: 'warning',
  title: 'Repositories that no scan filter matches',
  findProblems: (graph) =>
    scanningConfigurations(graph).flatMap((configuration) => {
      const { resource, type, filters } = configuration;
      const names = filters.length === 0 ? [] : leftOut(configuration, graph); // no filter is a separate finding
      if (names.length === 0) return [];
      return [
        {
          source: resource.source,
          message: `No filter of the registry's scanning matches ${listOfNames(names)}. The registry's setting overrides theirs, so ${unscanned[type]}.`,
          fix: "Add a rule with a filter that matches them, such as '*'.",
        },
      ];
    }),
});

function leftOut(configuration: ScanningConfiguration, graph: TemplateGraph): string[] {
  const { repositories, creationTemplates } = graph;
  const { filters } = configuration;
  const isHere = ({ resource, name }: RepositoryNode): boolean =>
    isSameEnvironment(resource.env, configuration.resource.env) &&
    !isExcluded(resource, configuration.resource) &&
    !hasUnresolved(name);
  return [
    ...repositories
      .filter((one) => isHere(one) && !filters.some((filter) => filterMatches(filter, one.name)))
      .map(({ name }) => quoted(name)),
    ...creationTemplates
      .filter((one) => one.name !== 'ROOT' && isHere(one))
      .filter(({ name }) => !filters.some((filter) => filterCanMatchBelow(filter, `${name}/`)))
      .map(({ name }) => `the repositories under ${quoted(name)}`),
  ].sort();
}

function listOfNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length > mostNames ? ` and ${distinct.length - mostNames} more` : '';
  return distinct.slice(0, mostNames).join(', ') + more;
}
