import { type GraphResource, type TemplateGraph } from '../templates/template-graph';
import { oncePerGraph } from './once-per-graph';
import { fieldsOf, textOf } from './shape';
import { shown } from './shown';

/** A repository, or a template for the repositories that ECR creates. Both have the same settings. */
export interface ImageHolder {
  readonly resource: GraphResource;
  /** The name in messages, such as "repository 'app'". */
  readonly words: string;
  /** The text of its lifecycle policy, if the template has it. */
  readonly lifecycleText: string | undefined;
  /** Whether it has no lifecycle policy. */
  readonly keepsAll: boolean;
}

export const imageHolders = oncePerGraph(
  ({ repositories, creationTemplates }: TemplateGraph): readonly ImageHolder[] => [
    ...repositories.map(({ resource, name }) => ({
      resource,
      words: `repository '${shown(name)}'`,
      lifecycleText: textOf(fieldsOf(resource.properties.LifecyclePolicy).LifecyclePolicyText),
      keepsAll: isNothing(resource.properties.LifecyclePolicy),
    })),
    ...creationTemplates.map(({ resource, name }) => ({
      resource,
      words: `the creation template '${shown(name)}'`,
      lifecycleText: textOf(resource.properties.LifecyclePolicy),
      keepsAll: isNothing(resource.properties.LifecyclePolicy),
    })),
  ],
);

function isNothing(policy: unknown): boolean {
  if (typeof policy === 'string') return false;
  return Object.keys(fieldsOf(policy)).length === 0;
}

/** The words at the start of a sentence. */
export function atStart(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
