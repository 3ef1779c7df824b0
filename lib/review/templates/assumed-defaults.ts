import { type ReviewAssumption, type TemplateSource } from './template-graph';
import { shownText } from '../texts/symbolic-text';
import { textsIn } from './graph-resources';
import { parameterDefault } from './parameters';
import { type RawResource } from './template';
import { type TemplateReader } from './template-reader';
import { isOfAccessService } from './unreviewed/access-types';
import { entriesOf } from './value';

/** Properties of IAM, ECR and IAM Identity Center that have no effect on access. */
const otherProperties: ReadonlySet<string> = new Set([
  ...['Description', 'EmptyOnDelete', 'EncryptionConfiguration', 'ImageScanningConfiguration', 'ImageTagMutability'],
  ...['ImageTagMutabilityExclusionFilters', 'LifecyclePolicy', 'MaxSessionDuration', 'SessionDuration', 'Tags'],
]);

/** The parameters of a template whose defaults are part of a name, a policy or a trust policy, each once. */
export function assumedDefaults(reader: TemplateReader): ReviewAssumption[] {
  const { template } = reader;
  const uses = new Map<string, ReviewAssumption>();
  const use = (values: unknown, source: TemplateSource): void => {
    for (const name of reader.defaultsIn(values)) {
      const value = parameterDefault(template.parameters.get(name));
      if (value === undefined || uses.has(name)) continue;
      const what = `parameter '${name}' has its default '${textsIn(value).join(',')}'`;
      uses.set(name, { what: shownText(what), why: `'${source.logicalId}' depends on it`, source });
    }
  };
  for (const [key, collection] of template.collections)
    use(collection, { template: template.name, logicalId: key, path: '' });
  for (const raw of template.resources.values()) use(decidingProperties(raw), raw.source);
  return [...uses.values()];
}

function decidingProperties({ type, properties }: RawResource): unknown[] {
  if (!isOfAccessService(type)) return [];
  return entriesOf(properties).flatMap(([name, value]) => (otherProperties.has(name) ? [] : [value]));
}
