import { groupedBy } from '../../private/values/grouped-by';
import { type GraphResource, type GraphTemplate, type TemplateGraph } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { comparedTypes } from './compared-types';
import { type ComparedType } from './types/compared-type';

/** A resource of a type that matters, in one case of the conditions of its template. */
export interface ComparedResource {
  readonly resource: GraphResource;
  readonly type: ComparedType;
  readonly template: GraphTemplate;
  /** Its name, if the template sets one. */
  readonly name?: string;
  /** Its identity in AWS, if no other resource can have the same. Undefined if its name is generated. */
  readonly identity?: string;
}

/** All cases of one resource of a template. */
export interface ResourceCases {
  readonly cases: readonly [ComparedResource, ...ComparedResource[]];
  readonly template: GraphTemplate;
  readonly logicalId: string;
}

/** The resources of a graph whose types matter, by their templates and logical ids. */
export function comparedResources({ resources, templates }: TemplateGraph): ResourceCases[] {
  const byName = new Map(templates.map((template) => [template.name, template]));
  const compared = resources.flatMap((resource) => {
    const type = comparedTypes.get(resource.type);
    const template = byName.get(resource.source.template);
    return type && template ? [comparedResource(resource, type, template)] : [];
  });
  return groupedBy(compared, ({ resource: { source } }) => JSON.stringify([source.template, source.logicalId])).map(
    (cases) => ({ cases, template: cases[0].template, logicalId: cases[0].resource.source.logicalId }),
  );
}

function comparedResource(resource: GraphResource, type: ComparedType, template: GraphTemplate): ComparedResource {
  const { properties, env } = resource;
  const given = type.name === undefined ? undefined : properties[type.name];
  const name = typeof given === 'string' && given !== '' ? given : undefined;
  if (name === undefined && type.isSingle !== true) return { resource, type, template };
  const place = type.unique === 'world' ? [] : type.unique === 'account' ? [env.account] : [env.account, env.region];
  const within = type.within === undefined ? [] : [JSON.stringify(properties[type.within] ?? 'default')];
  const unique = type.ignoresCase === true && name !== undefined && !hasUnresolved(name) ? name.toLowerCase() : name;
  const identity = JSON.stringify([type.sameAs ?? resource.type, ...place, ...within, unique ?? '']);
  return { resource, type, template, ...(name !== undefined && { name }), identity };
}
