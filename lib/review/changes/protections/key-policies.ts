import { fieldsOf, listOf, textOf } from '../../rules/shape';
import { type GraphResource, type NamedPrincipal, type Statement } from '../../templates/template-graph';

/** The statements of the policy of a KMS key. Access to keys is not in the graph, so they are read from its properties. */
export function keyStatements({ properties, source, when }: GraphResource): Statement[] {
  return listOf(fieldsOf(properties.KeyPolicy).Statement).map((raw) => {
    const fields = fieldsOf(raw);
    return {
      sid: textOf(fields.Sid),
      effect: fields.Effect === 'Deny' ? 'Deny' : 'Allow',
      principals: principalsIn(fields.Principal),
      notPrincipals: principalsIn(fields.NotPrincipal),
      actions: textsIn(fields.Action),
      notActions: textsIn(fields.NotAction),
      resources: textsIn(fields.Resource),
      notResources: textsIn(fields.NotResource),
      conditions: Object.entries(fieldsOf(fields.Condition)).flatMap(([operator, keys]) =>
        Object.entries(fieldsOf(keys)).map(([key, values]) => ({ operator, key, values: valuesIn(values) })),
      ),
      source,
      when,
    };
  });
}

function principalsIn(raw: unknown): NamedPrincipal[] | undefined {
  if (raw === undefined) return undefined;
  if (raw === '*') return [{ type: '*', value: '*' }];
  return Object.entries(fieldsOf(raw)).flatMap(([type, values]) =>
    valuesIn(values).map((value) => ({ type: value === '*' ? '*' : type, value })),
  );
}

function textsIn(raw: unknown): string[] | undefined {
  return raw === undefined ? undefined : valuesIn(raw);
}

/** One value, or a list of them. */
function valuesIn(raw: unknown): string[] {
  return (Array.isArray(raw) ? raw : [raw]).map(String);
}
