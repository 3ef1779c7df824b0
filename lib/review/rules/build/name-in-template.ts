import { type GraphResource, type TemplateGraph } from '../../templates/template-graph';
import { unresolved } from '../../texts/symbolic-text';
import { textOf } from '../shape';

/** The name of a resource, or the value of `Ref` if it gets its name at deploy. */
export function nameInTemplate(
  { properties, source }: GraphResource,
  property: string,
  { templates }: TemplateGraph,
): string {
  const template = templates.find(({ name }) => name === source.template);
  return textOf(properties[property]) ?? unresolved(`${template?.prefix ?? source.template}.${source.logicalId}`);
}
