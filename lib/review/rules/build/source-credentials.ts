import { hasUnresolved } from '../../texts/symbolic-text';
import { type GraphResource, type TemplateGraph } from '../../templates/template-graph';
import { reviewRule, type FoundProblem } from '../review-rule';
import { textOf } from '../shape';
import { buildProjectsOf } from './build-projects';

export const sourceCredentials = reviewRule({
  id: 'build-source-credentials',
  severity: 'error',
  title: 'Credentials of the source in the template',
  findProblems: (graph) => [...credentials(graph), ...addresses(graph)],
});

const fix =
  'Connect the source by CodeConnections, or keep the token in Secrets Manager. Replace the token that the template contains.';

function credentials({ resources }: TemplateGraph): FoundProblem[] {
  return resources.flatMap((resource) => {
    const problem = resource.type === 'AWS::CodeBuild::SourceCredential' ? credential(resource) : undefined;
    return problem ? [problem] : [];
  });
}

/** A personal token gives every project of the account access to everything that the person can read. */
function credential({ source, properties }: GraphResource): FoundProblem | undefined {
  const token = textOf(properties.Token);
  const type = textOf(properties.AuthType) ?? '';
  if (token === undefined || !['PERSONAL_ACCESS_TOKEN', 'OAUTH', 'BASIC_AUTH'].includes(type)) return undefined;
  const isInTemplate = !hasUnresolved(token) && !token.includes('{{resolve:');
  return {
    source,
    ...(!isInTemplate && { severity: 'warning' as const }),
    message: isInTemplate
      ? 'The template contains the token of the source. Anyone who can read the template has it.'
      : `The source is read by ${type === 'OAUTH' ? 'an OAuth token' : 'a token or password'} for the whole account. A build that leaks it gives access to every repository that the token can read.`,
    fix,
  };
}

function addresses(graph: TemplateGraph): FoundProblem[] {
  return buildProjectsOf(graph)
    .filter(({ source }) => /:\/\/[^/@\s]+@/.test((textOf(source.Location) ?? '').slice(0, 2048)))
    .map(({ resource }) => ({
      source: resource.source,
      message:
        "The address of the project's source contains a user or a password. Anyone who can view the project can read it.",
      fix,
    }));
}
