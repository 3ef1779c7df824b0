import { type TemplateGraph, type TemplateSource } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf, textOf } from '../shape';
import { quoted } from '../shown';
import { buildProjectsOf, plainOnes, type PlainVariable, plainVariables } from './build-projects';
import { buildspecVariables } from './buildspec-commands';
import { type PipelineAction, pipelinesOf } from './pipelines';
import { secretParametersOf } from '../secret-parameters';
import { isSecret } from './secret-names';

export const plaintextSecret = reviewRule({
  id: 'build-plaintext-secret',
  severity: 'error',
  title: 'A secret in a plain environment variable',
  findProblems: (graph) =>
    placesIn(graph).flatMap(({ source, place, noun, variables }) => {
      const variable = variables.find((one) => isShown(one, graph));
      if (variable === undefined) return [];
      return [
        {
          source,
          message: `${place} contains a secret in the plain environment variable ${quoted(variable.name)}. Anyone who can view the ${noun} or the template can read it.`,
          fix: "Use Type 'SECRETS_MANAGER' or 'PARAMETER_STORE' with the secret's name. For AWS, use the project's role. Replace the secret.",
        },
      ];
    }),
});

function isShown({ name, value }: PlainVariable, graph: TemplateGraph): boolean {
  return isSecret(name, value) || secretParametersOf(graph).some(({ text }) => value.includes(text));
}

interface Place {
  readonly source: TemplateSource;
  readonly place: string;
  readonly noun: string;
  readonly variables: readonly PlainVariable[];
}

/** The places for plain variables: projects with their buildspecs, pipelines, and actions of pipelines. */
function placesIn(graph: TemplateGraph): Place[] {
  const projects = buildProjectsOf(graph).flatMap((project): Place[] => {
    const at = { source: project.resource.source, noun: 'project' };
    const name = quoted(project.name);
    return [
      { ...at, place: `Project ${name}`, variables: plainVariables(project) },
      { ...at, place: `The buildspec of project ${name}`, variables: buildspecVariables(project) },
    ];
  });
  const pipelines = pipelinesOf(graph).flatMap(({ resource: { source, properties }, name, actions }): Place[] => {
    const at = { source, noun: 'pipeline' };
    const own = listOf(properties.Variables).flatMap((one) => {
      const { Name: variable, DefaultValue: value } = fieldsOf(one);
      return typeof variable === 'string' && typeof value === 'string' ? [{ name: variable, value }] : [];
    });
    return [
      { ...at, place: `Pipeline ${quoted(name)}`, variables: own },
      ...actions.map((action) => ({
        ...at,
        place: `Action ${quoted(action.name)} of pipeline ${quoted(name)}`,
        variables: variablesOf(action),
      })),
    ];
  });
  return [...projects, ...pipelines];
}

/** An action has a list of variables, and for CodeBuild one as JSON in its configuration. */
function variablesOf({ environmentVariables, configuration }: PipelineAction): PlainVariable[] {
  return [...plainOnes(environmentVariables), ...plainOnes(parsed(textOf(configuration.EnvironmentVariables)))];
}

function parsed(text = '[]'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return []; // CodePipeline refuses it, too
  }
}
