import { groupedBy } from '../../../private/values/grouped-by';
import { fieldsOf, listOf, textOf } from '../../rules/shape';
import { readStatement } from '../../templates/statement';
import { type GraphResource, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { type Value } from '../../templates/value';
import { givenStatements, holderType, policyTypes } from './policy-types';

const holderTypes = new Set(Object.values(policyTypes).map(({ holder }) => holder));

/** A resource with a policy, and all statements that any resource of the templates gives it. */
export interface PolicyHolder {
  readonly type: string;
  readonly word: string;
  /** The resource, or the one with its policy if no template has the resource itself. */
  readonly resource: GraphResource;
  /** The logical id of the resource, or its name if no template has it. */
  readonly id: string;
  readonly isOutside: boolean;
  readonly statements: readonly Statement[];
}

/** The resources of a graph with policies that are in no row, such as keys and buckets, and those outside that get one. */
export function policyHolders({ resources }: TemplateGraph): PolicyHolder[] {
  const holders = resources.filter(({ type }) => holderTypes.has(type)).map((one) => holderOf(one, []));
  const given = resources.flatMap((policy) => {
    const type = policyTypes[policy.type];
    if (type === undefined) return [];
    const { of, holder, byDefault } = type;
    const statements = givenStatements(policy).map((one) => readStatement(one as Value, policy.source, policy.when));
    if (of === undefined && byDefault === undefined) return [holderOf(policy, statements)];
    return targetsOf(policy, of, byDefault).map(({ logicalId, text }) => {
      const known = holders.find(
        (one) =>
          one.type === holder &&
          (isSame(one.resource, policy, logicalId) || (text !== '' && isNamed(one.resource, text))),
      );
      if (known) return { ...known, statements };
      return { ...holderOf({ ...policy, type: holder }, statements), id: text || logicalId, isOutside: true };
    });
  });
  return groupedBy([...holders, ...given], keyOf).map(([first, ...others]) => ({
    ...first,
    statements: [first, ...others].flatMap(({ statements }) => statements),
  }));
}

function keyOf({ type, id, isOutside, resource }: PolicyHolder): string {
  return JSON.stringify([type, id, isOutside, resource.source.template]);
}

function holderOf(resource: GraphResource, statements: readonly Statement[]): PolicyHolder {
  const { type, source } = resource;
  const { word } = holderType(type);
  return { type, word, resource, id: source.logicalId, isOutside: false, statements };
}

function isSame({ source }: GraphResource, policy: GraphResource, logicalId: string): boolean {
  return source.template === policy.source.template && source.logicalId === logicalId;
}

/** Whether a text is the name of a resource, or an ARN that ends with it. */
function isNamed({ type, properties }: GraphResource, text: string): boolean {
  const name = textOf(properties[holderType(type).name ?? '']);
  return name !== undefined && name !== '' && (text === name || /[:/]([^:/]+)$/.exec(text)?.[1] === name);
}

interface Target {
  readonly logicalId: string;
  readonly text: string;
}

/** The resources that a policy is for: by the logical ids that the template refers to, and by their names. */
function targetsOf({ properties, written }: GraphResource, property = '', byDefault?: string): Target[] {
  if (properties[property] === undefined && byDefault !== undefined) return [{ logicalId: '', text: byDefault }];
  const texts = listOf(properties[property]);
  const raw = fieldsOf(written)[property];
  const references = Array.isArray(raw) ? (raw as unknown[]) : [raw];
  return texts.map((text, index) => ({
    logicalId: references.length === texts.length ? referredId(references[index]) : '',
    text: typeof text === 'string' ? text : '',
  }));
}

function referredId(reference: unknown): string {
  const { Ref: id, 'Fn::GetAtt': attribute } = fieldsOf(reference);
  const [owner] = listOf(attribute);
  return textOf(id) ?? textOf(owner)?.split('.')[0] ?? '';
}
