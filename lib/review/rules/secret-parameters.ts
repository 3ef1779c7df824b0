import { type HiddenParameter, type TemplateGraph } from '../templates/template-graph';
import { oncePerGraph } from './once-per-graph';
import { textOf } from './shape';

/**
 * The parameters with NoEcho whose values are secret. A value in the name of a resource is not: the products of
 * SageMaker must have NoEcho on the name of the project.
 */
export const secretParametersOf = oncePerGraph(
  ({ resources, hiddenParameters }: TemplateGraph): readonly HiddenParameter[] => {
    if (hiddenParameters.length === 0) return [];
    const names = resources.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([key, value]) => (/(^|[a-z])Name$/.test(key) ? (textOf(value) ?? []) : [])),
    );
    return hiddenParameters.filter(({ text }) => !names.some((name) => name.includes(text)));
  },
);
