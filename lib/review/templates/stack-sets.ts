import { ReviewInputError } from '../read/input-error';
import { templateContent } from '../read/template-text';
import { hasUnresolved } from '../texts/symbolic-text';
import { type PreparedTemplate, type RawResource } from './template';
import { type TemplateReader } from './template-reader';
import { entriesOf, field, isList, type Value } from './value';

/**
 * The templates that stack sets contain as text. They are deployed to other accounts and Regions than the stack set's
 * own template.
 */
export function stackSetTemplates(reader: TemplateReader): PreparedTemplate[] {
  return [...reader.template.resources.values()]
    .filter(({ type }) => type === 'AWS::CloudFormation::StackSet')
    .flatMap((raw) => stackSetTemplate(raw, reader));
}

function stackSetTemplate({ properties, logicalId }: RawResource, reader: TemplateReader): PreparedTemplate[] {
  const body = contentOf(field(properties, 'TemplateBody'), reader);
  if (entriesOf(field(body, 'Resources')).length === 0) return [];
  const { name, env } = reader.template;
  const targets = reader.flat.resolve(field(properties, 'StackInstancesGroup'));
  return [
    {
      name: `${name}.${logicalId}`,
      file: name,
      body,
      env: {
        ...(hasUnresolved(env.partition) ? {} : { partition: env.partition }),
        ...onlyOne('account', targets, (group) => field(field(group, 'DeploymentTargets'), 'Accounts')),
        ...onlyOne('region', targets, (group) => field(group, 'Regions')),
      },
      nestedIn: { template: name, logicalId },
      hasOwnEnvironment: true,
    },
  ];
}

function contentOf(raw: unknown, reader: TemplateReader): unknown {
  const text = typeof raw === 'string' ? raw : reader.flat.resolve(raw);
  if (typeof text !== 'string' || hasUnresolved(text)) return undefined;
  try {
    return templateContent(text, 'TemplateBody');
  } catch (error) {
    if (error instanceof ReviewInputError) return undefined;
    throw error;
  }
}

/** The account or the Region of all instances, if it is known and the same for all. */
function onlyOne(part: 'account' | 'region', groups: Value | undefined, values: (group: unknown) => unknown): object {
  const all = new Set((isList(groups) ? groups : []).map(values).flat());
  const [only, ...others] = all;
  return typeof only === 'string' && others.length === 0 && !hasUnresolved(only) ? { [part]: only } : {};
}

/**
 * The value, as written, that a stack set passes to a parameter of its template. It is `open` if its instances differ.
 */
export function stackSetArgument(properties: unknown, parameter: string): { readonly raw: unknown } | 'open' {
  const isOne = (entry: unknown): boolean => field(entry, 'ParameterKey') === parameter;
  const groups = field(properties, 'StackInstancesGroup');
  const overrides = (isList(groups) ? groups : []).map((group) => field(group, 'ParameterOverrides'));
  if (overrides.some((list) => (isList(list) ? list.some(isOne) : list !== undefined))) return 'open';
  const list = field(properties, 'Parameters');
  return { raw: isList(list) ? field(list.find(isOne), 'ParameterValue') : undefined };
}
