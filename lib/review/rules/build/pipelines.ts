import { type GraphResource, type IdentityNode, type TemplateGraph } from '../../templates/template-graph';
import { identitiesOf } from '../identities-by-arn';
import { oncePerGraph } from '../once-per-graph';
import { type Fields, fieldsOf, listOf, textOf } from '../shape';
import { type BuildProject, buildProjectsOf } from './build-projects';
import { nameInTemplate } from './name-in-template';

/** One action of a pipeline. */
export interface PipelineAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly configuration: Fields;
  readonly environmentVariables: unknown;
  /** The role that the action has, or the pipeline's own. */
  readonly role: IdentityNode | undefined;
  /** The project that it starts, if a template contains it. */
  readonly project: BuildProject | undefined;
  /** Whether a person or a condition can stop the pipeline before it. */
  readonly isGuarded: boolean;
}

/** The parts of a pipeline of CodePipeline that the rules read. */
export interface Pipeline {
  readonly resource: GraphResource;
  readonly name: string;
  readonly triggers: readonly Fields[];
  readonly actions: readonly PipelineAction[];
}

export const pipelinesOf = oncePerGraph((graph: TemplateGraph): readonly Pipeline[] =>
  graph.resources
    .filter(({ type }) => type === 'AWS::CodePipeline::Pipeline')
    .map((resource) => ({
      resource,
      name: textOf(resource.properties.Name) ?? resource.source.logicalId,
      triggers: listOf(resource.properties.Triggers).map(fieldsOf),
      actions: actionsOf(resource, graph),
    })),
);

function actionsOf({ properties }: GraphResource, graph: TemplateGraph): PipelineAction[] {
  let isGuarded = false;
  return listOf(properties.Stages)
    .map(fieldsOf)
    .flatMap((stage) => {
      isGuarded ||= stage.BeforeEntry !== undefined;
      return inOrder(listOf(stage.Actions).map(fieldsOf)).map((action) => {
        const { Category: category, Provider: provider } = fieldsOf(action.ActionTypeId);
        isGuarded ||= category === 'Approval';
        const configuration = fieldsOf(action.Configuration);
        return {
          name: textOf(action.Name) ?? '',
          category: textOf(category) ?? '',
          provider: textOf(provider) ?? '',
          configuration,
          environmentVariables: action.EnvironmentVariables,
          role: identitiesOf(graph).byArn(textOf(action.RoleArn) ?? textOf(properties.RoleArn) ?? ''),
          project:
            provider === 'CodeBuild'
              ? buildProjectsOf(graph).find(
                  (one) => nameInTemplate(one.resource, 'Name', graph) === configuration.ProjectName,
                )
              : undefined,
          isGuarded,
        };
      });
    });
}

/** Actions with the same RunOrder run at once, so an approval comes after the others. */
function inOrder(actions: readonly Fields[]): Fields[] {
  const order = ({ RunOrder: given, ActionTypeId: type }: Fields): number =>
    Number(given ?? 1) + (fieldsOf(type).Category === 'Approval' ? 0.5 : 0);
  return [...actions].sort((one, other) => order(one) - order(other));
}
