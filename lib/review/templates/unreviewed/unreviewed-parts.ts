import { type TemplateGraph, type TemplateSource, type UnreviewedPart } from '../template-graph';
import { shownText } from '../../texts/symbolic-text';
import { type PresentResource } from '../graph-resources';
import { type TemplateReader } from '../template-reader';
import { type TemplateSet } from '../template-set';
import { rolesForUnknownCallers } from './role-credentials';
import { opaqueParts } from './opaque-resources';
import { unreadPolicies } from './unread-policies';

type Nodes = Pick<
  TemplateGraph,
  'repositories' | 'publicRepositories' | 'creationTemplates' | 'identities' | 'registries'
>;

/** Everything that may grant or have access in some templates and that the review could not read, each part once. */
export function unreviewedParts(
  set: TemplateSet,
  resources: readonly PresentResource[],
  nodes: Nodes,
): UnreviewedPart[] {
  // The changes of a macro to a resource are already an entry.
  const changes = new Set(resources.map(({ raw }) => raw.changedBy));
  const changed = new Set(resources.flatMap(({ raw }) => (raw.transforms.length > 0 ? [raw.source] : [])));
  const parts = [
    ...set.readers.flatMap(unreadSections),
    ...resources.flatMap((present) => opaqueParts(present, set)),
    ...resources.flatMap((present) => rolesForUnknownCallers(present, nodes.identities)),
    ...unreadPolicies(nodes).filter(({ why, source }) => !changes.has(why) && !changed.has(source)),
  ];
  return [...new Map(parts.map(shownPart).map((part) => [JSON.stringify(part), part])).values()];
}

/** Macros for a whole template, and a template that is too large to read to its end. */
function unreadSections({ template, limits }: TemplateReader): UnreviewedPart[] {
  const source = (logicalId: string): TemplateSource => ({ template: template.name, logicalId, path: '' });
  return [
    ...template.transforms.map(({ what, why, section }) => ({ what, why, source: source(section) })),
    ...limits.reached.map((limit) => ({
      what: `template '${template.name}'`,
      why: `the review stopped reading it: ${limit}`,
      source: source('Resources'),
    })),
  ];
}

function shownPart({ what, why, source }: UnreviewedPart): UnreviewedPart {
  return { what: shownText(what), why: shownText(why), source };
}
