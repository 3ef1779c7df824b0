import { hasHoles } from '../../texts/symbolic-text';
import { type GraphResource, type TemplateGraph } from '../../template-graph';
import { reviewRule, type Sighting } from '../review-rule';
import { textOf } from '../shape';
import { buildProjectsOf } from './build-projects';

export const sourceCredentials = reviewRule({
  id: 'build-source-credentials',
  severity: 'error',
  title: 'Credentials of the source in the template',
  look: (graph) => [...credentials(graph), ...addresses(graph)],
});

const fix =
  'Connect the source by CodeConnections; or keep the token in Secrets Manager. Replace the one that stands here.';

function credentials({ resources }: TemplateGraph): Sighting[] {
  return resources.flatMap((resource) => {
    const sighting = resource.type === 'AWS::CodeBuild::SourceCredential' ? credential(resource) : undefined;
    return sighting ? [sighting] : [];
  });
}

/** A token that is bound to a person opens all that the person sees, to every project of the account. */
function credential({ source, properties }: GraphResource): Sighting | undefined {
  const token = textOf(properties.Token);
  const type = textOf(properties.AuthType) ?? '';
  if (token === undefined || !['PERSONAL_ACCESS_TOKEN', 'OAUTH', 'BASIC_AUTH'].includes(type)) return undefined;
  const held = !hasHoles(token) && !token.includes('{{resolve:');
  return {
    source,
    ...(!held && { severity: 'warning' as const }),
    message: held
      ? 'The token of the source stands in the template: whoever reads the template has it.'
      : `The source is read by ${type === 'OAUTH' ? 'an OAuth token' : 'a token or password'} for the whole account: a build that leaks it opens every repository that it sees.`,
    fix,
  };
}

function addresses(graph: TemplateGraph): Sighting[] {
  return buildProjectsOf(graph)
    .filter(({ source }) => /:\/\/[^/@\s]+@/.test((textOf(source.Location) ?? '').slice(0, 2048)))
    .map(({ resource }) => ({
      source: resource.source,
      message:
        "The address of the project's source holds a user or a password: whoever may look at the project reads it.",
      fix,
    }));
}
