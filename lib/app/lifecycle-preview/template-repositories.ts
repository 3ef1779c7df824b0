import { isMapping, type Mapping } from '../../private/values/mapping';

/** A repository of a template. */
export interface TemplateRepository {
  readonly logicalId: string;
  /** Its name, if the template sets one. */
  readonly name?: string;
  /** The text of its lifecycle policy, or the function that returns it at deployment. Undefined without a policy. */
  readonly policy?: unknown;
}

/** The repositories of a template, in the order of the template. */
export function repositoriesIn(resources: Mapping): TemplateRepository[] {
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (!isMapping(resource) || resource.Type !== 'AWS::ECR::Repository') return [];
    const { RepositoryName: name, LifecyclePolicy: policy } = mappingOf(resource.Properties);
    const text = literal(mappingOf(policy).LifecyclePolicyText);
    return [{ logicalId, name: textOf(literal(name)), policy: text }];
  });
}

/** The name and the logical id of a repository, for messages. */
export function repositoryText({ logicalId, name }: TemplateRepository): string {
  return name === undefined ? logicalId : `${name} (${logicalId})`;
}

/** The text of an `Fn::Sub` without variables, or else the value itself. */
function literal(value: unknown): unknown {
  const text = isMapping(value) ? value['Fn::Sub'] : undefined;
  return typeof text === 'string' && !text.includes('${') ? text : value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
