import { isMapping, type Mapping } from '../../private/values/mapping';

/** A repository of a template. */
export interface TemplateRepository {
  readonly logicalId: string;
  /** Its name, where the template fixes one. */
  readonly name?: string;
  /** The text of its lifecycle policy, or what makes that at deploy; nothing where it has none. */
  readonly policy?: unknown;
}

/** The repositories of a template, in its order. */
export function repositoriesIn(resources: Mapping): TemplateRepository[] {
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (!isMapping(resource) || resource.Type !== 'AWS::ECR::Repository') return [];
    const { RepositoryName: name, LifecyclePolicy: policy } = mappingOf(resource.Properties);
    const text = literal(mappingOf(policy).LifecyclePolicyText);
    return [{ logicalId, name: textOf(literal(name)), policy: text }];
  });
}

/** A repository as a reader finds it in the template. */
export function repositoryText({ logicalId, name }: TemplateRepository): string {
  return name === undefined ? logicalId : `${name} (${logicalId})`;
}

/** `Fn::Sub` of a text without a variable is that text. */
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
